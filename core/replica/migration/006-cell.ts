/** How far the cycle of each cell of the district has come, as the server told it last: positions are counted from there. */
export const CELL = `
CREATE TABLE cell (
  key TEXT PRIMARY KEY,
  cycle_index INTEGER NOT NULL
) STRICT;
`;
