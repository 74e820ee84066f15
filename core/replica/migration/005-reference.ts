/** The reference tables that people of the region edited, as the server gave them last (JSON); one row. */
export const REFERENCE = `
CREATE TABLE reference (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  body TEXT NOT NULL
) STRICT;
`;
