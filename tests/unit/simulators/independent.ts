/** Verification of signatures without any code of the product: node:crypto, node-gost-crypto, and reading by hand. */
import { createHash, verify, X509Certificate } from 'node:crypto';
import gostCrypto from 'node-gost-crypto';

const { gostEngine } = gostCrypto;
const STREEBOG = { name: 'GOST R 34.11', version: 2012, length: 512 };

/** Streebog-512. */
export function streebog(bytes: Uint8Array): Buffer {
  return Buffer.from(gostEngine.getGostDigest(STREEBOG).digest(Uint8Array.from(bytes)));
}

/** The 128 octets of a GOST public key, found by the header that encloses them. */
function gostPublicKey(der: Uint8Array): Uint8Array {
  const header = Buffer.from('038184000481 80'.replace(' ', ''), 'hex');
  const at = Buffer.from(der).indexOf(header);
  return Uint8Array.from(der.subarray(at + header.length, at + header.length + 128));
}

/** Checks a bare signature by the key of a certificate (DER). */
export function verifies(certificate: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean {
  const parsed = new X509Certificate(certificate);
  const isRsa = Buffer.from(certificate).includes(Buffer.from('06092a864886f70d010101', 'hex'));
  if (isRsa) {
    return verify('sha256', message, parsed.publicKey, signature);
  }
  const engine = gostEngine.getGostSign({
    name: 'GOST R 34.10',
    version: 2012,
    length: 512,
    mode: 'SIGN',
    namedCurve: 'T-512-A',
    hash: STREEBOG,
  });
  return engine.verify(gostPublicKey(certificate), Uint8Array.from(signature), Uint8Array.from(message));
}

function between(xml: string, open: string, close: string): string {
  const from = xml.indexOf(open) + open.length;
  return xml.slice(from, xml.indexOf(close, from));
}

const bytes = (base64: string) => Buffer.from(base64.replace(/&#13;|\s/g, ''), 'base64');

/** The certificate in a signed document, DER. */
export function certificateIn(xml: string): Buffer {
  return bytes(between(xml, '<ds:X509Certificate>', '</ds:X509Certificate>'));
}

/**
 * Checks a signed document by hand. It knows only documents whose canonical form is their text with empty elements
 * written in full and line ends as line feeds, which is enough for those that the tests sign.
 */
export function verifiesXml(xml: string): { readonly digest: boolean; readonly signature: boolean } {
  const canonical = (text: string) =>
    text
      .replaceAll('\r\n', '\n')
      .replaceAll('&#13;', '&#xD;')
      .replace(/<([^\s<>/]+)((?: [^<>]*)?)\/>/g, '<$1$2></$1>');
  const body = xml.replace(/^<\?xml[^>]*\?>/, '').replace(/<ds:Signature [\s\S]*<\/ds:Signature>/, '');
  const signedInfo = canonical(
    `<ds:SignedInfo xmlns:ds="http://www.w3.org/2000/09/xmldsig#">${between(xml, '<ds:SignedInfo>', '</ds:SignedInfo>')}</ds:SignedInfo>`,
  );
  const content = Buffer.from(canonical(body));
  const digest = bytes(between(xml, '<ds:DigestValue>', '</ds:DigestValue>'));
  const made = xml.includes('gostr34112015-512"/>')
    ? streebog(content)
    : createHash('sha256').update(content).digest();
  return {
    digest: made.equals(digest),
    signature: verifies(
      certificateIn(xml),
      Buffer.from(signedInfo),
      bytes(between(xml, '<ds:SignatureValue>', '</ds:SignatureValue>')),
    ),
  };
}
