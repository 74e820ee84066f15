import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { warmFonts } from './documents/index.ts';
import type { Failure } from './domain/failure.ts';
import { fail, type Result } from './domain/result.ts';
import { createNcaLayer } from './eds/ncalayer/index.ts';
import { attachmentHandlers } from './host/attachment.ts';
import { codeHandlers } from './host/code.ts';
import { commandHandlers } from './host/command.ts';
import { consentHandlers } from './host/consent.ts';
import { type Context, endSession } from './host/context.ts';
import { deskHandlers } from './host/desk.ts';
import { documentHandlers } from './host/document.ts';
import { draftHandlers } from './host/draft.ts';
import { checkHandlers } from './host/form-check.ts';
import type { Handlers, OwnMethod } from './host/handler.ts';
import { journalHandlers } from './host/journal.ts';
import { lockHandlers } from './host/lock.ts';
import { type Log, openLog } from './host/log.ts';
import { mergeHandlers } from './host/merge.ts';
import { resumeOffline } from './host/offline.ts';
import { personHandlers } from './host/person.ts';
import { type Presence, watchPresence } from './host/presence.ts';
import { openPrinting, printHandlers } from './host/print.ts';
import { askServer } from './host/question.ts';
import { receiptHandlers } from './host/receipt.ts';
import { readReference, referenceHandlers } from './host/reference.ts';
import { reportHandlers } from './host/report.ts';
import { sessionHandlers } from './host/session.ts';
import { signedHandlers } from './host/signed.ts';
import { createSigning } from './host/signing.ts';
import { slipHandlers } from './host/slip.ts';
import { takeGrants } from './host/standing.ts';
import { submissionHandlers } from './host/submission.ts';
import { readTrust } from './host/trust.ts';
import { createWaiters } from './host/waiters.ts';
import type { Config } from './protocol/config.ts';
import { contract, type Input, type Method, type Output } from './protocol/desk.ts';
import type { DeskEvent } from './protocol/event.ts';
import { isQuestion, type Question } from './protocol/question.ts';
import { failureOfDatabase } from './replica/database.ts';
import { startExchange } from './replica/exchange.ts';
import { openReplica, type Replica } from './replica/replica.ts';
import { createServerClient } from './replica/server-client.ts';

const WARM_AFTER_MS = 2_000;
/** What reads and writes only here is noted when it takes longer (practices.md §4). */
const SLOW_MS = 50;
const QUICK: readonly Method[] = ['application.journal', 'application.card', 'draft.load', 'draft.save'];

/** Everything the core needs to know of the machine. */
export type HostOptions = {
  readonly config: Config;
  /** Absolute folder of the data of this computer. */
  readonly dataFolder: string;
  /** Absolute folder with `reference/`, `fonts/`, `locales/`. */
  readonly assetsFolder: string;
  /** 32 bytes in lower-case hex. */
  readonly replicaKey: string;
  readonly keyStore: 'system' | 'file';
  readonly demo: boolean;
  readonly version: string;
  readonly emit: (event: DeskEvent) => void;
  /** The clock of this computer, ms since 1970; the system's by default. */
  readonly now?: () => number;
  /** Answers are held against the contract too: in development and tests (default: on demo data). */
  readonly checkOutput?: boolean;
};

/** The running core. */
export type Host = {
  /** Calls a method of the contract. Never throws: whatever goes wrong is a `Failure`. */
  call(method: string, input: unknown): Promise<Result<unknown, Failure>>;
  /** Ends the exchange and closes the replica; an unsent outbox stays for the next start. */
  close(): Promise<void>;
};

/**
 * Opens the replica, starts the exchange with the server and serves the contract. A replica that cannot be opened gives a
 * host whose every answer says why, so that the window can show it.
 */
export async function createHost(options: HostOptions): Promise<Host> {
  const log = openLog(join(options.dataFolder, 'log'));
  const { config } = options;
  const opened = openReplica({
    folder: options.dataFolder,
    key: Buffer.from(options.replicaKey, 'hex'),
    mode: config.mode,
  });
  if (!opened.ok) {
    log.warn('replica-not-opened', { code: opened.error });
    const failure = fail<Failure>({ code: opened.error });
    return { call: async () => failure, close: async () => undefined };
  }
  // What a kiosk held when it was switched off must not be there when it is switched on.
  if (config.mode === 'kiosk') opened.value.wipe();
  try {
    return serve(options, contextOf(options, opened.value, log));
  } catch (error) {
    opened.value.close();
    throw error;
  }
}

function serve(options: HostOptions, context: Context): Host {
  const { log } = context;
  log.info('started', { milliseconds: Math.round(performance.now()) });
  const printing = openPrinting(context);
  const presence = watchPresence(context);
  // So that the first paper of the day is as quick as the rest; not while the window is still coming up.
  const warming = setTimeout(() => {
    warmFonts().catch((error: unknown) => log.error('fonts-unusable', error));
  }, WARM_AFTER_MS);
  const handlers: Handlers = {
    ...deskHandlers(context),
    ...referenceHandlers(context.reference, context.replica.editedReference),
    ...sessionHandlers(context),
    ...codeHandlers(context),
    ...lockHandlers(context),
    ...consentHandlers(context),
    ...receiptHandlers(context),
    ...signedHandlers(context),
    ...commandHandlers(context),
    ...mergeHandlers(context),
    ...reportHandlers(context),
    ...personHandlers(context),
    ...checkHandlers(context),
    ...submissionHandlers(context),
    ...journalHandlers(context),
    ...draftHandlers(context),
    ...attachmentHandlers(context),
    ...documentHandlers(context),
    ...slipHandlers(context),
    ...printHandlers(context, printing),
  };
  const checkOutput = options.checkOutput ?? options.demo;
  return {
    call: (method, input) =>
      isMethod(method)
        ? answer({ context, handlers, presence, checkOutput }, method, input)
        : Promise.resolve(fail<Failure>({ code: 'invalid-request' })),
    async close() {
      clearTimeout(warming);
      context.giveUp();
      context.signing.close();
      await context.revocation.close();
      printing.close();
      presence.close();
      await context.exchange.close();
      context.replica.close();
      log.info('closed');
    },
  };
}

type Serving = {
  readonly context: Context;
  readonly handlers: Handlers;
  readonly presence: Presence;
  readonly checkOutput: boolean;
};

/** Parses the input, answers unless the session is locked, catches what is thrown. */
async function answer(serving: Serving, method: Method, input: unknown): Promise<Result<unknown, Failure>> {
  const { context, presence, checkOutput } = serving;
  const { log } = context;
  const parsed = contract[method].input.safeParse(input);
  if (!parsed.success) {
    const paths = parsed.error.issues.map((issue) => issue.path.join('.'));
    log.warn('invalid-request', { method, paths });
    return fail({ code: 'invalid-request' });
  }
  const begun = presence.begin(method);
  if (!begun.ok) return begun;
  try {
    const before = performance.now();
    const result = isQuestion(method)
      ? await askServer(context, method, parsed.data as Input<Question>)
      : await handle(serving, method, parsed.data);
    const milliseconds = Math.round(performance.now() - before);
    if (milliseconds > SLOW_MS && QUICK.includes(method)) log.warn('slow', { method, milliseconds });
    if (checkOutput && result.ok) contract[method].output.parse(result.value);
    return result;
  } catch (error) {
    const incident = randomUUID().slice(0, 8);
    const code = failureOfDatabase(error) ?? 'internal';
    log.error('handler-failed', error, { method, incident, code });
    return fail({ code, facts: { incident } });
  } finally {
    begun.value();
  }
}

/** @param input parsed by the schema of this very method */
function handle<M extends OwnMethod>(
  { handlers }: Serving,
  method: M,
  input: unknown,
): Promise<Result<Output<M>, Failure>> {
  return handlers[method](input as Input<M>);
}

function isMethod(name: string): name is Method {
  return Object.hasOwn(contract, name);
}

function contextOf(options: HostOptions, replica: Replica, log: Log): Context {
  const { config, emit } = options;
  const closing = new AbortController();
  const now = options.now ?? Date.now;
  const { device } = replica;
  const waiters = createWaiters();
  const trust = readTrust(
    config,
    { folder: options.dataFolder, ...(options.now === undefined ? {} : { now: options.now }) },
    log,
    () => emit({ topic: 'desk' }),
  );
  const ncalayer = createNcaLayer({
    url: config.ncalayerUrl,
    ...(config.ncalayerCa === undefined ? {} : { ca: readFileSync(config.ncalayerCa, 'utf8') }),
    chain: trust.chain,
  });
  const client = createServerClient(
    config.serverUrl ?? null,
    {
      deskId: () => device.pairing()?.deskId ?? null,
      privateKey: device.privateKey,
      clockOffset: device.clockOffset,
      noteClockOffset: device.setClockOffset,
    },
    now,
    closing.signal,
  );
  const signing = createSigning(ncalayer, trust.verifier, (open) => emit({ topic: 'ncalayer', open }));
  const offlineTickets: Context['offlineTickets'] = new Map();
  const prepared: Context['prepared'] = new Map();
  const receipts: Context['receipts'] = new Map();
  const joinable: Context['joinable'] = new Map();
  const ofTheSession = { config, emit, joinable, offlineTickets, prepared, receipts, replica, signing };
  let resume = (): void => undefined;
  const exchange = startExchange(
    replica,
    client,
    {
      state: () => {
        emit({ topic: 'desk' });
        resume();
      },
      applications: () => emit({ topic: 'application' }),
      reference: () => emit({ topic: 'reference' }),
      submission: (uuid, step) => {
        if (step !== 'sending') waiters.done(uuid);
        emit({ topic: 'submission', uuid, step });
      },
      sessionEnded: (why) => endSession(ofTheSession, why),
      grants: (grants) => takeGrants({ ...ofTheSession, client }, grants),
      bug: (error) => log.error('exchange-failed', error),
    },
    { now, random: Math.random },
  );
  const context: Context = {
    config,
    assetsFolder: options.assetsFolder,
    keyStore: options.keyStore,
    demo: options.demo,
    version: options.version,
    now,
    emit,
    log,
    replica,
    client,
    exchange,
    signing,
    revocation: trust.revocation,
    reference: readReference(options.assetsFolder),
    offlineTickets,
    prepared,
    receipts,
    joinable,
    settled: waiters.wait,
    giveUp: () => closing.abort(),
  };
  // The line is back: what was opened without it is taken up by the server.
  resume = () =>
    void resumeOffline(context).catch((error: unknown) => log.error('session-not-resumed', error));
  return context;
}
