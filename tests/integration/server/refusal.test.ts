import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { signXmlEnveloped } from '../../simulators/demo-ca/xml-signer.ts';
import { type DeskClient, good, type SignedIn } from './desk-client.ts';
import { formOf, scanFor } from './forms.ts';
import { openTheatre, type Stage, type Theatre } from './stage.ts';

let theatre: Theatre;
let stage: Stage;
let desk: DeskClient;
let operator: SignedIn;

beforeAll(async () => {
  theatre = await openTheatre();
  stage = await theatre.openStage();
  await stage.grantOperator('operator');
  desk = await stage.desk();
});
afterAll(async () => {
  await stage.close();
  await theatre.close();
});
beforeEach(async () => {
  await stage.emptyQueue();
  operator = await desk.signIn('operator');
});

const order = (form: ReturnType<typeof formOf>, key: string) => ({ form, key, session: operator });
describe('refusals', () => {
  const refusal = async (form: ReturnType<typeof formOf>, key: string, more = {}) => {
    const [result] = await desk.push(await desk.submission({ ...order(form, key), ...more }));
    return result?.outcome === 'refused' ? result.failure : result;
  };

  it.each([
    ['signature of another person', 'synaqov-father', {}, { code: 'iin-mismatch' }],
    ['document of another desk', 'synaqova-mother', { desk: 'K99' }, { code: 'content' }],
    ['document of another operator', 'synaqova-mother', { operator: '900312445675' }, { code: 'content' }],
    ['document of long ago', 'synaqova-mother', { time: '2026-01-01T00:00:00.000Z' }, { code: 'content' }],
    ['invented challenge', 'synaqova-mother', { challenge: 'invented' }, { code: 'challenge-unknown' }],
  ])('a %s', async (_name, key, signed, failure) => {
    const form = formOf('synaqova-mother', ['synaqova-2021']);
    expect(await refusal(form, key, { signed })).toEqual(failure);
  });

  it('content that differs from the command', async () => {
    const form = formOf('synaqova-mother', ['synaqova-2021']);
    const other = { ...form, settlement: 'Краснояр' };
    expect(await refusal(form, 'synaqova-mother', { signed: { form: other } })).toEqual({ code: 'content' });
  });

  it('a key that expired, was revoked, or comes from nowhere', async () => {
    const form = formOf('synaqova-mother', ['synaqova-2021']);
    for (const [state, code] of [
      ['expired', 'expired'],
      ['revoked', 'revoked'],
      ['stranger', 'untrusted'],
    ] as const) {
      const signer = theatre.ca.signer({ person: 'synaqova-mother', kind: 'gost', state });
      const good = await desk.submission(order(form, 'synaqova-mother'));
      const bare = good.mutation.args.signedXml.replace(/<ds:Signature .*<\/ds:Signature>/s, '');
      const signedXml = signXmlEnveloped(bare, signer.key, signer.certificate);
      const [result] = await desk.push({
        ...good,
        mutation: { ...good.mutation, args: { ...good.mutation.args, signedXml } },
      });
      expect(result).toMatchObject({ outcome: 'refused', failure: { code } });
    }
  });

  it('a challenge a second time, and one after its ten minutes', async () => {
    const challenge = await desk.challenge();
    const signed = { challenge };
    const [first] = await desk.push(
      await desk.submission({
        ...order(formOf('synaqova-mother', ['synaqova-2021']), 'synaqova-mother'),
        signed,
      }),
    );
    expect(first?.outcome).toBe('done');
    const again = formOf('synaqova-mother', ['synaqov-2022']);
    expect(await refusal(again, 'synaqova-mother', { signed })).toEqual({ code: 'challenge-unknown' });
    const late = { challenge: await desk.challenge() };
    stage.advance(10 * 60_000 + 1000);
    expect(await refusal(again, 'synaqova-mother', { signed: late })).toEqual({ code: 'challenge-expired' });
  });

  it('accepts from the stock for 72 hours what was signed while the line was down', async () => {
    const stock = good(await desk.call('challengeStock', { count: 2 })).challenges;
    const form = formOf('synaqova-mother', ['synaqova-2021']);
    const signed = { challenge: stock[0]?.challenge ?? '' };
    const made = await desk.submission({ ...order(form, 'synaqova-mother'), signed });
    stage.advance(71 * 3_600_000);
    expect(await desk.push(made)).toMatchObject([{ outcome: 'done' }]);
  });

  it('a child that is queued already, whoever asks', async () => {
    const first = formOf('synaqova-mother', ['synaqova-2021']);
    await desk.push(await desk.submission(order(first, 'synaqova-mother')));
    const second = formOf('synaqov-father', ['synaqova-2021']);
    expect(await refusal(second, 'synaqov-father')).toEqual({
      code: 'duplicate-child',
      field: 'children.0.iin',
    });
  });

  it.each([
    ['no registration', 'tirkeusizova-mother', 'tirkeusizov-2023', 'not-registered'],
    ['registration in another district', 'auylov-father', 'auylova-2022', 'not-registered'],
    ['a child over age', 'kopbalaeva-mother', 'kopbalaev-2018', 'over-age'],
    ['a stranger', 'jalgyzova-mother', 'synaqov-2022', 'not-permitted'],
  ])('%s', async (_name, parent, child, code) => {
    expect(await refusal(formOf(parent, [child]), parent)).toMatchObject({ code });
  });

  it('does not believe a desk that says registered where ГБД ФЛ says no', async () => {
    const form = formOf('tirkeusizova-mother', ['tirkeusizov-2023']);
    const claimed = { ...form, applicant: { ...form.applicant, registrationDistrict: form.district } };
    expect(await refusal(claimed, 'tirkeusizova-mother')).toMatchObject({ code: 'not-registered' });
  });

  it('a scan that never came', async () => {
    const form = formOf('kopbalaeva-mother', ['kopbalaeva-2021'], {
      benefit: { category: 'P4', certificateDate: null },
      attachments: [scanFor('benefit')],
    });
    expect(await refusal(form, 'kopbalaeva-mother')).toEqual({
      code: 'file-missing',
      field: 'attachments.0',
    });
  });

  it('a form with a fault, naming the field', async () => {
    const form = formOf('synaqova-mother', ['synaqova-2021'], { settlement: '' });
    expect(await refusal(form, 'synaqova-mother')).toEqual({ code: 'required', field: 'settlement' });
  });

  it('another district than the desk’s own', async () => {
    const form = formOf('jobalova-mother', ['jobalova-2023'], { district: '111600000' });
    expect(await refusal(form, 'jobalova-mother')).toMatchObject({
      code: 'not-permitted',
      field: 'district',
    });
  });

  it('somebody without a role who files for another', async () => {
    const visitor = await desk.signIn('jalgyzova-mother');
    const form = formOf('synaqova-mother', ['synaqova-2021']);
    const [result] = await desk.push(
      await desk.submission({ form, key: 'synaqova-mother', session: visitor }),
    );
    expect(result).toMatchObject({ outcome: 'refused', failure: { code: 'not-permitted' } });
  });
});
