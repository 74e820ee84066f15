/** Signs XML the way NCALayer does (eds/README.md §4.1), and, for tests, in the many ways in which it must be refused. */
import { canonicalDocument, canonicalElement } from '../../../core/eds/canonical.ts';
import { DS_NAMESPACE, XML_ALGORITHM } from '../../../core/eds/xml-algorithm.ts';
import { parseXml } from '../../../core/eds/xml-parse.ts';
import type { XmlDocument, XmlElement } from '../../../core/eds/xml-tree.ts';
import { type DemoKey, digestFor, signWith } from './demo-key.ts';

/** How white space comes out: line feeds, Windows line ends, carriage returns as references inside base64, or none. */
export type SignatureStyle = 'lines' | 'windows' | 'references' | 'compact';

/** What tests change to make a signature that must be refused, or that is unusual but sound. */
export type XmlSignatureOddities = {
  readonly canonicalization?: string;
  readonly signatureMethod?: string;
  readonly digestMethod?: string;
  readonly uri?: string;
  /** The `ds:Transform` elements as text. */
  readonly transforms?: string;
  /** Replaces the whole `ds:Reference`, given the digest. */
  readonly references?: (digest: string) => string;
  /** Bytes to digest instead of the canonical document. */
  readonly digested?: Uint8Array;
  readonly digest?: (message: Uint8Array) => Uint8Array;
  readonly sign?: (message: Uint8Array) => Uint8Array;
  readonly alterSignature?: (signature: Uint8Array) => Uint8Array;
  /** Replaces what KeyInfo holds, given the base64 of the certificate. */
  readonly keyInfo?: (certificate: string) => string;
  /** More children of Signature, at its end. */
  readonly tail?: string;
};

export type XmlSignatureOptions = {
  readonly style?: SignatureStyle;
  /** Signs the element with this `Id` (tbsElementXPath): URI="#id", SignedInfo by exclusive canonicalisation. */
  readonly id?: string;
  /** Leaves the document as it is instead of writing it anew as Java does. */
  readonly verbatim?: boolean;
  readonly odd?: XmlSignatureOddities;
};

const NOTHING: ReadonlySet<XmlElement> = new Set();
const PLACE = 'AAAA-place-of-the-signature';

function parse(xml: string): XmlDocument {
  const parsed = parseXml(Buffer.from(xml, 'utf8'));
  if (!parsed.ok) throw new Error(`not signable: ${parsed.error}`);
  return parsed.value;
}

/** The document as a Java serialiser writes it: declaration, sorted attributes, empty elements short, astral characters as references. */
function rewritten(document: XmlDocument): string {
  const canonical = Buffer.from(
    canonicalDocument(document, { exclusive: false, comments: true }, NOTHING),
  ).toString('utf8');
  const short = canonical.replace(/<([^\s<>/]+)((?: [^<>]*)?)><\/\1>/g, '<$1$2/>');
  const references = short.replace(
    /[\u{10000}-\u{10FFFF}]/gu,
    (character) => `&#${character.codePointAt(0) ?? 0};`,
  );
  return `<?xml version="1.0" encoding="UTF-8" standalone="no"?>${references}`;
}

/** Puts text before the end tag of the root. */
function intoRoot(xml: string, inserted: string): string {
  const { root } = parse(xml);
  const end = xml.lastIndexOf(`</${root.name.qualified}`);
  if (end !== -1) return xml.slice(0, end) + inserted + xml.slice(end);
  const empty = xml.lastIndexOf('/>');
  return `${xml.slice(0, empty)}>${inserted}</${root.name.qualified}>${xml.slice(empty + 2)}`;
}

function lastSignature(document: XmlDocument): XmlElement {
  const found = elementsOf(document.root).filter(
    (element) => element.namespace === DS_NAMESPACE && element.name.local === 'Signature',
  );
  const last = found.at(-1);
  if (last === undefined) throw new Error('no signature');
  return last;
}

function elementsOf(element: XmlElement): XmlElement[] {
  const inner = element.children.filter((node) => typeof node !== 'string' && node.kind === 'element');
  return [element, ...inner.flatMap(elementsOf)];
}

/** Base64 with the line breaks of a style, at 76 characters as Java breaks them. */
function base64(bytes: Uint8Array, style: SignatureStyle): string {
  const text = Buffer.from(bytes).toString('base64');
  if (style === 'compact') return text;
  const end = style === 'references' ? '&#13;\n' : style === 'windows' ? '\r\n' : '\n';
  return (text.match(/.{1,76}/g) ?? []).join(end);
}

function transform(algorithm: string): string {
  return `<ds:Transform Algorithm="${algorithm}"/>`;
}

/** Signs a document; the signature becomes the last child of its root. Signing a signed document adds another that covers the first. */
export function signXmlEnveloped(
  xml: string,
  key: DemoKey,
  certificate: Uint8Array,
  options: XmlSignatureOptions = {},
): string {
  const { style = 'lines', id, odd = {} } = options;
  const source = options.verbatim ? xml : rewritten(parse(xml));
  const document = parse(source);
  const form = { exclusive: false, comments: false };
  const content = odd.digested ?? contentToSign(document, id, form);
  const digest = base64(odd.digest?.(content) ?? digestFor(key.kind, content), style);
  const gost = key.kind === 'gost';
  const canonicalization =
    odd.canonicalization ?? (id === undefined ? XML_ALGORITHM.inclusive : XML_ALGORITHM.exclusive);
  const signatureMethod = odd.signatureMethod ?? (gost ? XML_ALGORITHM.gost2015 : XML_ALGORITHM.rsaSha256);
  const digestMethod = odd.digestMethod ?? (gost ? XML_ALGORITHM.streebog512 : XML_ALGORITHM.sha256);
  const n = style === 'compact' ? '' : style === 'windows' ? '\r\n' : '\n';
  const transforms =
    odd.transforms ??
    (id === undefined ? `${transform(XML_ALGORITHM.enveloped)}${n}` : '') +
      transform(XML_ALGORITHM.inclusiveWithComments) +
      n;
  const uri = odd.uri ?? (id === undefined ? '' : `#${id}`);
  const reference =
    odd.references?.(digest) ??
    `<ds:Reference URI="${uri}">${n}<ds:Transforms>${n}${transforms}</ds:Transforms>${n}<ds:DigestMethod Algorithm="${digestMethod}"/>${n}<ds:DigestValue>${digest}</ds:DigestValue>${n}</ds:Reference>${n}`;
  const encoded = base64(certificate, style);
  const keyInfo =
    odd.keyInfo?.(encoded) ??
    `<ds:X509Data>${n}<ds:X509Certificate>${n}${encoded}${n}</ds:X509Certificate>${n}</ds:X509Data>${n}`;
  const signature =
    `<ds:Signature xmlns:ds="${DS_NAMESPACE}">${n}<ds:SignedInfo>${n}` +
    `<ds:CanonicalizationMethod Algorithm="${canonicalization}"/>${n}<ds:SignatureMethod Algorithm="${signatureMethod}"/>${n}` +
    `${reference}</ds:SignedInfo>${n}<ds:SignatureValue>${n}${PLACE}${n}</ds:SignatureValue>${n}` +
    `<ds:KeyInfo>${n}${keyInfo}</ds:KeyInfo>${n}${odd.tail ?? ''}</ds:Signature>`;
  const unsigned = intoRoot(source, signature);
  const value = signedInfoValue(unsigned, canonicalization, key, odd);
  return unsigned.replace(PLACE, base64(value, style));
}

function contentToSign(
  document: XmlDocument,
  id: string | undefined,
  form: { readonly exclusive: boolean; readonly comments: boolean },
): Uint8Array {
  if (id === undefined) return canonicalDocument(document, form, NOTHING);
  const target = elementsOf(document.root).find((element) =>
    element.attributes.some(({ name, value }) => name.qualified === 'Id' && value === id),
  );
  if (target === undefined) throw new Error(`no element with Id ${id}`);
  return canonicalElement(target, form, NOTHING);
}

function signedInfoValue(
  unsigned: string,
  canonicalization: string,
  key: DemoKey,
  odd: XmlSignatureOddities,
): Uint8Array {
  const signature = lastSignature(parse(unsigned));
  const signedInfo = elementsOf(signature).find((element) => element.name.local === 'SignedInfo');
  if (signedInfo === undefined) throw new Error('no SignedInfo');
  const exclusive = canonicalization.startsWith(XML_ALGORITHM.exclusive);
  const message = canonicalElement(signedInfo, { exclusive, comments: false }, NOTHING);
  const value = odd.sign?.(message) ?? signWith(key, message);
  return odd.alterSignature?.(value) ?? value;
}
