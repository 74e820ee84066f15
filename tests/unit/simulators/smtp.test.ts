import { createTransport } from 'nodemailer';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type SmtpSimulator, startSmtp } from '../../simulators/smtp/index.ts';

const LETTER = {
  from: 'kezek@akmola.example',
  to: 'ata-ana@demo.kezek.example',
  subject: 'Кезегіңіз келді — подошла ваша очередь, өтініш ОДО.2026.000012',
  text: 'Құрметті ата-ана! Өңірдегі бос орындарды қараңыз: әғқңөұүһі.\nУважаемый родитель!',
  html: '<p>Құрметті ата-ана!</p>',
  attachments: [{ filename: 'тіркеу.pdf', content: Buffer.from('%PDF-1.7 демо') }],
};

describe('mail server', () => {
  let smtp: SmtpSimulator;
  beforeAll(async () => {
    smtp = await startSmtp();
  });
  afterAll(() => smtp.close());
  beforeEach(() => {
    smtp.behaviour.reset();
    smtp.clear();
  });

  const send = async (letter = LETTER) => {
    const transport = createTransport(smtp.url);
    try {
      return await transport.sendMail(letter);
    } finally {
      transport.close();
    }
  };

  test('keeps a letter as it was written: Kazakh letters, both bodies and the attachment', async () => {
    await send();
    const [mail] = smtp.inbox();
    expect(mail).toMatchObject({ from: LETTER.from, to: [LETTER.to], subject: LETTER.subject });
    expect(mail?.text.replaceAll('\r\n', '\n').trim()).toBe(LETTER.text);
    expect(mail?.html.trim()).toBe(LETTER.html);
    expect(mail?.attachments.map(({ name, content }) => [name, content.toString('utf8')])).toEqual([
      ['тіркеу.pdf', '%PDF-1.7 демо'],
    ]);
  });

  test('shows what it took over HTTP', async () => {
    await send();
    expect(await (await fetch(`${smtp.inboxUrl}?json`)).json()).toMatchObject([{ subject: LETTER.subject }]);
    expect(await (await fetch(smtp.inboxUrl)).text()).toContain('Құрметті ата-ана!');
    expect((await fetch(`${smtp.inboxUrl}/${smtp.inbox()[0]?.id}`)).headers.get('content-type')).toBe(
      'message/rfc822',
    );
  });

  test.each([
    ['refuse-connection', 554],
    ['busy', 421],
    ['refuse-sender', 550],
    ['greylist', 451],
    ['refuse-data', 552],
  ] as const)('refuses as told: %s with %i', async (answer, responseCode) => {
    smtp.behaviour.set({ answer });
    await expect(send()).rejects.toMatchObject({ responseCode });
    expect(smtp.inbox()).toHaveLength(0);
  });

  test('does not know some mailboxes', async () => {
    smtp.behaviour.set({ unknownMailboxes: [LETTER.to] });
    await expect(send()).rejects.toMatchObject({ responseCode: 550 });
    await expect(send({ ...LETTER, to: 'basqa@demo.kezek.example' })).resolves.toBeDefined();
  });
});
