import { generateKeyPairSync } from 'node:crypto';
import forge from 'node-forge';

/** A certificate with its key, in PEM. */
export type Identity = { readonly cert: string; readonly key: string };

function keys(): { publicKey: forge.pki.rsa.PublicKey; privateKey: forge.pki.rsa.PrivateKey } {
  const pair = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
  });
  return {
    publicKey: forge.pki.publicKeyFromPem(pair.publicKey),
    privateKey: forge.pki.privateKeyFromPem(pair.privateKey),
  };
}

/** A CA made for one test run and the TLS certificate of 127.0.0.1 under it. */
export function loopbackIdentity(validUntil = new Date(Date.now() + 86_400_000)): {
  ca: string;
  server: Identity;
} {
  const authority = keys();
  const ca = forge.pki.createCertificate();
  ca.publicKey = authority.publicKey;
  ca.serialNumber = '01';
  ca.validity = { notBefore: new Date('2020-01-01'), notAfter: new Date('2040-01-01') };
  const issuer = [{ name: 'commonName', value: 'TEST LOOPBACK CA' }];
  ca.setSubject(issuer);
  ca.setIssuer(issuer);
  ca.setExtensions([
    { name: 'basicConstraints', cA: true, critical: true },
    { name: 'keyUsage', keyCertSign: true, cRLSign: true, critical: true },
  ]);
  ca.sign(authority.privateKey, forge.md.sha256.create());

  const own = keys();
  const leaf = forge.pki.createCertificate();
  leaf.publicKey = own.publicKey;
  leaf.serialNumber = '02';
  leaf.validity = { notBefore: new Date('2020-01-01'), notAfter: validUntil };
  leaf.setSubject([{ name: 'commonName', value: '127.0.0.1' }]);
  leaf.setIssuer(issuer);
  leaf.setExtensions([
    { name: 'basicConstraints', cA: false },
    { name: 'extKeyUsage', serverAuth: true },
    {
      name: 'subjectAltName',
      altNames: [
        { type: 7, ip: '127.0.0.1' },
        { type: 2, value: 'localhost' },
      ],
    },
  ]);
  leaf.sign(authority.privateKey, forge.md.sha256.create());
  return {
    ca: forge.pki.certificateToPem(ca),
    server: {
      cert: forge.pki.certificateToPem(leaf),
      key: forge.pki.privateKeyToPem(own.privateKey),
    },
  };
}
