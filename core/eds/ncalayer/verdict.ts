import { z } from 'zod';
import type { NcaLayerFailure } from '../../domain/failure.ts';
import type { Reply } from './frame.ts';

/** What an answer means to the one who asked for a signature. */
export type Verdict =
  | { readonly kind: 'signed'; readonly xml: string }
  /** The module is not in this NCALayer: ask another one, or it is too old. */
  | { readonly kind: 'module-missing' }
  | { readonly kind: 'failed'; readonly failure: NcaLayerProblem };

/** A failure as it is shown; `detail` is NCALayer's own text, for the screen and never for a log. */
export type NcaLayerProblem = {
  readonly code: NcaLayerFailure;
  readonly facts?: { readonly detail: string };
};

/** A string, an array of strings (since October 2024 also for one document), or an object with `signatures`. */
const Signed = z.union([
  z.string().transform((each) => [each]),
  z.array(z.string()),
  z.object({ signatures: z.array(z.string()) }).transform((each) => each.signatures),
]);

/**
 * What is known of NCALayer's and Java's texts, the first that fits (eds/README.md §1.4, §1.5; PKCS#11 and Java key-store
 * messages). A text that fits none is shown as it is.
 */
const TEXTS: readonly (readonly [RegExp, NcaLayerFailure])[] = [
  [/cancel/i, 'ncalayer-cancelled'],
  [
    /wrong.?password|password (was|is) (in)?(correct|valid|wrong)|(incorrect|invalid|wrong|bad).{0,12}\b(password|pin)\b|mac invalid|CKR_PIN|UnrecoverableKey|BadPadding|not properly padded/i,
    'ncalayer-wrong-password',
  ],
  [
    /no.?suitable|empty.?key.?list|(key|certificate|alias)s?.{0,3}(not.?found|is.?empty|absent)|no.{0,6}(key|certificate)s?\b|CKR_KEY_HANDLE/i,
    'ncalayer-no-suitable-key',
  ],
  [
    /storage\.(empty|unknown)|empty.?storage|token.{0,6}(not|absent|removed)|CKR_(TOKEN|SLOT|DEVICE)|file\.not_found|SCARD/i,
    'ncalayer-token-absent',
  ],
];

/** No such module, or a module of a time when it could not do this. */
const MISSING = /\b(MODULE_NOT_FOUND|METHOD_NOT_FOUND|NoSuchMethodException)\b/;

const DETAIL_LENGTH = 300;

/** Whether an answer says that the whole module is not in this NCALayer. */
export function isModuleMissing({ success, code, message }: Reply): boolean {
  return !success && /\bMODULE_NOT_FOUND\b/.test(`${code}\n${message}`);
}

/** Judges an answer to a request for one signature over one XML. */
export function judge(reply: Reply): Verdict {
  if (reply.success) return judgeResult(reply.result);
  const text = [reply.code, reply.message, reply.details].join('\n');
  if (MISSING.test(text)) return { kind: 'module-missing' };
  const known = TEXTS.find(([pattern]) => pattern.test(text));
  if (known !== undefined) return failed(known[1]);
  const detail = [reply.message || reply.code, reply.details].filter((each) => each !== '').join(' · ');
  return failed('ncalayer-refused', detail.slice(0, DETAIL_LENGTH));
}

/** A failure of this code; `detail` where NCALayer gave one. */
export function failed(code: NcaLayerFailure, detail = ''): Verdict {
  return { kind: 'failed', failure: detail === '' ? { code } : { code, facts: { detail } } };
}

/** Success without a result is how NCALayer says that the person closed its window. */
function judgeResult(result: unknown): Verdict {
  if (result === null || result === '') return failed('ncalayer-cancelled');
  const signed = Signed.safeParse(result);
  if (!signed.success) return failed('ncalayer-garbled');
  const [xml, ...others] = signed.data;
  if (xml === undefined || xml === '') return failed('ncalayer-cancelled');
  return others.length === 0 && xml.trimStart().startsWith('<')
    ? { kind: 'signed', xml }
    : failed('ncalayer-garbled');
}
