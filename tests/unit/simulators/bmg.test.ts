import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type BmgSimulator, startBmg } from '../../simulators/bmg/index.ts';
import { demoPerson } from '../../simulators/demo-people.ts';

describe('БМГ', () => {
  let bmg: BmgSimulator;
  beforeAll(async () => {
    bmg = await startBmg();
  });
  afterAll(() => bmg.close());
  beforeEach(() => {
    bmg.behaviour.reset();
  });

  const ask = (question: unknown) => fetch(bmg.url, { method: 'POST', body: JSON.stringify(question) });

  test('knows the pair of a person’s own phone and IIN, and no other', async () => {
    const { iin, phone } = demoPerson('synaqova-mother');
    const other = demoPerson('synaqov-father').phone;
    expect(await (await ask({ iin, phone })).json()).toEqual({ result: 'linked' });
    expect(await (await ask({ iin, phone: other })).json()).toEqual({ result: 'notLinked' });
  });

  test('does not know the phone of somebody who is not registered with it', async () => {
    const { iin, phone } = demoPerson('jalgyzova-mother');
    expect(await (await ask({ iin, phone })).json()).toEqual({ result: 'notLinked' });
    bmg.behaviour.set({ linked: [{ iin, phone: phone ?? '' }] });
    expect(await (await ask({ iin, phone })).json()).toEqual({ result: 'linked' });
  });

  test('refuses a question of the wrong form', async () => {
    expect((await ask({ iin: '1', phone: '+77000000001' })).status).toBe(400);
    expect((await ask({ iin: '850717300014', phone: '8 700' })).status).toBe(400);
    expect((await fetch(bmg.url, { method: 'POST', body: '{' })).status).toBe(400);
  });

  test('fails as told: an error, half an answer, a cut line', async () => {
    const { iin, phone } = demoPerson('synaqova-mother');
    bmg.behaviour.set({ answer: 'error' });
    expect((await ask({ iin, phone })).status).toBe(503);
    bmg.behaviour.set({ answer: 'malformed' });
    await expect((await ask({ iin, phone })).json()).rejects.toThrow();
    bmg.behaviour.set({ answer: 'cut' });
    await expect(ask({ iin, phone })).rejects.toThrow();
  });

  test('is steered over HTTP, and refuses a wrong value', async () => {
    const steer = (patch: unknown) => fetch(bmg.controlUrl, { method: 'POST', body: JSON.stringify(patch) });
    expect((await steer({ answer: 'error' })).status).toBe(200);
    expect(bmg.behaviour.now().answer).toBe('error');
    expect((await steer({ answer: 'sometimes' })).status).toBe(400);
    await fetch(bmg.controlUrl, { method: 'DELETE' });
    expect(bmg.behaviour.now().answer).toBe('normal');
  });
});
