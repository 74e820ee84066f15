/**
 * Grants signed by the server, for signing in while the line is down; with a submission the consent it stands on (JSON, null
 * where the applicant signed) and the report of its verification here (JSON).
 */
export const SIGNING = `
CREATE TABLE grant_statement (
  iin TEXT PRIMARY KEY,
  statement TEXT NOT NULL
) STRICT, WITHOUT ROWID;
ALTER TABLE submission ADD COLUMN consent TEXT;
ALTER TABLE submission ADD COLUMN report TEXT;
`;
