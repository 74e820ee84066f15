import { z } from 'zod';
import { DemoKeySpec } from '../demo-ca/index.ts';

/** Names of the storages of NCALayer (eds/README.md §1.5). */
export const STORAGES = [
  'PKCS12',
  'AKKaztokenStore',
  'AKKZIDCardStore',
  'AKEToken72KStore',
  'AKEToken5110Store',
  'AKJaCartaStore',
  'AKAKEYStore',
  'JKS',
] as const;

/** What NCALayer does with the next requests. Every field can be changed while it runs. */
export const NcaLayerBehaviour = z.strictObject({
  /** False: nothing listens on the port (NCALayer is not started). */
  running: z.boolean(),
  /** Version in the greeting. From 1.4 on basics answers with arrays and compact XML. */
  version: z.string(),
  greeting: z.enum(['normal', 'missing', 'late', 'garbage']),
  /** `too-old`: the module basics is not installed; `nothing`: neither is commonUtils. */
  modules: z.enum(['all', 'too-old', 'nothing']),
  /** KAZTOKEN speaks the same protocol and names itself when asked. */
  product: z.enum(['ncalayer', 'kaztoken']),
  tls: z.enum(['trusted', 'untrusted', 'expired', 'other-host']),
  /** Hardware storages that are plugged in. Files (PKCS12) are always there. */
  tokens: z.array(z.enum(STORAGES)),
  /** The key that the person at the dialog chooses. */
  key: DemoKeySpec,
  /**
   * Who sits at the dialog: `asked-for` is the demo person whose IIN the caller names (with a key of the chosen kind and
   * state), and the chosen one when it names none; `chosen` is always the chosen one.
   */
  whoComes: z.enum(['asked-for', 'chosen']),
  /** False: signs with the chosen key although the caller's filter excludes it (as imitations of NCALayer do). */
  obeysFilter: z.boolean(),
  /** `click`: the dialog waits for a decision on the control page or through its API. */
  approval: z.enum(['auto', 'click']),
  /** Milliseconds that the dialog takes. */
  delay: z.number().int().min(0).max(600_000),
  /** How the dialog ends. `close` ends the connection properly, `abort` cuts it. */
  answer: z.enum([
    'sign',
    'cancel',
    'error',
    'wrong-password',
    'token-absent',
    'close',
    'abort',
    'garbage',
    'unknown-shape',
    'silence',
  ]),
  /** How cancelling looks on the wire; `own` is what a genuine NCALayer sends for the module. */
  cancelShape: z.enum([
    'own',
    'user-canceled',
    'action-canceled',
    'bare-500',
    'no-body',
    'null-result',
    'empty-string',
    'empty-array',
  ]),
  /** Used with the answer `error`. */
  error: z.strictObject({ code: z.string(), message: z.string(), details: z.string() }),
  /** How a signature is packed; `auto` follows the version. */
  shape: z.enum(['auto', 'string', 'array', 'object']),
  /** How the XML of a signature is laid out; `auto` follows module and version. */
  xmlLayout: z.enum(['auto', 'lf', 'crlf', 'entity', 'compact']),
  /** What a malicious program in its place would do. */
  forgery: z.enum([
    'none',
    'other-content',
    'broken-signature',
    'broken-digest',
    'other-certificate',
    'no-signature',
  ]),
  /** Sends a heartbeat and the answer to somebody else's question before each reply. */
  noise: z.boolean(),
});
export type NcaLayerBehaviour = z.infer<typeof NcaLayerBehaviour>;

/** Error codes of the modules (eds/README.md §1.5) with their messages. */
export const ERROR_MESSAGES: ReadonlyMap<string, string> = new Map([
  ['GENERAL_ERROR', 'General error.'],
  ['INVOCATION_ERROR', 'An invoked method threw an exception.'],
  ['SIGNING_FAILURE', 'Signing has failed.'],
  ['INVALID_SIGNING_PARAMS', 'Invalid signing params.'],
  ['CSR_GENERATING_FAILURE', 'CSR generating has failed.'],
  ['CERTIFICATE_IMPORTING_FAILURE', 'Certificate importing has failed.'],
  ['INVALID_IMPORTING_CERTIFICATE', 'Invalid importing certificate.'],
]);

/** NCALayer as it is on an ordinary day: the demo operator's GOST key, signing without asking. */
export const ORDINARY: NcaLayerBehaviour = {
  running: true,
  version: '1.4',
  greeting: 'normal',
  modules: 'all',
  product: 'ncalayer',
  tls: 'trusted',
  tokens: [],
  key: { person: 'operator', kind: 'gost', state: 'valid', organisation: false },
  whoComes: 'asked-for',
  obeysFilter: true,
  approval: 'auto',
  delay: 0,
  answer: 'sign',
  cancelShape: 'own',
  error: { code: 'SIGNING_FAILURE', message: 'Signing has failed.', details: '' },
  shape: 'auto',
  xmlLayout: 'auto',
  forgery: 'none',
  noise: false,
};
