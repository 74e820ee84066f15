/** The voucher category orders the queue under voucher2025; rows that are here already are pulled anew with it. */
export const CATEGORY = `
ALTER TABLE application ADD COLUMN category INTEGER;
UPDATE device SET cursor = NULL, scope = NULL;
`;
