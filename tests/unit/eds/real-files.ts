/** The public test material of the National CA (eds/README.md §6): read where it lies, never copied into the project. */
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import forge from 'node-forge';

const folder = resolve(process.env.KEZEK_EDS_DATA ?? '../shared/eds/data');

/** Whether the material is there; tests that need it are skipped otherwise. */
export const realFilesPresent = existsSync(join(folder, 'ca-test'));
if (!realFilesPresent) {
  console.warn(`skipped: the real files of the National CA are not in ${folder} (KEZEK_EDS_DATA)`);
}

/** One of the real files. */
export function realFile(name: string): Uint8Array {
  return readFileSync(join(folder, name));
}

export const trustFolder = join(folder, 'ca-test');

export type OpenedKey = {
  readonly certificate: Uint8Array;
  /** GOST: the private scalar, 64 octets little-endian. RSA: PKCS#8. */
  readonly privateKey: Uint8Array;
};

const bytesOf = (asn1: forge.asn1.Asn1): Uint8Array =>
  Uint8Array.from(Buffer.from(forge.asn1.toDer(asn1).getBytes(), 'latin1'));

/** Opens a key file of the SDK with its public password. */
export function openP12(name: string): OpenedKey {
  const der = Buffer.from(realFile(name)).toString('latin1');
  const p12 = forge.pkcs12.pkcs12FromAsn1(forge.asn1.fromDer(der), 'Qwerty12');
  const bags = p12.safeContents.flatMap((content) => content.safeBags);
  const certificateBag = bags.find((bag) => bag.type === forge.pki.oids.certBag);
  const keyBag = bags.find((bag) => bag.type === forge.pki.oids.pkcs8ShroudedKeyBag);
  if (certificateBag === undefined || keyBag === undefined) throw new Error(`${name} holds no key`);
  return { certificate: certificateIn(certificateBag), privateKey: keyIn(keyBag) };
}

function certificateIn(bag: forge.pkcs12.Bag): Uint8Array {
  if (bag.asn1) return bytesOf(bag.asn1);
  if (bag.cert) return bytesOf(forge.pki.certificateToAsn1(bag.cert));
  throw new Error('no certificate in the bag');
}

/** GOST keys come as PKCS#8 whose OCTET STRING holds an OCTET STRING with the scalar; RSA keys as PKCS#8. */
function keyIn(bag: forge.pkcs12.Bag): Uint8Array {
  if (bag.key) return bytesOf(forge.pki.wrapRsaPrivateKey(forge.pki.privateKeyToAsn1(bag.key)));
  if (!bag.asn1) throw new Error('no key in the bag');
  return bytesOf(bag.asn1).slice(-64);
}
