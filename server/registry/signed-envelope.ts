import { createHash, createPrivateKey, type KeyObject, sign, X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { canonicalElement } from '../../core/eds/canonical.ts';
import { DS_NAMESPACE, XML_ALGORITHM } from '../../core/eds/xml-algorithm.ts';
import { parseXml } from '../../core/eds/xml-parse.ts';
import type { XmlElement } from '../../core/eds/xml-tree.ts';

/** The RSA key of the organisation and its certificate (DER in base64), by which the ШЭП knows who asks. */
export type EnvelopeKey = { readonly privateKey: KeyObject; readonly certificate: string };

const SOAP = 'http://schemas.xmlsoap.org/soap/envelope/';
const WSS = 'http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity';
const BODY_ID = 'body';
const EXCLUSIVE = { exclusive: true, comments: false } as const;

/** Reads the key and the certificate from one PEM file. Throws with a message for people. */
export async function openEnvelopeKey(file: string): Promise<EnvelopeKey> {
  const pem = await readFile(file, 'utf8').catch((error: unknown) => {
    throw new Error(
      `The key for ГБД ФЛ ${file} cannot be read: ${error instanceof Error ? error.message : ''}`,
    );
  });
  const key = readEnvelopeKey(pem);
  if (key === null)
    throw new Error(
      `${file} holds no RSA private key (PEM, without a password) together with the certificate of that key`,
    );
  return key;
}

/** The RSA key and its certificate of a PEM (without a password), or null where it does not hold both. */
export function readEnvelopeKey(pem: string): EnvelopeKey | null {
  try {
    const privateKey = createPrivateKey(pem);
    const certificate = new X509Certificate(pem);
    return privateKey.asymmetricKeyType === 'rsa' && certificate.checkPrivateKey(privateKey)
      ? { privateKey, certificate: certificate.raw.toString('base64') }
      : null;
  } catch (error) {
    if (error instanceof Error) return null;
    throw error;
  }
}

/** A SOAP 1.1 envelope around the content of its body; unsigned where there is no key. */
export function envelopeXml(content: string, key: EnvelopeKey | null): string {
  const head = `<?xml version="1.0" encoding="UTF-8"?><soap:Envelope xmlns:soap="${SOAP}">`;
  if (key === null) return `${head}<soap:Body>${content}</soap:Body></soap:Envelope>`;
  const body = `<soap:Body xmlns:wsu="${WSS}-utility-1.0.xsd" wsu:Id="${BODY_ID}">${content}</soap:Body>`;
  const security = (signature: string) =>
    `${head}<soap:Header><wsse:Security xmlns:wsse="${WSS}-secext-1.0.xsd" soap:mustUnderstand="1">` +
    `${signature}</wsse:Security></soap:Header>${body}</soap:Envelope>`;
  const digest = createHash('sha256')
    .update(canonical(security(''), 'Body'))
    .digest('base64');
  const info = signedInfo(digest);
  const value = (text: string) =>
    `<ds:Signature xmlns:ds="${DS_NAMESPACE}">${info}<ds:SignatureValue>${text}</ds:SignatureValue>` +
    `<ds:KeyInfo><ds:X509Data><ds:X509Certificate>${key.certificate}</ds:X509Certificate></ds:X509Data>` +
    '</ds:KeyInfo></ds:Signature>';
  const signed = sign('sha256', canonical(security(value('')), 'SignedInfo'), key.privateKey);
  return security(value(signed.toString('base64')));
}

function signedInfo(digest: string): string {
  const { exclusive, rsaSha256, sha256 } = XML_ALGORITHM;
  return (
    `<ds:SignedInfo><ds:CanonicalizationMethod Algorithm="${exclusive}"/>` +
    `<ds:SignatureMethod Algorithm="${rsaSha256}"/><ds:Reference URI="#${BODY_ID}">` +
    `<ds:Transforms><ds:Transform Algorithm="${exclusive}"/></ds:Transforms>` +
    `<ds:DigestMethod Algorithm="${sha256}"/><ds:DigestValue>${digest}</ds:DigestValue></ds:Reference></ds:SignedInfo>`
  );
}

/** The first element of this local name in document order, in exclusive canonical form. */
function canonical(xml: string, name: string): Uint8Array {
  const parsed = parseXml(Buffer.from(xml, 'utf8'));
  const element = parsed.ok ? find(parsed.value.root, name) : null;
  if (element === null) throw new Error(`The envelope for ГБД ФЛ has no ${name}`);
  return canonicalElement(element, EXCLUSIVE, new Set());
}

function find(element: XmlElement, name: string): XmlElement | null {
  if (element.name.local === name) return element;
  for (const child of element.children) {
    const found = typeof child !== 'string' && child.kind === 'element' ? find(child, name) : null;
    if (found !== null) return found;
  }
  return null;
}
