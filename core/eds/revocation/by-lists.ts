/** What the kept lists say of a certificate, and whether they are fresh enough to say it without asking further. */
import type { Certificate } from '../certificate.ts';
import { entryOf, REMOVED_FROM_LIST, type RevocationList } from '../crl.ts';
import { checkLists, continues, type Lists, revocationOf } from '../revocation.ts';
import type { TrustStore } from '../trust-store.ts';
import type { StoredList } from './folder.ts';

/** A list that its authority made longer ago is not fresh, however lately it was fetched: somebody may repeat it to us. */
const MADE_LATELY_MS = 24 * 3_600_000;

export type ListAnswer = {
  /** `none`: there is no list at all; `unusable`: what there is does not answer for this certificate. */
  readonly state: 'good' | 'revoked' | 'unusable' | 'none';
  /** When the youngest list that counts was made. */
  readonly asOf: Date | null;
  readonly fresh: boolean;
  /** The delta at hand continues a complete list that is newer than ours. */
  readonly completeIsBehind: boolean;
};

export type ListQuestion = {
  readonly certificate: Certificate;
  readonly issuer: Certificate;
  readonly trust: TrustStore;
  /** The instant for which the certificate is judged. */
  readonly at: Date;
  /** ms since 1970. */
  readonly now: number;
  readonly freshMs: number;
  readonly allowLegacy: boolean;
};

type Genuine = Lists['genuine'][number];
type Own = Genuine & { readonly confirmedAt: number };

/** Judges a certificate by the lists that are kept for it. */
export function answerByLists(question: ListQuestion, held: readonly StoredList[]): ListAnswer {
  const { certificate, issuer, at, now } = question;
  const own = held.flatMap((stored) => ofIssuer(stored, question));
  const complete = youngest(own.filter(({ list }) => list.deltaBase === undefined));
  const delta = youngest(own.filter(({ list }) => list.deltaBase !== undefined));
  const continuing = delta !== undefined && complete !== undefined && continues(delta.list, complete.list);
  const completeIsBehind = delta !== undefined && !continuing && isAhead(delta.list, complete?.list);
  const counted = [complete, continuing ? delta : undefined].filter((item) => item !== undefined);
  const current = counted.filter(
    ({ list }) => list.nextUpdate !== undefined && list.nextUpdate.getTime() >= now,
  );
  const says = (lists: readonly Own[]) =>
    revocationOf(certificate, issuer, { genuine: lists, given: true, sound: true, at });
  const asOf = youngest(counted)?.list.thisUpdate ?? null;
  // A list that is out of date still revokes, but does not take a revocation back.
  if (says(counted) === 'revoked' || says(current) === 'revoked')
    return { state: 'revoked', asOf, fresh: true, completeIsBehind };
  // A delta tells of revocations even where the complete list that it continues is not here yet.
  if (completeIsBehind && delta !== undefined && names(delta.list, certificate, at))
    return { state: 'revoked', asOf: delta.list.thisUpdate, fresh: true, completeIsBehind };
  if (says(current) !== 'good')
    return { state: held.length === 0 ? 'none' : 'unusable', asOf: null, fresh: false, completeIsBehind };
  const last = youngest(current);
  const fresh =
    !completeIsBehind &&
    last !== undefined &&
    isWithin(question.freshMs, last.confirmedAt, now) &&
    isWithin(MADE_LATELY_MS, last.list.thisUpdate.getTime(), now);
  return { state: 'good', asOf: last?.list.thisUpdate ?? null, fresh, completeIsBehind };
}

/** The list, where it is genuine and the issuer's. */
function ofIssuer({ bytes, note }: StoredList, question: ListQuestion): readonly Own[] {
  const { issuer, trust, at, allowLegacy } = question;
  return checkLists([bytes], trust, at, allowLegacy)
    .genuine.filter(({ issuers }) => issuers.some(({ fingerprint }) => fingerprint === issuer.fingerprint))
    .map((item) => ({ ...item, confirmedAt: note.confirmedAt }));
}

function youngest(lists: readonly Own[]): Own | undefined {
  return lists.reduce<Own | undefined>(
    (best, item) => (best === undefined || item.list.thisUpdate > best.list.thisUpdate ? item : best),
    undefined,
  );
}

function isAhead({ deltaBase }: RevocationList, complete: RevocationList | undefined): boolean {
  return complete?.number === undefined || (deltaBase !== undefined && deltaBase > complete.number);
}

function names(list: RevocationList, { serialNumber }: Certificate, at: Date): boolean {
  const entry = entryOf(list, serialNumber);
  if (!entry.ok) return true;
  return entry.value !== undefined && entry.value.reason !== REMOVED_FROM_LIST && entry.value.at <= at;
}

function isWithin(span: number, moment: number, now: number): boolean {
  const age = now - moment;
  return age < span && age > -span;
}
