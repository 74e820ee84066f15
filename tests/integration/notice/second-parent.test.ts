/** Whoever has joined an application is told what the family is told, by the own e-mail and phone (domain.md R10). */
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { MINUTE } from '../../../core/domain/instant.ts';
import { OTHER_PARENT } from '../../unit/domain/story.ts';
import { openPostOffice, type PostOffice } from './post-office.ts';

let post: PostOffice;
beforeAll(async () => {
  post = await openPostOffice();
});
afterAll(async () => {
  await post.close();
});
beforeEach(async () => {
  await post.reset();
  await post.db.deleteFrom('person').execute();
});

/** A family of two parents whose turn has come; `known` is what is known of the second one. */
async function notified(known: { readonly email: string | null; readonly phone: string | null } | null) {
  const id = await post.file();
  if (known !== null)
    await post.db
      .insertInto('person')
      .values({ iin: OTHER_PARENT, name: 'Әке', ...known, first_seen_at: new Date(post.now()) })
      .execute();
  await post.run({ do: 'mergeApplication', application: id, applicant: OTHER_PARENT, by: 'whoever-may' });
  await post.told();
  await post.publish(1);
  return id;
}

const SECOND = { email: 'second@demo.kezek.example', phone: '+77010000077' };
const letters = () =>
  post.smtp
    .inbox()
    .flatMap(({ to }) => to)
    .toSorted();
const messages = () =>
  post.sms
    .inbox()
    .map(({ to }) => to)
    .toSorted();

it('both parents are told, each by the own addresses, and the log says of whom each way is', async () => {
  const id = await notified(SECOND);
  await post.round();
  post.advance(MINUTE);
  await post.round();
  expect(letters()).toEqual(['family@demo.kezek.example', 'second@demo.kezek.example']);
  expect(messages()).toEqual(['+77010000001', '+77010000077']);
  const [notice, ...more] = await post.log(id);
  expect(more, 'it is one notice').toEqual([]);
  expect(notice?.ways.map(({ channel, second, state, to }) => [channel, second, state, to])).toEqual([
    ['email', false, 'sent', expect.stringContaining('@')],
    ['sms', false, 'delivered', '+7 (701) ***-**-01'],
    ['email', true, 'sent', expect.stringContaining('@')],
    ['sms', true, 'delivered', '+7 (701) ***-**-77'],
  ]);
});

it('by what is known: an e-mail alone, or nothing', async () => {
  const id = await notified({ email: SECOND.email, phone: null });
  expect(await post.ways(id)).toEqual(['email waiting', 'sms waiting', 'email waiting']);
  await post.db.deleteFrom('notice').execute();
  await post.reset();
  await post.db.deleteFrom('person').execute();
  const unknown = await notified(null);
  expect(await post.ways(unknown)).toEqual(['email waiting', 'sms waiting']);
});

it('a family that shares an address is told there once', async () => {
  await notified({ email: 'family@demo.kezek.example', phone: SECOND.phone });
  await post.round();
  expect(letters()).toEqual(['family@demo.kezek.example']);
  expect(messages()).toEqual(['+77010000001', '+77010000077']);
});

it('one parent’s dead address does not stop the other’s, nor is a family called that one of them told', async () => {
  const id = await notified(SECOND);
  await sql`update application set contacts = '{"phone": "+77162000000", "email": null,
    "additionalPhone": null, "additionalEmail": null}' where uuid = ${id}`.execute(post.db);
  await post.round();
  expect(messages()).toEqual(['+77010000077']);
  expect(letters()).toEqual(['second@demo.kezek.example']);
  expect(await post.ways(id)).toEqual([
    ...['email impossible no-address', 'sms impossible no-address'],
    ...['email sent', 'sms sent'],
  ]);
  expect(await post.calls()).toEqual([]);
});
