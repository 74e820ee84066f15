import { z } from 'zod';

/** What NCALayer may send, told apart by its shape alone (eds/README.md §1.1: only commonUtils echoes an identifier). */
export type Frame =
  /** `--heartbeat--` of applet days, or any other text that is neither JSON nor a page: ignored. */
  | { readonly kind: 'keep-alive' }
  | { readonly kind: 'greeting'; readonly version: string }
  | { readonly kind: 'reply'; readonly reply: Reply }
  | { readonly kind: 'garbled' };

/** An answer to a request, of whichever module, brought to one form. */
export type Reply = {
  readonly success: boolean;
  /** What was signed: `null` where the answer carries nothing, which is how most builds say "cancelled". */
  readonly result: unknown;
  /** Code, message and details of a failure, as they came. */
  readonly code: string;
  readonly message: string;
  readonly details: string;
  /** The request's own identifier, where the module echoes it. */
  readonly uuid: string | null;
};

const word = z.union([z.string(), z.number().transform(String)]).nullish();

const Greeting = z.object({ result: z.object({ version: z.string().min(1) }) });
/** kz.gov.pki.knca.basics: `status`, and `body` or a code. */
const Basics = z.object({
  status: z.boolean(),
  body: z.object({ result: z.unknown().optional() }).nullish(),
  code: word,
  message: word,
  details: word,
});
/** kz.gov.pki.knca.commonUtils: `code` is a string, `"200"` is success; `responseObject` is left out when null. */
const CommonUtils = z.object({
  code: z.string(),
  responseObject: z.unknown().optional(),
  message: word,
  uuid: z.string().nullish(),
});
/** The dispatcher itself and its last resort: `{"success":false,"errorCode":"MODULE_NOT_FOUND"}`. */
const Dispatcher = z.object({ success: z.boolean(), errorCode: word, code: word, message: word });

/** Reads one text frame. */
export function readFrame(text: string): Frame {
  if (/^\s*</.test(text)) return { kind: 'garbled' };
  if (!/^\s*[{[]/.test(text)) return { kind: 'keep-alive' };
  const json = parseJson(text);
  if (json === undefined) return { kind: 'garbled' };
  const greeting = Greeting.safeParse(json);
  if (greeting.success) return { kind: 'greeting', version: greeting.data.result.version };
  const reply = readReply(json);
  return reply === null ? { kind: 'garbled' } : { kind: 'reply', reply };
}

function readReply(json: unknown): Reply | null {
  const basics = Basics.safeParse(json);
  if (basics.success) {
    const { status, body, code, message, details } = basics.data;
    return reply(status, body?.result, code, message, details);
  }
  const dispatcher = Dispatcher.safeParse(json);
  if (dispatcher.success) {
    const { success, errorCode, code, message } = dispatcher.data;
    return reply(success, null, errorCode ?? code, message, null);
  }
  const utils = CommonUtils.safeParse(json);
  if (utils.success) {
    const { code, responseObject, message, uuid } = utils.data;
    return { ...reply(code === '200', responseObject, code, message, null), uuid: uuid ?? null };
  }
  return null;
}

type Word = string | null | undefined;

function reply(success: boolean, result: unknown, code: Word, message: Word, details: Word): Reply {
  return {
    success,
    result: result ?? null,
    code: code ?? '',
    message: message ?? '',
    details: details ?? '',
    uuid: null,
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
