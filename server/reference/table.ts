/** An edited reference table, whole; its meaning stands in migration 10. */
export type ReferenceTable = { name: string; body: unknown; saved_by: string; saved_at: Date };
