/**
 * Revocation as this computer knows it: the lists that certificates name, kept on disk and refreshed in the background, and
 * OCSP where they are not fresh. Nothing that the network does makes a verification fail or wait longer than its patience.
 */
import { type Certificate, isAuthority } from '../certificate.ts';
import { findChains } from '../chain.ts';
import { bestPath } from '../path-check.ts';
import { readKnownCertificate, type TrustStore } from '../trust-store.ts';
import {
  type ListStanding,
  mayAsk,
  NO_ANSWER,
  PATIENCE_MS,
  type RevocationAnswer,
  type RevocationEvent,
  type RevocationOptions,
  type RevocationQuestion,
  type RevocationSource,
  UNUSABLE_ANSWER,
} from './answer.ts';
import { answerByLists, type ListAnswer } from './by-lists.ts';
import { revocationFolder } from './folder.ts';
import { createListKeeper, FORGET_AFTER_MS, type ListKeeper } from './list-keeper.ts';
import { createOcspAsker } from './ocsp-asker.ts';

const LOOK_EVERY_MS = 30_000;
/** Addresses that one certificate may name, and lists that are kept at all. */
const MOST_ADDRESSES = 3;
const MOST_LISTS = 32;

export type RevocationTools = RevocationOptions & {
  /** This computer's clock, ms since 1970. */
  readonly now?: () => number;
  readonly tell: (event: RevocationEvent) => void;
};

/** Opens the kept lists of a folder and begins to keep them fresh. */
export function createRevocationSource(tools: RevocationTools): RevocationSource & {
  /** Asks for every list that is due; the timer does this too. */
  refreshDue(): Promise<void>;
} {
  const now = tools.now ?? Date.now;
  const { tell, freshMs, allowLegacy } = tools;
  const closing = new AbortController();
  const folder = revocationFolder(tools.folder);
  const keepers = new Map<string, ListKeeper>();
  const orSay = (work: Promise<void>) =>
    work.catch((error: unknown) => tell({ event: 'folder-failed', because: reasonOf(error) }));
  const keeperTools = {
    now,
    freshMs,
    tell,
    signal: closing.signal,
    write: (list: Parameters<typeof folder.write>[0]) => orSay(folder.write(list)),
    note: (note: Parameters<typeof folder.note>[0]) => orSay(folder.note(note)),
  };
  const ocsp = createOcspAsker({
    hosts: tools.hosts,
    allowLegacy,
    freshMs,
    now,
    tell,
    signal: closing.signal,
  });
  /** Lists are checked against the trust of the last question. */
  let trust: TrustStore | null = null;

  const loaded = orSay(
    folder.read().then((lists) => {
      for (const list of lists) {
        const { address, delta } = list.note;
        if (mayAsk(address, tools.hosts))
          keepers.set(address, createListKeeper(address, delta, keeperTools, list));
      }
    }),
  );

  const keepersOf = (certificate: Certificate): readonly ListKeeper[] => {
    const named = [
      ...certificate.crlAddresses.slice(0, MOST_ADDRESSES).map((address) => ({ address, delta: false })),
      ...certificate.deltaCrlAddresses.slice(0, MOST_ADDRESSES).map((address) => ({ address, delta: true })),
    ];
    return named.flatMap(({ address, delta }) => {
      if (!mayAsk(address, tools.hosts)) return [];
      const known = keepers.get(address);
      if (known === undefined && keepers.size >= MOST_LISTS) return [];
      const keeper = known ?? createListKeeper(address, delta, keeperTools, null);
      keepers.set(address, keeper);
      keeper.use(now());
      return [keeper];
    });
  };

  /** Asks for those that are due, or waits for who asks already. */
  const refresh = async (
    some: readonly ListKeeper[],
    store: TrustStore,
    completeIsBehind = false,
  ): Promise<void> => {
    const wanted = some.filter(
      (keeper) => keeper.isAsking() || keeper.due(now(), store, completeIsBehind && !keeper.delta),
    );
    await Promise.all(wanted.map((keeper) => keeper.refresh(store)));
  };

  const refreshDue = async (): Promise<void> => {
    await loaded;
    for (const keeper of keepers.values())
      if (now() - keeper.usedAt() > FORGET_AFTER_MS) {
        keepers.delete(keeper.address);
        await orSay(folder.remove(keeper.address));
      }
    // One after the other: at an office's line two lists at once are late both.
    for (const keeper of keepers.values()) if (trust !== null) await refresh([keeper], trust);
  };

  const answer = async (question: RevocationQuestion, patient: AbortSignal): Promise<RevocationAnswer> => {
    await loaded;
    trust = question.trust;
    const path = pathOf(question, allowLegacy);
    const [certificate, issuer, ...above] = path;
    if (certificate === undefined || issuer === undefined) return NO_ANSWER;
    const lists = keepersOf(certificate);
    const ask = (of: Certificate, by: Certificate, from: readonly ListKeeper[]): ListAnswer =>
      answerByLists(
        {
          certificate: of,
          issuer: by,
          trust: question.trust,
          at: question.at,
          now: now(),
          freshMs,
          allowLegacy,
        },
        from.flatMap((keeper) => keeper.held() ?? []),
      );
    const authority = revokedAuthority([issuer, ...above], (of, by) => {
      const own = keepersOf(of);
      background(refresh(own, question.trust));
      return ask(of, by, own);
    });
    if (authority !== null) return { state: 'revoked', source: 'crl', asOf: authority };
    const first = ask(certificate, issuer, lists);
    if (isDecided(first)) return byList(first);
    const refreshed = refresh(lists, question.trust, first.completeIsBehind);
    background(refreshed);
    const answered = ocsp.ask(certificate, issuer, question.trust);
    const told = await Promise.race([answered, given(patient, { state: 'unchecked' } as const)]);
    if (told.state === 'good') return { state: 'good', source: 'ocsp', asOf: told.asOf };
    if (told.state === 'revoked')
      return told.since <= question.at
        ? { state: 'revoked', source: 'ocsp', asOf: told.asOf }
        : { state: 'good', source: 'ocsp', asOf: told.asOf };
    await Promise.race([refreshed, given(patient, undefined)]);
    const last = ask(certificate, issuer, lists);
    if (last.state === 'good' || last.state === 'revoked') return byList(last);
    const seen = last.state === 'unusable' || told.state === 'unusable' || lists.some(isOfNoUse);
    return seen ? UNUSABLE_ANSWER : NO_ANSWER;
  };

  /** What goes on behind an answer; a mistake of the program in it is told, and stops nothing. */
  const background = (work: Promise<void>): void => {
    work.catch((error: unknown) => tell({ event: 'thread-failed', because: reasonOf(error) }));
  };

  const timer = setInterval(() => background(refreshDue()), LOOK_EVERY_MS);
  timer.unref();

  return {
    use(store) {
      trust = store;
      background(refreshDue());
    },
    async check(question) {
      const patient = AbortSignal.timeout(question.patience ?? PATIENCE_MS);
      return answer(question, patient);
    },
    async standing() {
      await loaded;
      return [...keepers.values()].flatMap(standingOf);
    },
    refreshDue,
    async close() {
      clearInterval(timer);
      closing.abort();
    },
  };
}

/** From the certificate up to its anchor; empty where its chain does not hold. */
function pathOf(question: RevocationQuestion, allowLegacy: boolean): readonly Certificate[] {
  const parsed = readKnownCertificate(question.trust, question.certificate);
  if (!parsed.ok) return [];
  const { path, failure } = bestPath(findChains(parsed.value, question.trust), question.at, allowLegacy);
  return failure === undefined && path !== undefined ? path.certificates : [];
}

/** When a list was made that names an authority of the path as revoked; authorities need no list to be believed. */
function revokedAuthority(
  authorities: readonly Certificate[],
  ask: (authority: Certificate, issuer: Certificate) => ListAnswer,
): Date | null {
  for (const [i, authority] of authorities.entries()) {
    const issuer = authorities[i + 1];
    if (issuer === undefined || !isAuthority(authority)) continue;
    const said = ask(authority, issuer);
    if (said.state === 'revoked') return said.asOf;
  }
  return null;
}

function isDecided({ state, fresh }: ListAnswer): boolean {
  return state === 'revoked' || (state === 'good' && fresh);
}

function byList({ state, asOf }: ListAnswer): RevocationAnswer {
  if ((state === 'good' || state === 'revoked') && asOf !== null) return { state, source: 'crl', asOf };
  return UNUSABLE_ANSWER;
}

const OF_NO_USE: readonly unknown[] = [
  'malformed',
  'foreign',
  'older',
  'future',
  'out-of-date',
  'other-kind',
];

/** Whether what its address gave was there, and of no use. */
function isOfNoUse(keeper: ListKeeper): boolean {
  return OF_NO_USE.includes(keeper.failure());
}

function standingOf(keeper: ListKeeper): readonly ListStanding[] {
  const held = keeper.held();
  if (held === null) return [];
  const { thisUpdate, nextUpdate, confirmedAt } = held.note;
  return [
    {
      address: keeper.address,
      delta: keeper.delta,
      thisUpdate: new Date(thisUpdate),
      nextUpdate: nextUpdate === null ? null : new Date(nextUpdate),
      confirmedAt: new Date(confirmedAt),
    },
  ];
}

/** The value, once the signal is given. */
function given<T>(signal: AbortSignal, value: T): Promise<T> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve(value);
    else signal.addEventListener('abort', () => resolve(value), { once: true });
  });
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : 'unknown';
}
