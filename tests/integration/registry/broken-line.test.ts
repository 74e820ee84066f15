/** ГБД ФЛ, БМГ, the SMS gateway and the mail server over a real socket that breaks (issue 4.4): never an exception, never a wrong answer. */
import pino from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createMailGateway } from '../../../server/notice/mail.ts';
import { createSmsGateway } from '../../../server/notice/sms.ts';
import { loadDistricts } from '../../../server/reference/districts.ts';
import { createPhoneRegistry } from '../../../server/registry/bmg.ts';
import { createPersonRegistry } from '../../../server/registry/gbdfl.ts';
import {
  answers,
  answersHalf,
  type BrokenLine,
  drips,
  type Misbehaviour,
  openBrokenLine,
  RESETS,
  SILENT,
  speaksSmtp,
} from '../../simulators/broken-line.ts';

const IIN = '850717300014';
const PHONE = '+77010000001';
const SMS = { id: 'one', to: PHONE, text: 'Кезегіңіз келді' };

let line: BrokenLine;
beforeAll(async () => {
  line = await openBrokenLine();
});
afterAll(() => line.close());

const httpAnswer = (body: string, head = 'HTTP/1.1 200 OK', type = 'text/xml; charset=utf-8') =>
  `${head}\r\ncontent-type: ${type}\r\ncontent-length: ${Buffer.byteLength(body)}\r\nconnection: close\r\n\r\n${body}`;
const envelope = (body: string) =>
  `<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/"><soap:Body>${body}</soap:Body></soap:Envelope>`;

/** The three that are asked over HTTP, each with a breaker of its own, and what they say of a service that is of no use. */
function askers(scheme: 'http' | 'https', now: () => number = Date.now) {
  const url = `${scheme}://127.0.0.1:${line.port}/`;
  const log = pino({ enabled: false });
  const persons = createPersonRegistry(url, { districts: loadDistricts(), now, log });
  const phones = createPhoneRegistry(url, now);
  const sms = createSmsGateway(url, now);
  const person = async () => {
    const answer = await persons.ask(IIN);
    return answer.ok ? 'found' : answer.error;
  };
  return {
    person,
    phone: () => phones.checkPair(IIN, PHONE),
    send: () => sms.send(SMS),
    state: () => sms.state('one'),
    all: () => Promise.all([person(), phones.checkPair(IIN, PHONE), sms.send(SMS), sms.state('one')]),
  };
}
const NO_USE = ['registry-unavailable', 'unavailable', 'unavailable', null];

describe('an answer that is none', () => {
  const cases: readonly (readonly [string, Misbehaviour])[] = [
    ['a reset before the answer', RESETS],
    ['an end before the answer', answers('')],
    ['a reset in the midst of the answer', answersHalf(httpAnswer('x'.repeat(500)).slice(0, 300))],
    ['an end before the announced length', answers(`${httpAnswer('{"result":"linked"}').slice(0, -4)}`)],
    ['what is not HTTP', answers('SSH-2.0-OpenSSH_9.9\r\n')],
    ['a broken chunk', answers('HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nZZ\r\nxx\r\n')],
    [
      'a page of a proxy',
      answers(httpAnswer('<html><body>502</body></html>', 'HTTP/1.1 502 Bad Gateway', 'text/html')),
    ],
    ['a 500 without a word', answers(httpAnswer('', 'HTTP/1.1 500 Internal Server Error'))],
    [
      'a page of a portal under 200',
      answers(httpAnswer('<html><body>Кіру</body></html>', undefined, 'text/html')),
    ],
    [
      'bytes of no language',
      answers(httpAnswer('\u0000\u0001\u0002\uFFFD', undefined, 'application/octet-stream')),
    ],
    [
      'a redirect elsewhere',
      answers('HTTP/1.1 302 Found\r\nlocation: http://127.0.0.1:1/\r\ncontent-length: 0\r\n\r\n'),
    ],
    ['more than anybody would say', answers(httpAnswer('x'.repeat(1_100_000)))],
    [
      'a SOAP fault of the server',
      answers(
        httpAnswer(
          envelope('<soap:Fault><faultcode>soap:Server</faultcode></soap:Fault>'),
          'HTTP/1.1 500 Error',
        ),
      ),
    ],
    ['an envelope with nothing in it', answers(httpAnswer(envelope('')))],
    [
      'a type that promises otherwise',
      answers(httpAnswer('{"result":"maybe","state":"lost"}', undefined, 'image/png')),
    ],
  ];
  it.each(cases)('%s counts as silence', async (_, misbehaviour) => {
    line.now(misbehaviour);
    expect(await askers('http').all()).toEqual(NO_USE);
  });

  it('a fault that blames the question is not asked again', async () => {
    const fault = envelope('<soap:Fault><faultcode>soap:Client</faultcode></soap:Fault>');
    line.now(answers(httpAnswer(fault, 'HTTP/1.1 500 Error')));
    const before = line.connections();
    expect(await askers('http').person()).toBe('registry-unavailable');
    expect(line.connections() - before).toBe(1);
  });
});

describe('an answer that does not come', () => {
  it.each([
    ['for ever silent', 'http', SILENT],
    [
      'dripping without an end',
      'http',
      drips('HTTP/1.1 200 OK\r\ncontent-type: text/xml\r\ncontent-length: 99999\r\n\r\n<a>'),
    ],
    ['a TLS handshake that hangs', 'https', SILENT],
    ['a TLS handshake answered in plain text', 'https', answers(httpAnswer('{}'))],
  ] as const)('%s is given up', async (_, scheme, misbehaviour) => {
    line.now(misbehaviour);
    expect(await askers(scheme).all()).toEqual(NO_USE);
  });
});

describe('the circuit breaker', () => {
  it('of each service leaves it alone after three failures, lets one question through after a pause, and begins anew', async () => {
    let time = 1_000_000;
    const { person, phone, send, state } = askers('http', () => time);
    for (const asks of [person, phone, send, state]) {
      line.now(answers(''));
      const before = line.connections();
      for (let n = 0; n < 3; n += 1) await asks();
      expect(line.connections() - before).toBe(6);
      await Promise.all([asks(), asks(), asks()]);
      expect(line.connections() - before, 'nobody is asked').toBe(6);
      time += 15_001;
      await Promise.all([asks(), asks(), asks()]);
      expect(line.connections() - before, 'one looks whether it is back').toBe(8);
      await asks();
      expect(line.connections() - before, 'it is not: another pause').toBe(8);
    }
    time += 15_001;
    line.now(answers(httpAnswer('{"result":"linked"}', undefined, 'application/json')));
    expect(await phone()).toBe('linked');
    expect([await phone(), await phone()], 'it is back for everybody').toEqual(['linked', 'linked']);
  });
});

describe('a clock that is set back', () => {
  it('does not keep a service shut out until the old time comes again', async () => {
    let time = 1_000_000_000;
    const { phone } = askers('http', () => time);
    line.now(answers(''));
    for (let n = 0; n < 3; n += 1) await phone();
    line.now(answers(httpAnswer('{"result":"linked"}', undefined, 'application/json')));
    expect(await phone()).toBe('unavailable');
    time -= 3_600_000;
    expect(await phone()).toBe('linked');
  });
});

describe('the mail server', () => {
  const letter = {
    ...{
      id: 'letter-one',
      to: 'family@demo.kezek.example',
      subject: 'Кезек',
      text: 'Кезек',
      html: '<p>Кезек</p>',
    },
  };
  const waits = { dnsTimeout: 500, connectionTimeout: 500, greetingTimeout: 500, socketTimeout: 500 };
  const send = (scheme: 'smtp' | 'smtps' = 'smtp') =>
    createMailGateway(`${scheme}://127.0.0.1:${line.port}`, waits).send(letter);

  it.each([
    ['greeting', '421 busy', 'unavailable'],
    ['greeting', '554 no service', 'unavailable'],
    ['greeting', 'HTTP/1.1 400 Bad Request', 'unavailable'],
    ['greeting', null, 'unavailable'],
    ['EHLO', null, 'unavailable'],
    ['MAIL', '451 later', 'unavailable'],
    ['MAIL', '550 sender refused', 'unavailable'],
    ['RCPT', '421 closing', 'unavailable'],
    ['RCPT', '450 mailbox busy', 'unavailable'],
    ['RCPT', '451 greylisted', 'unavailable'],
    ['RCPT', '452 full for now', 'unavailable'],
    ['RCPT', '550 no such mailbox', 'rejected'],
    ['RCPT', '551 not here', 'rejected'],
    ['RCPT', '553 not a mailbox', 'rejected'],
    ['RCPT', null, 'unavailable'],
    ['DATA', '451 later', 'unavailable'],
    ['DATA', '554 no', 'rejected'],
    ['DATA', null, 'unavailable'],
    ['letter', '452 no room now', 'unavailable'],
    ['letter', '552 too large', 'rejected'],
    ['letter', '554 looks like spam', 'rejected'],
    ['letter', null, 'unavailable'],
    ['letter', '250 taken', 'accepted'],
  ] as const)('that answers %s with %s: %s', async (word, said, meaning) => {
    line.now(speaksSmtp({ [word]: said }));
    expect(await send()).toBe(meaning);
  });

  it('that is silent, or whose TLS handshake hangs, is given up', async () => {
    line.now(SILENT);
    expect(await Promise.all([send('smtp'), send('smtps')])).toEqual(['unavailable', 'unavailable']);
  });

  it('on another machine gets no letter in the clear, however willing it is', async () => {
    const heard: string[] = [];
    line.now((socket) => {
      socket.on('data', (bytes) => heard.push(bytes.toString('latin1')));
      speaksSmtp({})(socket);
    });
    // An address of this machine that does not say so: it counts as another one.
    const gateway = createMailGateway(`smtp://0.0.0.0:${line.port}`, waits);
    expect(await gateway.send(letter)).toBe('unavailable');
    expect(heard.join('')).toMatch(/^EHLO/);
    expect(heard.join('')).not.toMatch(/RCPT|family@/);
    expect(await send()).toBe('accepted');
  });

  it('gets the same letter again under the same name after the line broke in the midst of it', async () => {
    const heads: string[] = [];
    const hear =
      (script: Parameters<typeof speaksSmtp>[0]): Misbehaviour =>
      (socket) => {
        socket.on('data', (bytes) => {
          const id = /^Message-ID: (\S+)/im.exec(bytes.toString('latin1'))?.[1];
          if (id !== undefined) heads.push(id);
        });
        speaksSmtp(script)(socket);
      };
    line.now(hear({ letter: null }));
    expect(await send()).toBe('unavailable');
    line.now(hear({}));
    expect(await send()).toBe('accepted');
    expect(heads).toHaveLength(2);
    expect(heads[1]).toBe(heads[0]);
  });
});
