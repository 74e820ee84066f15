import { SMTPServer } from 'smtp-server';
import { z } from 'zod';
import { type Behaviour, behaviour } from '../behaviour.ts';
import { type HttpAnswer, type HttpRequest, html, json, pause, startHttp } from '../loopback.ts';
import { escapeHtml, page } from '../page.ts';
import { type MailContent, readMail } from './mime.ts';

const SmtpBehaviour = z.strictObject({
  /**
   * `normal` takes every letter; `refuse-connection` greets with 554, `busy` with 421, `refuse-sender` answers MAIL
   * with 550, `greylist` answers RCPT with 451, `refuse-data` the letter with 552, `silence` never answers the letter.
   */
  answer: z.enum([
    'normal',
    'refuse-connection',
    'busy',
    'refuse-sender',
    'greylist',
    'refuse-data',
    'silence',
  ]),
  delay: z.number().int().min(0),
  /** Addresses that are answered with 550 «no such mailbox». */
  unknownMailboxes: z.array(z.string()),
});
export type SmtpBehaviour = z.infer<typeof SmtpBehaviour>;

/** A letter that the server took. */
export interface StoredMail extends MailContent {
  readonly id: number;
  readonly at: string;
  readonly from: string;
  readonly to: readonly string[];
  readonly raw: Buffer;
}

/** The mail server: real SMTP at `url`, what it took at `inboxUrl`. */
export interface SmtpSimulator {
  readonly url: string;
  readonly controlUrl: string;
  readonly inboxUrl: string;
  readonly behaviour: Behaviour<SmtpBehaviour>;
  /** What was taken, the oldest first. */
  inbox(): readonly StoredMail[];
  clear(): void;
  close(): Promise<void>;
}

class SmtpRefusal extends Error {
  readonly responseCode: number;
  constructor(code: number, text: string) {
    super(text);
    this.responseCode = code;
  }
}

const GREETING: Partial<Record<SmtpBehaviour['answer'], SmtpRefusal>> = {
  'refuse-connection': new SmtpRefusal(554, 'No SMTP service here'),
  busy: new SmtpRefusal(421, 'Service not available, try again later'),
};

function smtpServer(state: Behaviour<SmtpBehaviour>, take: (mail: StoredMail) => void): SMTPServer {
  let next = 1;
  return new SMTPServer({
    disabledCommands: ['STARTTLS'],
    authOptional: true,
    allowInsecureAuth: true,
    onAuth: (credentials, _session, done) => done(null, { user: credentials.username ?? 'demo' }),
    onConnect: (_session, done) => done(GREETING[state.now().answer] ?? null),
    onMailFrom: (_address, _session, done) =>
      done(state.now().answer === 'refuse-sender' ? new SmtpRefusal(550, 'Sender refused') : null),
    onRcptTo({ address }, _session, done) {
      const { answer, unknownMailboxes } = state.now();
      if (answer === 'greylist') {
        done(new SmtpRefusal(451, 'Greylisted, try again later'));
      } else if (unknownMailboxes.includes(address)) {
        done(new SmtpRefusal(550, 'No such mailbox'));
      } else {
        done();
      }
    },
    async onData(stream, session, done) {
      const chunks: Buffer[] = [];
      for await (const chunk of stream) {
        chunks.push(Buffer.from(chunk));
      }
      const { answer, delay } = state.now();
      await pause(delay);
      if (answer === 'silence') {
        return;
      }
      if (answer === 'refuse-data') {
        done(new SmtpRefusal(552, 'Mailbox full'));
        return;
      }
      const raw = Buffer.concat(chunks);
      take({
        ...readMail(raw),
        id: next,
        at: new Date().toISOString(),
        from: session.envelope.mailFrom === false ? '' : session.envelope.mailFrom.address,
        to: session.envelope.rcptTo.map(({ address }) => address),
        raw,
      });
      next += 1;
      done();
    },
  });
}

/** Starts the mail server and, beside it, HTTP with `/control`, `/inbox` (HTML, or JSON with `?json`), `/inbox/N`. */
export async function startSmtp(
  options: { readonly port?: number; readonly controlPort?: number } = {},
): Promise<SmtpSimulator> {
  const state = behaviour(SmtpBehaviour, { answer: 'normal', delay: 0, unknownMailboxes: [] });
  const mails: StoredMail[] = [];
  const smtp = smtpServer(state, (mail) => mails.push(mail));
  const port = await new Promise<number>((resolve, reject) => {
    smtp.once('error', reject);
    const server = smtp.listen(options.port ?? 0, '127.0.0.1', () => {
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : 0);
    });
  });
  // A client that goes away in mid-letter is no error of the simulator.
  smtp.on('error', () => undefined);
  const clear = () => {
    mails.length = 0;
  };
  const control = await startHttp(options.controlPort ?? 0, (request) =>
    request.path === '/control' ? state.control(request) : inboxAnswer(request, mails, clear),
  );
  return {
    url: `smtp://127.0.0.1:${port}`,
    controlUrl: `${control.url}/control`,
    inboxUrl: `${control.url}/inbox`,
    behaviour: state,
    inbox: () => [...mails],
    clear,
    close: async () => {
      await Promise.all([new Promise<void>((resolve) => smtp.close(() => resolve())), control.close()]);
    },
  };
}

function summary(mail: StoredMail) {
  return {
    id: mail.id,
    at: mail.at,
    from: mail.from,
    to: mail.to,
    subject: mail.subject,
    text: mail.text,
    html: mail.html,
    attachments: mail.attachments.map(({ name, type, content }) => ({ name, type, bytes: content.length })),
  };
}

function inboxAnswer(request: HttpRequest, mails: readonly StoredMail[], clear: () => void): HttpAnswer {
  if (request.method === 'DELETE') {
    clear();
    return json([]);
  }
  const one = /^\/inbox\/(\d+)$/.exec(request.path)?.[1];
  if (one !== undefined) {
    const mail = mails.find(({ id }) => id === Number(one));
    return mail === undefined
      ? json({ error: 'not-found' }, 404)
      : { status: 200, type: 'message/rfc822', body: mail.raw };
  }
  if (request.query.has('json')) {
    return json(mails.map(summary));
  }
  const rows = mails
    .toReversed()
    .map(
      (mail) =>
        `<tr><td>${mail.at}</td><td>${escapeHtml(mail.to.join(', '))}</td><td><a href="/inbox/${mail.id}">${escapeHtml(mail.subject)}</a><pre>${escapeHtml(mail.text)}</pre></td></tr>`,
    );
  return html(
    page('E-mail', `<table><tr><th>Уақыты</th><th>Кімге</th><th>Хат</th></tr>${rows.join('')}</table>`, {
      refresh: true,
    }),
  );
}
