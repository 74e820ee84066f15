/** The module `kz.gov.pki.knca.basics` (eds/README.md §1.5): named arguments, apiVersion 2. */
import { z } from 'zod';
import { type DemoSigner, pemOf } from '../demo-ca/index.ts';
import { ERROR_MESSAGES, type NcaLayerBehaviour } from './behaviour.ts';
import {
  jsonReply,
  type Reply,
  storagePresent,
  throughDialog,
  type Wording,
  type Workplace,
} from './reply.ts';
import type { KeyFilter } from './selection.ts';
import { type SigningParams, signCmsItem, signRawItem, signXmlItem } from './signing.ts';

export const BASICS = 'kz.gov.pki.knca.basics';

/** What org.json's optBoolean takes: a boolean or its name in any case; another text is false, the rest the default. */
function javaBoolean(value: unknown, fallback: boolean): boolean {
  if (typeof value === 'boolean') {
    return value;
  }
  return typeof value === 'string' ? value.toLowerCase() === 'true' : fallback;
}

const SigningParamsJson = z.looseObject({}).transform((given) => ({
  decode: javaBoolean(given.decode, false),
  attach: javaBoolean(given.encapsulate, true),
  digested: javaBoolean(given.digested, false),
  timestamp: typeof given.tsaProfile === 'object' && given.tsaProfile !== null,
  outputCert: javaBoolean(given.outputCert, false),
}));

const SignerParamsJson = z.looseObject({
  extKeyUsageOids: z.array(z.string()).optional(),
  iin: z.string().nullish(),
  bin: z.string().nullish(),
  serialNumber: z.string().nullish(),
  chain: z.array(z.string()).nullish(),
});

const SignArgs = z.looseObject({
  allowedStorages: z.array(z.string()).nullish(),
  format: z.enum(['xml', 'cms', 'raw']),
  data: z.union([z.string(), z.array(z.string()).min(1)]),
  signingParams: SigningParamsJson,
  signerParams: SignerParamsJson.optional(),
  locale: z.string().optional(),
  logo: z.string().max(50_000).optional(),
});
type SignArgs = z.infer<typeof SignArgs>;

function failure(code: string, message: string, details: string): object {
  const text = message === '' ? (ERROR_MESSAGES.get(code) ?? '') : message;
  return { status: false, code, message: text, ...(details === '' ? {} : { details }) };
}

function cancel(shape: NcaLayerBehaviour['cancelShape']): object {
  switch (shape) {
    case 'own':
      return { body: {}, status: true };
    case 'user-canceled':
      return { status: false, code: 'USER_CANCELED' };
    case 'action-canceled':
      return { status: false, code: 'GENERAL_ERROR', message: 'action.canceled' };
    case 'bare-500':
      return { code: '500' };
    case 'no-body':
      return { status: true };
    case 'null-result':
      return { body: { result: null }, status: true };
    case 'empty-string':
      return { body: { result: '' }, status: true };
    case 'empty-array':
      return { body: { result: [] }, status: true };
  }
}

const WORDING: Wording = {
  cancel,
  failure,
  success: (result) => ({ body: { result }, status: true }),
};

function jsonException(details: string): Reply {
  return jsonReply(failure('INVOCATION_ERROR', '', `org.json.JSONException: ${details}`));
}

/** The words of org.json for the first thing that is wrong with the arguments. */
function invalidArgs(args: unknown, issue: z.core.$ZodIssue | undefined): Reply {
  const field = String(issue?.path[0] ?? 'args');
  const quoted = `JSONObject["${field}"]`;
  const given = typeof args === 'object' && args !== null && field in args;
  if (typeof args !== 'object' || args === null || !given) {
    return jsonException(`${quoted} not found.`);
  }
  if (field === 'signingParams' || field === 'signerParams') {
    return jsonException(
      issue?.path.length === 1 ? `${quoted} is not a JSONObject.` : `${quoted} has a wrong value.`,
    );
  }
  return jsonReply(failure('INVALID_SIGNING_PARAMS', '', `${quoted} has a wrong value.`));
}

function filterOf({ signerParams }: SignArgs): KeyFilter {
  return {
    extKeyUsageOids: signerParams?.extKeyUsageOids ?? [],
    iin: signerParams?.iin ?? '',
    bin: signerParams?.bin ?? '',
    serialNumber: signerParams?.serialNumber ?? '',
    chain: signerParams?.chain ?? null,
  };
}

/** From 1.4 on always an array; before, one CMS is a string and XML an array (recorded). */
function isArray(behaviour: NcaLayerBehaviour, args: SignArgs): boolean {
  if (behaviour.shape !== 'auto') {
    return behaviour.shape === 'array';
  }
  const [major = 0, minor = 0] = behaviour.version.split('.').map(Number);
  return Array.isArray(args.data) || args.format === 'xml' || major > 1 || (major === 1 && minor >= 4);
}

function signatureOf(
  place: Workplace,
  signer: DemoSigner,
  item: string,
  format: SignArgs['format'],
  params: SigningParams,
  behaviour: NcaLayerBehaviour,
): string {
  switch (format) {
    case 'xml':
      return signXmlItem(place.ca, signer, item, { behaviour, module: 'basics', elements: null });
    case 'cms':
      return pemOf(signCmsItem(place.ca, signer, item, params, behaviour), 'CMS');
    case 'raw':
      return Buffer.from(signRawItem(signer, item, params, behaviour)).toString('base64');
  }
}

async function sign(place: Workplace, raw: unknown): Promise<Reply> {
  const parsed = SignArgs.safeParse(raw);
  if (!parsed.success) {
    return invalidArgs(raw, parsed.error.issues[0]);
  }
  const args = parsed.data;
  const items = Array.isArray(args.data) ? args.data : [args.data];
  if (!storagePresent(args.allowedStorages ?? null, place.behaviour())) {
    return jsonReply(failure('GENERAL_ERROR', '', 'storage.empty'));
  }
  const { outputCert, ...signing } = args.signingParams;
  const ask = {
    module: BASICS,
    method: 'sign',
    content: items.join('\n'),
    usages: args.signerParams?.extKeyUsageOids ?? [],
  };
  return throughDialog(place, ask, filterOf(args), WORDING, (signer, behaviour) => {
    const signatures = items.map((item) => signatureOf(place, signer, item, args.format, signing, behaviour));
    if (behaviour.shape === 'object' || args.format === 'raw' || outputCert) {
      return { signatures, certificate: pemOf(signer.certificate) };
    }
    return isArray(behaviour, args) ? signatures : signatures[0];
  });
}

/** Answers a request to the module. */
export async function basics(place: Workplace, method: string, args: unknown): Promise<Reply> {
  switch (method) {
    case 'sign':
      return sign(place, args);
    case 'generateCsr':
      return jsonReply(failure('CSR_GENERATING_FAILURE', '', 'The demo CA takes no requests'));
    case 'importCertificate':
      return jsonReply(failure('INVALID_IMPORTING_CERTIFICATE', '', 'The demo CA takes no requests'));
    default:
      return jsonReply(failure('INVOCATION_ERROR', '', `java.lang.NoSuchMethodException: ${method}`));
  }
}
