/** What `scripts/fonts.ts` uses of the package, which brings no types. */
declare module 'subset-font' {
  /** The font with the glyphs of `text` alone. */
  export default function subsetFont(
    font: Buffer,
    text: string,
    options: { readonly targetFormat: 'sfnt' },
  ): Promise<Buffer>;
}
