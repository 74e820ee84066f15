/** Whether the interface has a word for this key of a section; the server may be newer than this desk. */
export function hasWord<Section extends object>(
  section: Section,
  key: string,
): key is keyof Section & string {
  return Object.hasOwn(section, key);
}
