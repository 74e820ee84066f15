import { isIP } from 'node:net';
import { createTransport } from 'nodemailer';

/** One letter; `id` becomes its Message-ID, so that sending it again is recognised as the same letter. */
export type Letter = {
  readonly id: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
};

/** The mail server (`KEZEK_SMTP_URL`). */
export type MailGateway = {
  /** `rejected`: this address, or this letter to it, will never be taken; `unavailable`: the same letter may be sent again. */
  send(letter: Letter): Promise<'accepted' | 'rejected' | 'unavailable'>;
};

type Waits = Readonly<
  Record<'dnsTimeout' | 'connectionTimeout' | 'greetingTimeout' | 'socketTimeout', number>
>;

/** Longest waits for a name, a connection, for the greeting and for an answer, in ms. */
const WAITS: Waits = {
  connectionTimeout: 10_000,
  greetingTimeout: 10_000,
  socketTimeout: 20_000,
  dnsTimeout: 10_000,
};
const DEFAULT_PORTS: Readonly<Record<string, number>> = { 'smtp:': 587, 'smtps:': 465 };

/**
 * Client of the mail server. The sender is `?from=` of the address, else its user if that is an address, else `kezek@host`. TLS is
 * required but for a server on this machine; a letter holds personal data.
 */
export function createMailGateway(address: string, waits: Waits = WAITS): MailGateway {
  const url = new URL(address);
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const user = decodeURIComponent(url.username);
  const from = url.searchParams.get('from') ?? (user.includes('@') ? user : `kezek@${host}`);
  const transport = createTransport({
    host,
    port: url.port === '' ? (DEFAULT_PORTS[url.protocol] ?? 587) : Number(url.port),
    secure: url.protocol === 'smtps:',
    requireTLS: url.protocol === 'smtp:' && !isLoopback(host),
    ...(user === '' ? {} : { auth: { user, pass: decodeURIComponent(url.password) } }),
    ...waits,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const domain = from.slice(from.lastIndexOf('@') + 1).replace(/[>\s]/g, '');
  return {
    async send({ id, to, subject, text, html }) {
      try {
        const sent = await transport.sendMail({
          from,
          to: { name: '', address: to },
          subject,
          text,
          html,
          messageId: `<${id}@${domain}>`,
          headers: { 'Auto-Submitted': 'auto-generated' },
        });
        return sent.rejected.length === 0 ? 'accepted' : 'rejected';
      } catch (error) {
        if (!(error instanceof Error)) throw error;
        return isForGood(error) ? 'rejected' : 'unavailable';
      }
    },
  };
}

/**
 * Whether the server refused this recipient or this letter for good. A refused greeting, login or sender is a fault of the
 * set-up and not of the family's address: tried again.
 */
function isForGood(error: Error): boolean {
  const code = 'responseCode' in error && typeof error.responseCode === 'number' ? error.responseCode : 0;
  const command = 'command' in error && typeof error.command === 'string' ? error.command : '';
  const malformed = 'code' in error && error.code === 'EENVELOPE' && command === 'API';
  return malformed || (code >= 500 && code < 600 && /^(RCPT TO|DATA)/.test(command));
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'));
}
