import type { Failure } from '../domain/failure.ts';
import { toIso } from '../domain/instant.ts';
import { fail, ok, type Result } from '../domain/result.ts';
import type { DeskStatus } from '../protocol/desk-status.ts';
import { clearReplicated } from '../replica/pull.ts';
import type { Context } from './context.ts';
import type { Handlers } from './handler.ts';

/** Failures after which a desk that was paired has to be paired again. */
const PAIR_AGAIN: ReadonlySet<Failure['code']> = new Set(['desk-unknown', 'server-changed']);

/** The computer itself: pairing, its line, an exchange at once. */
export function deskHandlers(context: Context): Pick<Handlers, 'desk.status' | 'desk.pair' | 'desk.sync'> {
  return {
    'desk.status': async () => ok(statusOf(context)),
    'desk.sync': async () => {
      await context.exchange.syncNow();
      return ok(statusOf(context));
    },
    'desk.pair': ({ code }) => pairDesk(context, code),
  };
}

/** What this computer is and how it stands. */
function statusOf(context: Context): DeskStatus {
  const { config, replica, exchange } = context;
  const pairing = replica.device.pairing();
  const { server, problem } = exchange.state();
  const sessionEnded = replica.sessions.endedFor();
  return {
    mode: config.mode,
    desk: pairing === null ? null : { code: pairing.deskCode, district: pairing.district },
    district: pairing?.district ?? config.district ?? null,
    locale: config.locale,
    server,
    lastSyncAt: replica.device.lastSyncAt(),
    unsent: replica.outbox.count(),
    keyStore: context.keyStore,
    demo: context.demo,
    version: context.version,
    policy: replica.device.policy(),
    revocationListAt: context.revocation.listMadeAt(),
    ...(problem === null ? {} : { problem }),
    ...(sessionEnded === null ? {} : { sessionEnded }),
  };
}

/**
 * Joins this computer to the server. One that is joined already, and known there, stays what it is: the code is not used.
 * A code for the other kind of machine is refused by the server, because a kiosk must never hold the register.
 */
async function pairDesk(context: Context, code: string): Promise<Result<DeskStatus, Failure>> {
  const { client, config, exchange, replica } = context;
  const { device } = replica;
  const before = device.pairing();
  if (before !== null) {
    await exchange.syncNow();
    const { problem } = exchange.state();
    if (problem === null || !PAIR_AGAIN.has(problem)) return ok(statusOf(context));
  }
  const typed = code.toUpperCase().replace(/[\s-]/g, '');
  if (!/^[A-Z0-9]{8}$/.test(typed)) return fail({ code: 'pairing-code-wrong', field: 'code' });
  const request = {
    code: typed,
    publicKey: device.publicKey(),
    clientId: device.clientId(),
    mode: config.mode,
  };
  let answer = await client.call('pair', request);
  if (!answer.ok && answer.error.code === 'identity-reused') {
    device.renew();
    answer = await client.call('pair', { ...request, clientId: device.clientId() });
  }
  exchange.noteAnswer(answer.ok ? null : answer.error);
  if (!answer.ok) return answer;
  const pairing = answer.value;
  replica.database
    .transaction(() => {
      if (before !== null) forgetServer(context, before.serverId === pairing.serverId);
      device.setPairing(pairing);
      replica.audit.append({
        at: toIso(context.now()),
        actor: 'desk',
        session: null,
        action: 'desk-paired',
        subject: pairing.deskId,
        facts: { desk: pairing.deskCode, district: pairing.district },
      });
    })
    .immediate();
  const health = await client.measureClock();
  if (health.ok) device.setPolicy(health.value.policy);
  await exchange.syncNow();
  context.emit({ topic: 'desk' });
  return ok(statusOf(context));
}

/** What came from the server or desk that was: its rows, challenges and session. What was made here stays and is sent anew. */
function forgetServer({ replica }: Context, sameServer: boolean): void {
  clearReplicated(replica);
  replica.challenges.clear();
  replica.statements.clear();
  replica.sessions.leave();
  if (sameServer) return;
  replica.device.renew();
  replica.database.exec('UPDATE attachment SET uploaded_at = NULL');
}
