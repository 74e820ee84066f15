/**
 * The form of XML signatures: exactly what NCALayer makes (eds/README.md §4.1) and nothing else. From an accepted document come,
 * for each signature, the bytes it digests and signs; what they cover is the only thing that is ever read as data.
 */

import { fail, ok, type Result } from '../domain/result.ts';
import { decodeBase64 } from './armour.ts';
import { type CanonicalForm, canonicalDocument, canonicalElement } from './canonical.ts';
import { FormError, type FormFailure } from './form-error.ts';
import { DS_NAMESPACE, XML_ALGORITHM } from './xml-algorithm.ts';
import { parseXml } from './xml-parse.ts';
import { XML_NAMESPACE, type XmlDocument, type XmlElement } from './xml-tree.ts';

/** One signature, taken apart; nothing in it is verified yet. */
export type XmlSignature = {
  /** Algorithm identifiers as written. */
  readonly signatureMethod: string;
  readonly digestMethod: string;
  /** What the signature is over: the canonical SignedInfo. */
  readonly signedInfo: Uint8Array;
  readonly signatureValue: Uint8Array;
  readonly digestValue: Uint8Array;
  /** DER of the signer's certificate. */
  readonly certificate: Uint8Array;
  /** The bytes that DigestValue is about: the document as it was when this signature was made. */
  readonly digested: () => Uint8Array;
};

export type SignedXml = {
  /** In document order: each covers those before it. */
  readonly signatures: readonly XmlSignature[];
  /** The canonical signed characters, without any signature. */
  readonly content: () => string;
};

/** Signatures in one document. */
const MOST_SIGNATURES = 16;
/** Bytes that all signatures of one document together may digest. */
const MOST_DIGESTED = 20 * 1024 * 1024;

const CANONICAL: ReadonlyMap<string, CanonicalForm> = new Map([
  [XML_ALGORITHM.inclusive, { exclusive: false, comments: false }],
  [XML_ALGORITHM.inclusiveWithComments, { exclusive: false, comments: true }],
  [XML_ALGORITHM.exclusive, { exclusive: true, comments: false }],
  [XML_ALGORITHM.exclusiveWithComments, { exclusive: true, comments: true }],
]);

/** Takes a signed document apart, or says why it is not one of the accepted forms. */
export function readSignedXml(bytes: Uint8Array): Result<SignedXml, FormFailure> {
  const parsed = parseXml(bytes);
  if (!parsed.ok) return parsed;
  try {
    return ok(takeApart(parsed.value, bytes.length));
  } catch (error) {
    if (error instanceof FormError) return fail(error.reason);
    throw error;
  }
}

function structure(what: string): FormError {
  return new FormError('structure', what);
}

function takeApart(document: XmlDocument, size: number): SignedXml {
  const elements = signatureElements(document.root);
  if (elements.length > MOST_SIGNATURES || elements.length * size > MOST_DIGESTED) {
    throw structure('too many signatures');
  }
  const read = elements.map(readSignature);
  const [first] = read;
  if (first === undefined) throw structure('no signature');
  if (read.some(({ target }) => target.uri !== first.target.uri)) throw structure('different references');
  const apex =
    first.target.id === undefined ? undefined : signedElement(document.root, first.target.id, elements);
  const canonical = (target: Target, without: readonly XmlElement[]) => {
    // References to the same document never include its comments, whatever the canonicalisation would keep.
    const form = { exclusive: target.exclusive, comments: false };
    return apex === undefined
      ? canonicalDocument(document, form, new Set(without))
      : canonicalElement(apex, form, new Set(without));
  };
  for (const { target } of read) {
    const inside = apex === undefined || apex === document.root;
    if (target.enveloped !== inside) throw structure('enveloped signature');
  }
  return {
    signatures: read.map(({ target, ...signature }, i) => ({
      ...signature,
      digested: () => canonical(target, elements.slice(i)),
    })),
    content: () => Buffer.from(canonical(first.target, elements)).toString('utf8'),
  };
}

/** All signatures: they must be the last elements of the root, and there must be none elsewhere. */
function signatureElements(root: XmlElement): XmlElement[] {
  const children = root.children.filter((node) => typeof node !== 'string' && node.kind === 'element');
  const firstSignature = children.findIndex(isSignature);
  if (firstSignature === -1 || isSignature(root)) throw structure('no enveloped signature');
  const signatures = children.slice(firstSignature);
  if (!signatures.every(isSignature)) throw structure('elements after a signature');
  for (const child of children.slice(0, firstSignature)) refuseSignatures(child);
  return signatures;
}

function isSignature(element: XmlElement): boolean {
  return element.namespace === DS_NAMESPACE && element.name.local === 'Signature';
}

function refuseSignatures(element: XmlElement): void {
  if (element.namespace === DS_NAMESPACE) throw structure('signature inside the content');
  for (const child of element.children) {
    if (typeof child !== 'string' && child.kind === 'element') refuseSignatures(child);
  }
}

type Target = {
  readonly uri: string;
  readonly id: string | undefined;
  readonly enveloped: boolean;
  readonly exclusive: boolean;
};

function readSignature(element: XmlElement): Omit<XmlSignature, 'digested'> & { readonly target: Target } {
  refuseAttributes(element, ['Id']);
  const [signedInfo, signatureValue, keyInfo] = parts(element, ['SignedInfo', 'SignatureValue', 'KeyInfo']);
  refuseAttributes(signedInfo, ['Id']);
  const [canonicalization, method, reference] = parts(signedInfo, [
    'CanonicalizationMethod',
    'SignatureMethod',
    'Reference',
  ]);
  const form = CANONICAL.get(algorithmOf(canonicalization));
  if (form === undefined) throw structure('canonicalisation');
  const { target, digestMethod, digestValue } = readReference(reference);
  refuseAttributes(signatureValue, ['Id']);
  refuseAttributes(keyInfo, ['Id']);
  const [data] = parts(keyInfo, ['X509Data']);
  refuseAttributes(data, []);
  const [certificate] = parts(data, ['X509Certificate']);
  refuseAttributes(certificate, []);
  return {
    signatureMethod: algorithmOf(method),
    digestMethod,
    signedInfo: canonicalElement(signedInfo, form, new Set()),
    signatureValue: base64Of(signatureValue),
    digestValue,
    certificate: base64Of(certificate),
    target,
  };
}

function readReference(reference: XmlElement): {
  readonly target: Target;
  readonly digestMethod: string;
  readonly digestValue: Uint8Array;
} {
  refuseAttributes(reference, ['URI', 'Id']);
  const uri = attributeOf(reference, 'URI');
  const id = uri === '' ? undefined : /^#([^#()]+)$/.exec(uri)?.[1];
  if (uri !== '' && id === undefined) throw structure('reference elsewhere');
  const [transforms, method, value] = parts(reference, ['Transforms', 'DigestMethod', 'DigestValue']);
  refuseAttributes(transforms, []);
  const algorithms = childElements(transforms).map((transform) => {
    if (transform.namespace !== DS_NAMESPACE || transform.name.local !== 'Transform')
      throw structure('transform');
    return algorithmOf(transform);
  });
  const enveloped = algorithms[0] === XML_ALGORITHM.enveloped;
  const rest = enveloped ? algorithms.slice(1) : algorithms;
  // Without a canonicalisation the standard one is implied (XMLDSig §4.4.3.2).
  const form = CANONICAL.get(rest[0] ?? XML_ALGORITHM.inclusive);
  if (form === undefined || rest.length > 1 || algorithms.length === 0) throw structure('transforms');
  refuseAttributes(value, []);
  return {
    target: { uri, id, enveloped, exclusive: form.exclusive },
    digestMethod: algorithmOf(method),
    digestValue: base64Of(value),
  };
}

/**
 * The element that `URI="#id"` means: the root, or the only element of the root besides the signatures, so that nothing of the
 * document is outside of what is signed. An identifier that occurs twice in any spelling means nothing.
 */
function signedElement(root: XmlElement, id: string, signatures: readonly XmlElement[]): XmlElement {
  let bearers = 0;
  const count = (element: XmlElement): void => {
    for (const { name, value } of element.attributes) {
      if (value === id && name.local.toLowerCase() === 'id') bearers += 1;
    }
    for (const child of element.children) {
      if (typeof child !== 'string' && child.kind === 'element') count(child);
    }
  };
  count(root);
  if (bearers !== 1) throw structure('identifier');
  const bears = (element: XmlElement) =>
    element.attributes.some(({ name, value }) => name.qualified === 'Id' && value === id);
  if (bears(root)) return root;
  const [only, another] = childElements(root, signatures);
  // Attributes of xml: are inherited by what is signed; any other would stand outside of it.
  const loose = root.attributes.some(({ namespace }) => namespace !== XML_NAMESPACE);
  if (only === undefined || another !== undefined || !bears(only) || loose) {
    throw structure('not the whole document');
  }
  return only;
}

/** The element children, when nothing but white space stands between them; `besides` are not counted. */
function childElements(element: XmlElement, besides: readonly XmlElement[] = []): XmlElement[] {
  const found: XmlElement[] = [];
  for (const node of element.children) {
    if (typeof node === 'string') {
      if (/[^ \t\r\n]/.test(node)) throw structure('text between elements');
    } else if (node.kind !== 'element') throw structure('comment or instruction in a signature');
    else if (!besides.includes(node)) found.push(node);
  }
  return found;
}

/** The children of a signature's element: exactly these, in this order. */
function parts<const Names extends readonly string[]>(
  element: XmlElement,
  names: Names,
): { readonly [K in keyof Names]: XmlElement } {
  const found = childElements(element);
  if (!areNamed(found, names)) throw structure(`children of ${element.name.local}`);
  return found;
}

/** Whether these are elements of a signature with exactly these names, in this order. */
function areNamed<const Names extends readonly string[]>(
  found: readonly XmlElement[],
  names: Names,
): found is { readonly [K in keyof Names]: XmlElement } {
  return (
    found.length === names.length &&
    found.every(({ namespace, name }, i) => namespace === DS_NAMESPACE && name.local === names[i])
  );
}

function refuseAttributes(element: XmlElement, allowed: readonly string[]): void {
  if (element.attributes.some(({ name }) => !allowed.includes(name.qualified))) throw structure('attribute');
}

function attributeOf(element: XmlElement, name: string): string {
  const attribute = element.attributes.find(({ name: found }) => found.qualified === name);
  if (attribute === undefined) throw structure(`no ${name}`);
  return attribute.value;
}

/** The algorithm of a method or transform, which has no parameters. */
function algorithmOf(element: XmlElement): string {
  refuseAttributes(element, ['Algorithm']);
  if (childElements(element).length > 0) throw structure('parameters of an algorithm');
  return attributeOf(element, 'Algorithm');
}

function base64Of(element: XmlElement): Uint8Array {
  if (element.children.some((node) => typeof node !== 'string')) throw structure('markup in base64');
  const bytes = decodeBase64(element.children.join(''));
  if (bytes === undefined) throw new FormError('malformed', 'base64');
  return bytes;
}
