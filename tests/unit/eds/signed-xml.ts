/** A document signed by Adam, what is altered in it, and what the verifier says of it. */
import type { SignatureFailure } from '../../../core/domain/failure.ts';
import type { VerifyPolicy } from '../../../core/eds/verdict.ts';
import { verifyXml } from '../../../core/eds/verify.ts';
import { signXmlEnveloped, type XmlSignatureOptions } from '../../simulators/demo-ca/xml-signer.ts';
import { family, type Kind, policy } from './demo-world.ts';

export const DOCUMENT =
  '<өтініш xmlns="urn:kezek" xml:lang="kk"><iin>850717300014</iin><бала id="1" аты="Нұрлан"/>мәтін &amp; 😀</өтініш>';

export function sign(xml = DOCUMENT, options: XmlSignatureOptions = {}, kind: Kind = 'rsa'): string {
  const { adam } = family(kind);
  return signXmlEnveloped(xml, adam.key, adam.certificate, options);
}

export function reasonOf(
  xml: string | Uint8Array,
  changes: Partial<VerifyPolicy> = {},
): SignatureFailure | 'valid' {
  const verdict = verifyXml(typeof xml === 'string' ? Buffer.from(xml) : xml, policy(changes));
  return verdict.valid ? 'valid' : verdict.reason;
}

export function edit(xml: string, from: string | RegExp, to: string): string {
  const edited = xml.replace(from, to);
  if (edited === xml) throw new Error(`nothing to edit: ${from}`);
  return edited;
}
