import { randomUUID } from 'node:crypto';
import { fail, ok, type Result } from '../../domain/result.ts';
import { type Connection, connect, type Deadlines, type Endpoint } from './connection.ts';
import { basicsRequest, commonUtilsRequest, probeRequest, type SignRequest } from './request.ts';
import { failed, isModuleMissing, judge, type NcaLayerProblem, type Verdict } from './verdict.ts';

export type { Deadlines } from './connection.ts';
export type { SignRequest } from './request.ts';
export type { NcaLayerProblem } from './verdict.ts';

/** The way to NCALayer on this machine. */
export type NcaLayerOptions = {
  readonly url: string;
  /** PEMs its TLS certificate must lead to, or be; without it the system's CAs are trusted. */
  readonly ca?: string;
  /** PEMs of the CAs whose keys may be chosen (the trust folder); null = NCALayer's own, the National CA's. */
  readonly chain: readonly string[] | null;
  readonly origin?: string;
  /** Milliseconds; 10 s until greeted and 5 min for the person at the window unless told otherwise. */
  readonly deadlines?: Deadlines;
};

export type NcaLayer = {
  /**
   * Has a person sign an XML in NCALayer's own window, and gives the XML exactly as NCALayer returned it: unverified.
   * Requests wait for one another. Aborting the signal stops waiting (`ncalayer-cancelled`); NCALayer's window stays open,
   * and what the person does in it later is dropped.
   */
  signXml(request: SignRequest & { readonly signal: AbortSignal }): Promise<Result<string, NcaLayerProblem>>;
  /** Gives up everything that is waited for. */
  close(): void;
};

const DEADLINES: Deadlines = { greeting: 10_000, dialog: 5 * 60_000 };
const ORIGIN = 'https://akmola.kz';

/** A client of NCALayer and of the programs that speak its protocol (eds/README.md §1). Connects anew for every signature. */
export function createNcaLayer(options: NcaLayerOptions): NcaLayer {
  const endpoint = endpointOf(options);
  const closing = new AbortController();
  let last: Promise<unknown> = Promise.resolve();

  const sign = async (request: SignRequest, signal: AbortSignal): Promise<Verdict> => {
    if (signal.aborted) return failed('ncalayer-cancelled');
    const connection = await connect(endpoint, options.deadlines ?? DEADLINES, signal);
    if (!connection.ok) return failed(connection.error);
    try {
      return await signOver(connection.value, request, options.chain);
    } finally {
      connection.value.close();
    }
  };

  return {
    signXml({ signal, ...request }) {
      const stop = AbortSignal.any([signal, closing.signal]);
      const turn = last.then(() => sign(request, stop));
      last = turn.catch(() => undefined);
      return Promise.race([turn, aborted(stop)]).then(outcomeOf);
    },
    close: () => closing.abort(),
  };
}

/** What answers at the address of NCALayer: its version, and the module through which it would sign. */
export type NcaLayerSight = { readonly version: string; readonly module: 'basics' | 'commonUtils' };

/** Looks whether NCALayer is there, trusted and new enough, without opening a window of it. */
export async function lookAtNcaLayer(
  options: Pick<NcaLayerOptions, 'url' | 'ca' | 'origin' | 'deadlines'>,
): Promise<Result<NcaLayerSight, NcaLayerProblem['code']>> {
  const { signal } = new AbortController();
  const connection = await connect(endpointOf(options), options.deadlines ?? DEADLINES, signal);
  if (!connection.ok) return connection;
  const { version, ask, close } = connection.value;
  try {
    for (const module of ['basics', 'commonUtils'] as const) {
      const answer = await ask(probeRequest(module), () => 'answer');
      if (!answer.ok) return answer;
      if (!isModuleMissing(answer.value)) return ok({ version, module });
    }
    return fail('ncalayer-too-old');
  } finally {
    close();
  }
}

function endpointOf(options: Pick<NcaLayerOptions, 'url' | 'ca' | 'origin'>): Endpoint {
  return {
    url: options.url,
    origin: options.origin ?? ORIGIN,
    ...(options.ca === undefined ? {} : { ca: options.ca }),
  };
}

/** Module basics first, then commonUtils; an NCALayer that has neither is too old. */
async function signOver(
  connection: Connection,
  request: SignRequest,
  chain: readonly string[] | null,
): Promise<Verdict> {
  const basics = await connection.ask(basicsRequest(request, chain), (reply) =>
    judge(reply).kind === 'module-missing' ? 'perhaps' : 'answer',
  );
  if (!basics.ok) return failed(basics.error);
  const verdict = judge(basics.value);
  if (verdict.kind !== 'module-missing') return verdict;
  const uuid = randomUUID();
  const utils = await connection.ask(commonUtilsRequest(request, uuid), (reply) => {
    if (reply.uuid !== null && reply.uuid !== uuid) return 'other';
    return judge(reply).kind === 'module-missing' ? 'perhaps' : 'answer';
  });
  return utils.ok ? judge(utils.value) : failed(utils.error);
}

function outcomeOf(verdict: Verdict): Result<string, NcaLayerProblem> {
  switch (verdict.kind) {
    case 'signed':
      return ok(verdict.xml);
    case 'module-missing':
      return fail({ code: 'ncalayer-too-old' });
    case 'failed':
      return fail(verdict.failure);
  }
}

function aborted(signal: AbortSignal): Promise<Verdict> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve(failed('ncalayer-cancelled'));
    else signal.addEventListener('abort', () => resolve(failed('ncalayer-cancelled')), { once: true });
  });
}
