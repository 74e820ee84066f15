/** The module `kz.gov.pki.knca.commonUtils` (eds/README.md §1.4): positional arguments, found by name and number. */
import { existsSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import type { DemoSigner } from '../demo-ca/index.ts';
import { type NcaLayerBehaviour, STORAGES } from './behaviour.ts';
import { keyInfo } from './key-info.ts';
import {
  jsonReply,
  type Reply,
  storagePresent,
  throughDialog,
  type Wording,
  type Workplace,
} from './reply.ts';
import type { KeyFilter } from './selection.ts';
import { signCmsItem, signXmlItem, stampCms } from './signing.ts';

export const COMMON_UTILS = 'kz.gov.pki.knca.commonUtils';

const Text = z.string();
const Flag = z.boolean();
const Texts = z.array(z.string());

/** The argument types of each method; a name may stand for several numbers of arguments in Java, here for one. */
const SIGNATURES = {
  getActiveTokens: z.tuple([]),
  getKeyInfo: z.tuple([Text]),
  signXml: z.tuple([Text, Text, Text, Text, Text]),
  signXmls: z.tuple([Text, Text, Texts, Text, Text]),
  createCAdESFromBase64: z.tuple([Text, Text, Text, Flag]),
  createCAdESFromBase64Hash: z.tuple([Text, Text, Text]),
  createCMSSignatureFromBase64: z.tuple([Text, Text, Text, Flag]),
  createCAdESFromFile: z.tuple([Text, Text, Text, Flag]),
  createCMSSignatureFromFile: z.tuple([Text, Text, Text, Flag]),
  applyCAdEST: z.tuple([Text, Text, Text]),
  showFileChooser: z.tuple([Text, Text]),
  changeLocale: z.tuple([Text]),
} as const;
type Method = keyof typeof SIGNATURES;

function ok(result?: unknown): object {
  return result === undefined ? { code: '200' } : { responseObject: result, code: '200' };
}

function failed(message = ''): object {
  return message === '' ? { code: '500' } : { code: '500', message };
}

const WORDING: Wording = {
  cancel(shape) {
    switch (shape) {
      case 'own':
      case 'action-canceled':
        return failed('action.canceled');
      case 'user-canceled':
        return { status: false, code: 'USER_CANCELED' };
      case 'bare-500':
        return failed();
      case 'no-body':
        return ok();
      case 'null-result':
        return ok(null);
      case 'empty-string':
        return ok('');
      case 'empty-array':
        return ok([]);
    }
  },
  failure: (_code, message, details) => failed(details === '' ? message : details),
  success: ok,
};

/** `SIGNATURE` and `AUTHENTICATION` filter by usage, any other word shows all keys. */
function filterOf(keyType: string): KeyFilter {
  const usage = new Map([
    ['SIGNATURE', ['1.3.6.1.5.5.7.3.4']],
    ['AUTHENTICATION', ['1.3.6.1.5.5.7.3.2']],
  ]);
  return { extKeyUsageOids: usage.get(keyType) ?? [], iin: '', bin: '', serialNumber: '', chain: null };
}

/** What is wrong with the storage; null when it can be opened. */
function storageProblem(storage: string, behaviour: NcaLayerBehaviour): string | null {
  if (storage === '') {
    return 'storageName.param.empty';
  }
  if (!STORAGES.some((known) => known === storage)) {
    return 'storage.unknown';
  }
  return storagePresent([storage], behaviour) ? null : 'storage.empty';
}

async function withKey(
  place: Workplace,
  method: Method,
  [storage, keyType]: readonly [string, string],
  content: string,
  work: (signer: DemoSigner, behaviour: NcaLayerBehaviour) => unknown,
): Promise<Reply> {
  const problem = storageProblem(storage, place.behaviour());
  if (problem !== null) {
    return jsonReply(failed(problem));
  }
  const filter = filterOf(keyType);
  const ask = { module: COMMON_UTILS, method, content, usages: filter.extKeyUsageOids };
  return throughDialog(place, ask, filter, WORDING, work);
}

const ATTACHED = { decode: true, attach: true, digested: false, timestamp: false } as const;

function cms(
  place: Workplace,
  method: Method,
  [storage, keyType, content]: readonly [string, string, string],
  params: { readonly attach: boolean; readonly digested: boolean; readonly timestamp: boolean },
): Promise<Reply> {
  return withKey(place, method, [storage, keyType], content, (signer, behaviour) =>
    Buffer.from(signCmsItem(place.ca, signer, content, { ...ATTACHED, ...params }, behaviour)).toString(
      'base64',
    ),
  );
}

async function fromFile(
  place: Workplace,
  method: Method,
  [storage, keyType, path, attach]: readonly [string, string, string, boolean],
  timestamp: boolean,
): Promise<Reply> {
  if (!existsSync(path)) {
    return jsonReply(failed('file.not_found'));
  }
  const content = readFileSync(path).toString('base64');
  return cms(place, method, [storage, keyType, content], { attach, digested: false, timestamp });
}

function xml(
  place: Workplace,
  method: Method,
  [storage, keyType]: readonly [string, string],
  documents: readonly string[],
  [signed, parent]: readonly [string, string],
  pack: (signatures: readonly string[]) => unknown,
): Promise<Reply> {
  const elements = signed === '' && parent === '' ? null : { signed, parent };
  return withKey(place, method, [storage, keyType], documents.join('\n'), (signer, behaviour) =>
    pack(
      documents.map((text) =>
        signXmlItem(place.ca, signer, text, { behaviour, module: 'commonUtils', elements }),
      ),
    ),
  );
}

type Call = { [M in Method]: { readonly method: M; readonly args: z.infer<(typeof SIGNATURES)[M]> } }[Method];

async function answer(place: Workplace, call: Call): Promise<Reply> {
  switch (call.method) {
    case 'getActiveTokens':
      return jsonReply(ok(place.behaviour().tokens.filter((name) => name !== 'PKCS12' && name !== 'JKS')));
    case 'changeLocale':
      return jsonReply(ok());
    case 'showFileChooser':
      return jsonReply(place.behaviour().answer === 'cancel' ? failed('action.canceled') : ok(call.args[1]));
    case 'getKeyInfo':
      return withKey(place, call.method, [call.args[0], ''], '', (signer) => keyInfo(signer));
    case 'signXml': {
      const [storage, type, text, signed, parent] = call.args;
      return xml(place, call.method, [storage, type], [text], [signed, parent], ([first]) => first);
    }
    case 'signXmls': {
      const [storage, type, texts, signed, parent] = call.args;
      return xml(place, call.method, [storage, type], texts, [signed, parent], (all) => all);
    }
    case 'createCAdESFromBase64':
    case 'createCMSSignatureFromBase64': {
      const [storage, type, content, attach] = call.args;
      const timestamp = call.method === 'createCMSSignatureFromBase64';
      return cms(place, call.method, [storage, type, content], { attach, digested: false, timestamp });
    }
    case 'createCAdESFromBase64Hash': {
      const [storage, type, hash] = call.args;
      return hash === ''
        ? jsonReply(failed())
        : cms(place, call.method, [storage, type, hash], { attach: false, digested: true, timestamp: false });
    }
    case 'createCAdESFromFile':
      return fromFile(place, call.method, call.args, false);
    case 'createCMSSignatureFromFile':
      return fromFile(place, call.method, call.args, true);
    case 'applyCAdEST': {
      const [storage, type, content] = call.args;
      return withKey(place, call.method, [storage, type], content, ({ key }) => {
        const stamped = stampCms(place.ca, key.kind, Uint8Array.from(Buffer.from(content, 'base64')));
        return Buffer.from(stamped).toString('base64');
      });
    }
  }
}

function isMethod(name: string): name is Method {
  return Object.hasOwn(SIGNATURES, name);
}

/** Answers a request to the module; a non-empty `uuid` of the request comes back with the answer. */
export async function commonUtils(
  place: Workplace,
  method: string,
  args: unknown,
  uuid: string,
): Promise<Reply> {
  const list = args === undefined ? [] : args;
  const tag = (value: object) => jsonReply(uuid === '' ? value : { ...value, uuid });
  if (!isMethod(method) || !Array.isArray(list) || list.length !== SIGNATURES[method].def.items.length) {
    return tag(failed(`NoSuchMethodException ${method}`));
  }
  const parsed = z
    .object({ method: z.literal(method), args: SIGNATURES[method] })
    .safeParse({ method, args: list });
  if (!parsed.success) {
    return tag(failed(`java.lang.IllegalArgumentException: argument type mismatch. Method: ${method}`));
  }
  // Method and arguments were parsed together, by the entry of the table that belongs to the method.
  const reply = await answer(place, parsed.data as Call);
  return reply.kind === 'json' ? tag(reply.value) : reply;
}
