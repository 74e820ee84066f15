/** What NCALayer does with a chosen key: XML, CMS and bare signatures, in its own layouts and, if told, forged. */
import { constants, privateEncrypt } from 'node:crypto';
import { octetString, sequence } from '../../../core/eds/der-writer.ts';
import { GOST_2015_512, signGostDigest } from '../../../core/eds/gost/signature.ts';
import { signCms } from '../demo-ca/cms-signer.ts';
import { type DemoKey, digestAlgorithm, digestFor, signWith } from '../demo-ca/demo-key.ts';
import type { DemoCa, DemoSigner } from '../demo-ca/index.ts';
import { imprintOf, timeStampToken, withTimeStamp } from '../demo-ca/time-stamp.ts';
import { type SignatureStyle, signXmlEnveloped } from '../demo-ca/xml-signer.ts';
import type { NcaLayerBehaviour } from './behaviour.ts';
import { WorkFailure } from './reply.ts';
import { DECLARATION, type Rewritten, rewriteXml, SaxParseError } from './rewrite-xml.ts';

/** `signingParams` of basics, or what a method of commonUtils implies. */
export interface SigningParams {
  /** The data are base64. */
  readonly decode: boolean;
  readonly attach: boolean;
  /** The data are the digest already. */
  readonly digested: boolean;
  readonly timestamp: boolean;
}

/** How a document is to be signed. */
export interface XmlTask {
  readonly behaviour: NcaLayerBehaviour;
  readonly module: 'basics' | 'commonUtils';
  /** XPaths of the element to sign and of the parent of the signature (`''` for unused); null for the whole document. */
  readonly elements: { readonly signed: string; readonly parent: string } | null;
}

const STYLES: Readonly<Record<Exclude<NcaLayerBehaviour['xmlLayout'], 'auto'>, SignatureStyle>> = {
  lf: 'lines',
  crlf: 'windows',
  entity: 'references',
  compact: 'compact',
};

function styleOf({ behaviour, module }: XmlTask): SignatureStyle {
  if (behaviour.xmlLayout !== 'auto') {
    return STYLES[behaviour.xmlLayout];
  }
  const [major = 0, minor = 0] = behaviour.version.split('.').map(Number);
  const modern = major > 1 || (major === 1 && minor >= 4);
  return module === 'commonUtils' ? 'windows' : modern ? 'compact' : 'lines';
}

function flipped(bytes: Uint8Array): Uint8Array {
  const changed = Uint8Array.from(bytes);
  changed[8] = (changed[8] ?? 0) ^ 1;
  return changed;
}

/** The certificate that goes along: the signer's, or that of somebody else with the same kind of key. */
function certificateOf(ca: DemoCa, signer: DemoSigner, { forgery }: NcaLayerBehaviour): Uint8Array {
  if (forgery !== 'other-certificate') {
    return signer.certificate;
  }
  const person = signer.person.key === 'auditor' ? 'region' : 'auditor';
  return ca.signer({ person, kind: signer.spec.kind }).certificate;
}

/** Another document: the last character of the first text is changed, or text is put into an empty root. */
function otherContent({ head, tail }: Rewritten): Rewritten {
  const whole = head.replace(
    />([^<>]*[^<>\s])</,
    (_all, text: string) => `>${text.slice(0, -1)}${text.endsWith('7') ? '8' : '7'}<`,
  );
  return whole === head ? { head: `${head}7`, tail } : { head: whole, tail };
}

/** The local name of the last step of an XPath such as `//app:data` or `/root/data[1]`; null for none. */
function lastStep(xpath: string): string | null {
  return /(?:^|[/:])([\w.-]+)(?:\[[^\]]*\])?$/.exec(xpath)?.[1] ?? null;
}

function idOf(document: string, element: string): string {
  const id = new RegExp(`<(?:[\\w.-]+:)?${element}(?: [^>]*)? Id="([^"]*)"`).exec(document)?.[1];
  if (id === undefined) {
    throw new WorkFailure('SIGNING_FAILURE', `There is no element ${element} with an attribute Id`);
  }
  return id;
}

function rewritten(xml: string, parent: string | null): Rewritten {
  try {
    const cut = rewriteXml(xml, parent);
    if (cut !== undefined) {
      return cut;
    }
  } catch (error) {
    if (error instanceof SaxParseError) {
      throw new WorkFailure('SIGNING_FAILURE', error.message);
    }
    throw error;
  }
  throw new WorkFailure('SIGNING_FAILURE', `There is no element ${parent ?? ''} for the signature`);
}

const SIGNATURE = /<ds:Signature [\s\S]*<\/ds:Signature>/;

/** Signs a document, as the JDK writes it anew; the answer has a declaration and an enveloped signature. */
export function signXmlItem(ca: DemoCa, signer: DemoSigner, xml: string, task: XmlTask): string {
  const { forgery } = task.behaviour;
  const parent = lastStep(task.elements?.parent ?? '');
  const given = rewritten(xml, parent);
  const cut = forgery === 'other-content' ? otherContent(given) : given;
  const document = `${DECLARATION}${cut.head}${cut.tail}`;
  if (forgery === 'no-signature') {
    return document;
  }
  const target = lastStep(task.elements?.signed ?? '');
  const signed = signXmlEnveloped(document, signer.key, certificateOf(ca, signer, task.behaviour), {
    style: styleOf(task),
    verbatim: true,
    ...(target === null ? {} : { id: idOf(document, target) }),
    odd: {
      ...(forgery === 'broken-digest'
        ? { digest: (message: Uint8Array) => flipped(digestFor(signer.key.kind, message)) }
        : {}),
      ...(forgery === 'broken-signature' ? { alterSignature: flipped } : {}),
    },
  });
  // Next to the element the signature stands elsewhere; its SignedInfo is canonicalised without regard to that.
  const signature = parent === null ? undefined : SIGNATURE.exec(signed)?.[0];
  return signature === undefined ? signed : `${DECLARATION}${cut.head}${signature}${cut.tail}`;
}

function bytesOf(data: string, { decode }: SigningParams): Uint8Array {
  if (!decode) {
    return new TextEncoder().encode(data);
  }
  if (!/^[A-Za-z0-9+/\s]*={0,2}\s*$/.test(data)) {
    throw new WorkFailure('SIGNING_FAILURE', 'java.lang.IllegalArgumentException: Illegal base64 character');
  }
  return Uint8Array.from(Buffer.from(data, 'base64'));
}

/** Signs data as CMS (CAdES-BES); the result is DER. */
export function signCmsItem(
  ca: DemoCa,
  signer: DemoSigner,
  data: string,
  params: SigningParams,
  behaviour: NcaLayerBehaviour,
): Uint8Array {
  const { forgery } = behaviour;
  const given = bytesOf(data, params);
  const content = forgery === 'other-content' ? Uint8Array.from([...given, 0x37]) : given;
  const digest = params.digested ? content : digestFor(signer.key.kind, content);
  const { key } = signer;
  return signCms(
    content,
    [
      {
        key,
        certificate: certificateOf(ca, signer, behaviour),
        odd: {
          messageDigest: forgery === 'broken-digest' ? flipped(digest) : digest,
          ...(forgery === 'broken-signature' ? { alterSignature: flipped } : {}),
        },
        ...(params.timestamp ? { timeStamp: stamper(ca, key.kind) } : {}),
      },
    ],
    { attached: params.attach && !params.digested },
  );
}

function stamper(ca: DemoCa, kind: DemoKey['kind']): (signature: Uint8Array) => Uint8Array {
  return (signature) =>
    timeStampToken(ca.service(kind, 'tsa'), { imprint: imprintOf(kind, signature), at: new Date() });
}

/** Adds a time stamp to a CMS (applyCAdEST); the authority's key is of the kind asked for. */
export function stampCms(ca: DemoCa, kind: DemoKey['kind'], cms: Uint8Array): Uint8Array {
  try {
    return withTimeStamp(cms, stamper(ca, kind));
  } catch (error) {
    throw new WorkFailure('SIGNING_FAILURE', error instanceof Error ? error.message : String(error));
  }
}

/** Signs a digest that was made before. */
function signDigest(key: DemoKey, digest: Uint8Array): Uint8Array {
  if (key.kind === 'gost') {
    return signGostDigest(key.privateKey, digest, GOST_2015_512);
  }
  const info = sequence(digestAlgorithm('rsa'), octetString(digest));
  return Uint8Array.from(
    privateEncrypt({ key: key.privateKey, padding: constants.RSA_PKCS1_PADDING }, Buffer.from(info)),
  );
}

/** A bare signature over data, or over their digest. */
export function signRawItem(
  signer: DemoSigner,
  data: string,
  params: SigningParams,
  { forgery }: NcaLayerBehaviour,
): Uint8Array {
  const given = bytesOf(data, params);
  const content = forgery === 'other-content' ? Uint8Array.from([...given, 0x37]) : given;
  const signature = params.digested ? signDigest(signer.key, content) : signWith(signer.key, content);
  return forgery === 'broken-signature' ? flipped(signature) : signature;
}
