/** Choices of places that come at the same moment, decided in one transaction: each word of `decide.ts` once for all of them. */
import type { Transaction } from 'kysely';
import type { Failure } from '../../core/domain/failure.ts';
import { fail, ok } from '../../core/domain/result.ts';
import type { CommandFacts, QueueCommand } from '../../core/protocol/command.ts';
import type { Answer } from '../answer.ts';
import type { Database } from '../database/schema.ts';
import { missingFiles } from '../file/missing.ts';
import { chosenFaults } from '../place/chosen.ts';
import { earlyRefusal, readChoices } from '../queue/choice.ts';
import { chooseTogether } from '../queue/together.ts';
import type { Services } from '../services.ts';
import { keepCommands } from './keep.ts';
import { originOf } from './origin.ts';
import type { PreparedCommand } from './prepare.ts';
import { concernsOf } from './scope.ts';
import { spend } from './spend.ts';
import { type StandingCommand, standingIn } from './standing.ts';

type Trx = Transaction<Database>;

/** The choice of a place, with its signature verified. */
export type PreparedChoice = PreparedCommand & {
  readonly args: { readonly command: Extract<QueueCommand, { do: 'choosePlace' }> };
};

/** What deciding choices needs of the server. */
export type ChoiceServices = Pick<Services, 'db' | 'now' | 'rules' | 'papers'>;

/** Whether a command chooses a place. */
export function isChoice(prepared: PreparedCommand): prepared is PreparedChoice {
  return prepared.args.command.do === 'choosePlace';
}

/**
 * What no two choices may share that are decided at the same time, or one of them would not see what became of the other: the
 * child, the challenge, the consent, the command's own name.
 */
export function unsharedBy({ args, signed }: PreparedChoice): readonly string[] {
  const { command, consent, uuid } = args;
  return [
    `application ${command.application.toLowerCase()}`,
    `command ${uuid.toLowerCase()}`,
    ...(signed === null ? [] : [`challenge ${signed.challenge}`]),
    ...(consent === null ? [] : [`consent ${consent.means === 'code' ? consent.id : consent.sha256}`]),
  ];
}

/**
 * Decides choices that share nothing but their cell, in the order given, as `decideCommand` does one: a refusal leaves the
 * challenge used and nothing else. Throws where they cannot be decided together; then nothing of the transaction may stay.
 */
export async function decideChoices(
  services: ChoiceServices,
  trx: Trx,
  choices: readonly PreparedChoice[],
): Promise<readonly Answer<CommandFacts>[]> {
  const answers = new Map<PreparedCommand, Answer<CommandFacts>>();
  const standing = await standingOnes(services, trx, choices, answers);
  const asked = standing.map(({ choice, stands }) => {
    const { place: _, ...command } = choice.args.command;
    return { command: { ...command, by: stands.giver.by }, origin: originOf(stands) };
  });
  const chosen = await chooseTogether(trx, services, asked);
  const done: StandingCommand[] = [];
  for (const [index, { choice, stands }] of standing.entries()) {
    const answer = chosen[index];
    if (answer === undefined) throw new Error('A choice was not answered');
    if (answer.ok) done.push(stands);
    answers.set(choice, answer.ok ? ok({}) : fail({ code: answer.error }));
  }
  await keepCommands(services, trx, done);
  return choices.map((choice) => {
    const answer = answers.get(choice);
    if (answer === undefined) throw new Error('A choice was not answered');
    return answer;
  });
}

type Standing = { readonly choice: PreparedChoice; readonly stands: StandingCommand };

/** Those who may ask the queue; the refusals of the others go into `answers`. */
async function standingOnes(
  services: ChoiceServices,
  trx: Trx,
  choices: readonly PreparedChoice[],
  answers: Map<PreparedCommand, Answer<CommandFacts>>,
): Promise<readonly Standing[]> {
  const spent = await spend(services, trx, choices);
  const concerns = await concernsOf(
    trx,
    choices.map(({ args }) => args.command.application),
  );
  const missing = await missingFiles(
    trx,
    choices.map(({ args }) => args.attachments),
  );
  const otherwise = await chosenFaults(
    trx,
    choices.map(({ args }) => args.command),
  );
  const standing: Standing[] = [];
  for (const [index, choice] of choices.entries()) {
    const stands = await standOf(services, trx, choice, spent[index], concerns[index]);
    const file = missing[index] ?? null;
    const changed = otherwise[index] ?? null;
    if (!stands.ok) answers.set(choice, stands);
    else if (changed !== null)
      answers.set(choice, fail(await refusalFirst(services, trx, stands.value, choice, changed)));
    else if (file !== null) answers.set(choice, fail({ code: 'file-missing', field: file }));
    else standing.push({ choice, stands: stands.value });
  }
  return standing;
}

/** Where the rules refuse as well, theirs is the answer (domain.md §1.10.16). */
async function refusalFirst(
  { now, rules }: ChoiceServices,
  trx: Trx,
  { giver: { by } }: StandingCommand,
  { args }: PreparedChoice,
  changed: Failure,
): Promise<Failure> {
  const at = now();
  const { place: _, ...asked } = args.command;
  const command = { ...asked, by };
  const [facts = null] = await readChoices(trx, [command], at);
  const refusal = earlyRefusal(facts, command, at, rules);
  return refusal === null ? changed : { code: refusal };
}

async function standOf(
  services: ChoiceServices,
  trx: Trx,
  choice: PreparedChoice,
  spent: Answer<null> | undefined,
  concern: Awaited<ReturnType<typeof concernsOf>>[number] | undefined,
): Promise<Answer<StandingCommand>> {
  if (spent === undefined || concern === undefined) throw new Error('A choice was passed over');
  if (!spent.ok) return spent;
  return concern.ok ? standingIn(services, trx, choice, concern.value) : concern;
}
