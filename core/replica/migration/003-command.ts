/** Commands given at this computer after filing: what was asked (JSON), by whom, and what the server answered (JSON, null until then). */
export const COMMAND = `
CREATE TABLE command (
  uuid TEXT PRIMARY KEY,
  application TEXT,
  given TEXT NOT NULL,
  given_by TEXT NOT NULL,
  given_at TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('saved', 'received', 'refused')),
  outcome TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX command_of_application ON command (application) WHERE application IS NOT NULL;
`;
