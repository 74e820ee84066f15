import { X509Certificate } from 'node:crypto';
import { type DemoSigner, pemOf } from '../demo-ca/index.ts';

const KEYWORDS: ReadonlyMap<string, string> = new Map([
  ['serialNumber', 'SERIALNUMBER'],
  ['SN', 'SURNAME'],
  ['GN', 'G'],
]);

/** A distinguished name as Kalkan prints it: encoded order, commas without spaces. */
function distinguishedName(lines: string): string {
  return lines
    .split('\n')
    .map((line) => {
      const [keyword = '', ...value] = line.split('=');
      return `${KEYWORDS.get(keyword) ?? keyword}=${value.join('=')}`;
    })
    .join(',');
}

function commonName(lines: string): string {
  return (
    lines
      .split('\n')
      .find((line) => line.startsWith('CN='))
      ?.slice(3) ?? ''
  );
}

/** The answer of getKeyInfo (eds/README.md §1.4): dates are epoch milliseconds as strings, hex is lower-case. */
export function keyInfo(signer: DemoSigner): Record<string, string> {
  const certificate = new X509Certificate(signer.certificate);
  const serialNumber = certificate.serialNumber.toLowerCase();
  return {
    alias: serialNumber,
    keyId: serialNumber,
    algorithm: signer.key.kind === 'gost' ? 'ECGOST3410-2015' : 'RSA',
    subjectCn: commonName(certificate.subject),
    subjectDn: distinguishedName(certificate.subject),
    issuerCn: commonName(certificate.issuer),
    issuerDn: distinguishedName(certificate.issuer),
    serialNumber,
    certNotAfter: String(Date.parse(certificate.validTo)),
    certNotBefore: String(Date.parse(certificate.validFrom)),
    authorityKeyIdentifier: new X509Certificate(signer.issuer.certificate).serialNumber.toLowerCase(),
    pem: pemOf(signer.certificate),
  };
}
