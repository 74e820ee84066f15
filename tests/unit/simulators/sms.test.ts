import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type SmsSimulator, startSms } from '../../simulators/sms/index.ts';

const MESSAGE = { id: 'a1b2', to: '+77000000001', text: 'Кезегіңіз келді: №12' };

describe('SMS gateway', () => {
  let sms: SmsSimulator;
  beforeAll(async () => {
    sms = await startSms();
  });
  afterAll(() => sms.close());
  beforeEach(() => {
    sms.behaviour.reset();
    sms.clear();
  });

  const send = (message: unknown) => fetch(sms.url, { method: 'POST', body: JSON.stringify(message) });
  const state = async (id: string) => (await fetch(`${sms.url}/${id}`)).json();

  test('takes a message with 202 and tells what became of it', async () => {
    expect((await send(MESSAGE)).status).toBe(202);
    expect(await state('a1b2')).toEqual({ state: 'delivered' });
    sms.behaviour.set({ outcome: 'queued' });
    expect(await state('a1b2')).toEqual({ state: 'queued' });
    sms.behaviour.set({ outcome: 'delivered', unreachable: [MESSAGE.to] });
    expect(await state('a1b2')).toEqual({ state: 'failed' });
    expect(sms.inbox()).toMatchObject([{ ...MESSAGE, state: 'failed' }]);
  });

  test('a message sent twice under one id is there once; another one under that id is refused', async () => {
    await send(MESSAGE);
    expect((await send(MESSAGE)).status).toBe(202);
    expect((await send({ ...MESSAGE, text: 'Басқа мәтін' })).status).toBe(409);
    expect(sms.inbox()).toHaveLength(1);
  });

  test('knows nothing of ids it never saw, and refuses what is no message', async () => {
    expect((await fetch(`${sms.url}/nobody`)).status).toBe(404);
    expect((await send({ ...MESSAGE, to: '8700' })).status).toBe(400);
    expect((await send({ ...MESSAGE, text: '' })).status).toBe(400);
  });

  test('fails as told, and keeps nothing then', async () => {
    sms.behaviour.set({ answer: 'rejected' });
    expect((await send(MESSAGE)).status).toBe(422);
    sms.behaviour.set({ answer: 'error' });
    expect((await send(MESSAGE)).status).toBe(503);
    sms.behaviour.set({ answer: 'cut' });
    await expect(send(MESSAGE)).rejects.toThrow();
    expect(sms.inbox()).toHaveLength(0);
  });

  test('shows its inbox as a page and as JSON', async () => {
    await send({ ...MESSAGE, text: 'Код: <123456>' });
    const page = await (await fetch(sms.inboxUrl)).text();
    expect(page).toContain('Код: &lt;123456&gt;');
    expect(await (await fetch(`${sms.inboxUrl}?json`)).json()).toMatchObject([{ to: MESSAGE.to }]);
  });
});
