/** What was done, for the notice above the list: kept as what it is, said in the language of the moment. */
export type Said = {
  readonly of:
    | 'groupForm'
    | 'publish'
    | 'withdraw'
    | 'arrival'
    | 'refuse'
    | 'transfer'
    | 'leave'
    | 'contacts'
    | 'details'
    | 'close';
  /** The numbers and names of the sentence. */
  readonly values?: { readonly n?: number; readonly name?: string };
};
