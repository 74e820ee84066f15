import { createHash, verify, X509Certificate } from 'node:crypto';
import { canonicalElement } from '../../../core/eds/canonical.ts';
import { parseXml } from '../../../core/eds/xml-parse.ts';
import type { XmlElement } from '../../../core/eds/xml-tree.ts';

/** Whether the body of a question is signed by the key of this certificate (PEM), as the ШЭП demands it of an organisation. */
export function isSignedBy(pem: string, xml: string): boolean {
  const parsed = parseXml(Buffer.from(xml, 'utf8'));
  if (!parsed.ok) return false;
  const { root } = parsed.value;
  const [header, body] = elementsOf(root);
  const at = (name: string) => (header === undefined ? undefined : within(header).find(named(name)));
  const info = at('SignedInfo');
  const reference = at('Reference')?.attributes.find(({ name }) => name.qualified === 'URI')?.value;
  const id = body?.attributes.find(({ name }) => name.local === 'Id')?.value;
  if (info === undefined || body?.name.local !== 'Body' || id === undefined || reference !== `#${id}`)
    return false;
  const digest = createHash('sha256').update(canonical(body)).digest('base64');
  const value = Buffer.from(textOf(at('SignatureValue')), 'base64');
  const { publicKey } = new X509Certificate(pem);
  return digest === textOf(at('DigestValue')) && verify('sha256', canonical(info), publicKey, value);
}

function canonical(element: XmlElement): Uint8Array {
  return canonicalElement(element, { exclusive: true, comments: false }, new Set());
}

function elementsOf(element: XmlElement): readonly XmlElement[] {
  return element.children.flatMap((child) =>
    typeof child !== 'string' && child.kind === 'element' ? [child] : [],
  );
}

function within(element: XmlElement): readonly XmlElement[] {
  return [element, ...elementsOf(element).flatMap(within)];
}

function named(name: string): (element: XmlElement) => boolean {
  return (element) => element.name.local === name;
}

function textOf(element: XmlElement | undefined): string {
  return element?.children.filter((child) => typeof child === 'string').join('') ?? '';
}
