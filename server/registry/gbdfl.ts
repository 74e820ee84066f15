import { randomUUID } from 'node:crypto';
import type { Logger } from 'pino';
import { almatyDay, toAlmatyIso } from '../../core/domain/almaty.ts';
import type { Instant } from '../../core/domain/instant.ts';
import { fail, ok, type Result } from '../../core/domain/result.ts';
import type { DistrictTable } from '../reference/districts.ts';
import { ask, type RawAnswer } from './ask.ts';
import { createBreaker } from './breaker.ts';
import { readElement } from './element.ts';
import { type NoPerson, type RegistryFacts, readGbdflAnswer } from './gbdfl-answer.ts';
import { type EnvelopeKey, envelopeXml } from './signed-envelope.ts';

/** What people are told when ГБД ФЛ gives no person. */
export type RegistryFailure = 'registry-unavailable' | ToldByRegistry;

const TOLD = [
  'person-not-found',
  'person-deceased',
  'registry-consent-needed',
  'registry-consent-denied',
  'registry-consent-timed-out',
] as const satisfies readonly NoPerson[];
type ToldByRegistry = (typeof TOLD)[number];

/** ГБД ФЛ, the state base of natural persons (domain.md §8). */
export type PersonRegistry = { ask(iin: string): Promise<Result<RegistryFacts, RegistryFailure>> };

const SERVICE = 'GBDFL_UniversalServiceSync';
const SENDER = 'KEZEK';

/**
 * Client of ГБД ФЛ behind the ШЭП: SOAP 1.1, `SendMessage` of the synchronous channel. User and password of the address are
 * the sender's identifier and password at the ШЭП. Without an address the registry is always unavailable.
 */
export function createPersonRegistry(
  address: string | undefined,
  parts: {
    districts: DistrictTable;
    now: () => Instant;
    log: Logger;
    /** Signs the questions; without it they go unsigned. */
    key?: EnvelopeKey | null;
  },
): PersonRegistry {
  if (address === undefined) return { ask: async () => fail('registry-unavailable') };
  const { districts, now, log, key = null } = parts;
  const breaker = createBreaker(now);
  const url = new URL(address);
  const sender = {
    id: decodeURIComponent(url.username) || SENDER,
    password: decodeURIComponent(url.password),
  };
  url.username = '';
  url.password = '';
  return {
    async ask(iin) {
      const message = {
        body: envelopeXml(questionXml(iin, sender, toAlmatyIso(now())), key),
        headers: { 'content-type': 'text/xml; charset=utf-8', soapaction: '""' },
      };
      const answer = await ask(breaker, url, message, isEnvelope);
      if (!answer.ok) {
        log.warn({ registry: 'gbdfl', reason: answer.error }, 'registry does not answer');
        return fail('registry-unavailable');
      }
      const read = readGbdflAnswer(readElement(answer.value.text), {
        iin,
        today: almatyDay(now()),
        districts,
      });
      if (read.ok) return ok(read.value);
      const told = TOLD.find((each) => each === read.error);
      if (told !== undefined) return fail(told);
      log.warn(
        { registry: 'gbdfl', reason: read.error, status: answer.value.status },
        'registry gives no data',
      );
      return fail('registry-unavailable');
    },
  };
}

/** Whether an answer will not get better by asking again: a response, or a fault that blames the question. */
function isEnvelope({ text }: RawAnswer): boolean {
  const body = readElement(text)?.children.find(({ name }) => name === 'Body')?.children[0];
  if (body === undefined) return false;
  if (body.name !== 'Fault') return true;
  const code = body.children.find(({ name }) => name === 'faultcode')?.text ?? '';
  return code.endsWith('Client');
}

function questionXml(iin: string, sender: { id: string; password: string }, time: string): string {
  const id = randomUUID();
  const from = escapeXml(sender.id);
  return (
    '<ns:SendMessage xmlns:ns="http://bip.bee.kz/SyncChannel/v10/Types"><request>' +
    `<requestInfo><messageId>${id}</messageId><serviceId>${SERVICE}</serviceId><messageDate>${time}</messageDate>` +
    `<sender><senderId>${from}</senderId><password>${escapeXml(sender.password)}</password></sender></requestInfo>` +
    `<requestData><data><iin>${iin}</iin><messageId>${id}</messageId><messageDate>${time}</messageDate>` +
    `<senderCode>${from}</senderCode></data></requestData>` +
    '</request></ns:SendMessage>'
  );
}

function escapeXml(text: string): string {
  return text.replace(/[<>&"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
