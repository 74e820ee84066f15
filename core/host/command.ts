import { createHash } from 'node:crypto';
import type { Failure } from '../domain/failure.ts';
import { toIso } from '../domain/instant.ts';
import { fail, ok, type Result } from '../domain/result.ts';
import type { CommandName } from '../protocol/command.ts';
import type { Input, Output } from '../protocol/desk.ts';
import type { KeptCommand } from '../replica/command.ts';
import { readFailure } from '../replica/server-client.ts';
import { type Context, signedIn } from './context.ts';
import type { Handlers } from './handler.ts';
import { findVisible } from './journal.ts';
import { askServer } from './question.ts';
import { givingFault, haveCommandSigned } from './signed-command.ts';

/** How long the server's answer to a command is waited for. */
const ANSWER_MS = 10_000;
/** Commands that are kept while the line is down: a parent who came in time must not be late for it (R9, R11). */
const KEPT_OFFLINE: ReadonlySet<CommandName> = new Set<CommandName>(['confirmInterest', 'updateContacts']);

/** Commands about an application: what may be given now, giving one, what becomes of one that was kept, what was signed. */
export function commandHandlers(
  context: Context,
): Pick<Handlers, 'command.give' | 'command.open' | 'command.forget' | 'command.signed'> {
  return {
    'command.give': (input) => give(context, input),
    'command.open': ({ application }) => openOf(context, application),
    'command.forget': ({ uuid }) => forget(context, uuid),
    'command.signed': (input) => signed(context, input),
  };
}

/** Gives a command and waits for the server's answer, which alone counts. Given twice it is carried out once. */
async function give(
  context: Context,
  input: Input<'command.give'>,
): Promise<Result<Output<'command.give'>, Failure>> {
  const { exchange, replica } = context;
  const open = signedIn(context);
  if (!open.ok) return open;
  const { session } = open.value;
  const { uuid, command, attachments, signer, consent } = input;
  const before = replica.commands.get(uuid);
  if (before !== null && before.givenBy !== session.iin) return fail({ code: 'not-permitted' });
  if (before === null) {
    const down = exchange.state().server === 'unreachable' && !KEPT_OFFLINE.has(command.do);
    if (down) return fail({ code: 'command-needs-line' });
    const fault = givingFault(context, session, input);
    if (fault !== null) return fail(fault);
    const signedXml = await haveCommandSigned(context, open.value, input);
    if (!signedXml.ok)
      return signedXml.error.code === 'server-unreachable' ? fail({ code: 'command-needs-line' }) : signedXml;
    // Asked for twice at once: whoever signed first has given it.
    if (replica.commands.get(uuid) === null) {
      replica.give({
        given: {
          ...{ uuid, command, attachments, signer, consent },
          signedXml: signedXml.value,
          deskTime: toIso(context.now()),
          clockOffsetMs: replica.device.clockOffset(),
        },
        session: session.id,
        by: session.iin,
      });
      if (signedXml.value !== null) context.emit({ topic: 'submission', uuid, step: 'saved' });
      context.emit({ topic: 'desk' });
      exchange.nudge();
    }
  }
  if (replica.commands.get(uuid)?.outcome === null) await context.settled(uuid, ANSWER_MS);
  const kept = replica.commands.get(uuid);
  return kept === null ? fail({ code: 'not-found' }) : answerOf(kept);
}

function answerOf({ outcome }: KeptCommand): Result<Output<'command.give'>, Failure> {
  if (outcome === null) return ok({ state: 'saved' });
  if (outcome.outcome === 'refused') return fail(readFailure(outcome.failure));
  return ok({ state: 'done', facts: outcome.data.facts ?? {} });
}

async function openOf(
  context: Context,
  application: string,
): Promise<Result<Output<'command.open'>, Failure>> {
  const open = signedIn(context);
  if (!open.ok) return open;
  if (findVisible(context, open.value, application) === null) return fail({ code: 'not-found' });
  return ok(
    context.replica.commands.openOf(application).map(({ uuid, given, givenAt, outcome }) => ({
      uuid,
      command: given.command.do,
      givenAt,
      failure: outcome?.outcome === 'refused' ? readFailure(outcome.failure) : null,
    })),
  );
}

async function forget(context: Context, uuid: string): Promise<Result<Record<never, never>, Failure>> {
  const open = signedIn(context);
  if (!open.ok) return open;
  context.replica.commands.forget(uuid);
  return ok({});
}

/** A signed command from the server; its XML has to be the one that the report is about (`digest`). */
async function signed(
  context: Context,
  input: Input<'command.signed'>,
): Promise<Result<Output<'command.signed'>, Failure>> {
  const found = await askServer(context, 'command.signed', input);
  if (!found.ok) return found;
  const { xml, report } = found.value;
  return createHash('sha256').update(xml).digest('hex') === report.document
    ? found
    : fail({ code: 'digest' });
}
