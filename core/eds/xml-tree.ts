/** A parsed XML document, with all that canonicalisation needs. */
import type { XmlName } from './xml-name.ts';

export const XML_NAMESPACE = 'http://www.w3.org/XML/1998/namespace';

export type XmlAttribute = { readonly name: XmlName; readonly namespace: string; readonly value: string };
/** A namespace declaration; the empty prefix is the default namespace. */
export type XmlDeclaration = { readonly prefix: string; readonly namespace: string };
export type XmlComment = { readonly kind: 'comment'; readonly text: string };
export type XmlInstruction = { readonly kind: 'instruction'; readonly target: string; readonly data: string };
export type XmlElement = {
  readonly kind: 'element';
  readonly name: XmlName;
  readonly namespace: string;
  readonly attributes: readonly XmlAttribute[];
  readonly declarations: readonly XmlDeclaration[];
  readonly children: readonly XmlNode[];
  readonly parent: XmlElement | undefined;
};
/** Text stands as it is: references resolved, CDATA sections dissolved. Neighbouring strings may occur. */
export type XmlNode = string | XmlElement | XmlComment | XmlInstruction;
export type XmlDocument = {
  readonly before: readonly (XmlComment | XmlInstruction)[];
  readonly root: XmlElement;
  readonly after: readonly (XmlComment | XmlInstruction)[];
};
