import { generateKeyPairSync } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fromBase32, toBase32 } from '../../../core/ledger/base32.ts';
import { checkSlip, hashFacts, readSlipKey, type SlipFacts, signSlip } from '../../../core/ledger/slip.ts';
import { slipCommand } from '../../../scripts/kezek/slip.ts';

const { privateKey, publicKey } = generateKeyPairSync('ed25519');
const facts: SlipFacts = {
  uuid: '5f0c9a0e-6d1a-4a64-9f5e-0d9b7f1a2c3d',
  number: 'ОДО.2026.000123',
  queueNumber: 148,
  filedAt: '2026-03-02T04:05:06.789Z',
  hash: hashFacts({ number: 'ОДО.2026.000123', queueNumber: 148 }),
};
const slip = signSlip(facts, privateKey);

const anyFacts: fc.Arbitrary<SlipFacts> = fc.record({
  uuid: fc.uuid(),
  number: fc.stringMatching(/^[ОС]ДО\.20[0-9]{2}\.[0-9]{6}$/),
  queueNumber: fc.integer({ min: 1, max: 1_000_000 }),
  filedAt: fc
    .date({ min: new Date('2020-01-01'), max: new Date('2100-01-01'), noInvalidDate: true })
    .map((each) => each.toISOString()),
  hash: fc.stringMatching(/^[0-9a-f]{64}$/),
});

describe('a slip', () => {
  test('gives back what was signed', () => {
    fc.assert(
      fc.property(anyFacts, (each) => {
        expect(checkSlip(signSlip(each, privateKey), publicKey)).toEqual({ ok: true, value: each });
      }),
    );
  });

  test('fits a QR code that a phone reads from paper: capitals and digits only, at most 250 of them', () => {
    expect(slip).toMatch(/^KEZEK1:[A-Z2-7]+$/);
    expect(slip.length).toBeLessThanOrEqual(250);
  });

  test('is read with the spaces and small letters of one who typed it', () => {
    const typed = ` ${slip.toLowerCase().replace(/(.{40})/g, '$1\r\n')} `;
    expect(checkSlip(typed, publicKey)).toEqual({ ok: true, value: facts });
  });

  test('that is changed in any one place is refused', () => {
    for (let place = 7; place < slip.length; place += 1) {
      const changed = slip.slice(0, place) + (slip[place] === 'A' ? 'B' : 'A') + slip.slice(place + 1);
      expect(checkSlip(changed, publicKey).ok, `at ${place}`).toBe(false);
    }
  });

  test('of another server is refused', () => {
    const stranger = generateKeyPairSync('ed25519');
    expect(checkSlip(signSlip(facts, stranger.privateKey), publicKey)).toEqual({
      ok: false,
      error: 'signature',
    });
  });

  test('that is none, cut off or of a later version is malformed', () => {
    for (const text of [
      '',
      'KEZEK1:',
      'https://egov.kz',
      slip.slice(0, 100),
      slip.replace('KEZEK1', 'KEZEK2'),
      `${slip}A`,
    ])
      expect(checkSlip(text, publicKey), text).toEqual({ ok: false, error: 'malformed' });
  });

  test('any text is answered, never with valid', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.uint8Array({ maxLength: 300 }).map((each) => `KEZEK1:${toBase32(each)}`),
        ),
        (text) => {
          expect(checkSlip(text, publicKey).ok).toBe(false);
        },
      ),
    );
  });

  test('is not made of facts that no document has', () => {
    for (const wrong of [
      { uuid: 'x' },
      { queueNumber: -1 },
      { filedAt: 'today' },
      { hash: 'ab' },
      { number: '' },
    ])
      expect(() => signSlip({ ...facts, ...wrong }, privateKey)).toThrow();
    expect(() => signSlip(facts, generateKeyPairSync('x25519').privateKey)).toThrow();
  });
});

test('base32 has one spelling for any bytes', () => {
  fc.assert(
    fc.property(fc.uint8Array(), (bytes) => {
      expect(Buffer.from(fromBase32(toBase32(bytes)) ?? [1])).toEqual(Buffer.from(bytes));
    }),
  );
  expect(fromBase32('AB')).toBeNull();
  expect(toBase32(Buffer.from('foobar'))).toBe('MZXW6YTBOI');
});

test('the hash of facts does not depend on their order, and on everything else it does', () => {
  expect(hashFacts({ a: 1, b: 'x' })).toBe(hashFacts({ b: 'x', a: 1 }));
  expect(hashFacts({ a: 1, b: 'x' })).not.toBe(hashFacts({ a: '1', b: 'x' }));
  expect(hashFacts({ a: null })).not.toBe(hashFacts({ a: '' }));
});

test('the key is read as pairing gives it, as PEM, or from the private half', () => {
  const spki = publicKey.export({ format: 'der', type: 'spki' });
  const forms = [
    spki.toString('base64'),
    publicKey.export({ format: 'pem', type: 'spki' }).toString(),
    privateKey.export({ format: 'pem', type: 'pkcs8' }).toString(),
    privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64'),
  ];
  for (const form of forms) {
    const key = readSlipKey(form);
    expect(key.ok && checkSlip(slip, key.value).ok).toBe(true);
  }
  const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 }).publicKey;
  for (const none of ['', 'abc', rsa.export({ format: 'pem', type: 'spki' }).toString()])
    expect(readSlipKey(none)).toEqual({ ok: false, error: 'malformed' });
});

describe('kezek slip', () => {
  const run = (args: string[], env: Record<string, string> = {}, cwd = tmpdir()) => {
    let out = '';
    let err = '';
    const code = slipCommand(args, {
      cwd,
      env,
      out: (text) => {
        out += text;
      },
      err: (text) => {
        err += text;
      },
    });
    return { code, out, err };
  };
  const key = publicKey.export({ format: 'der', type: 'spki' }).toString('base64');

  test('prints what the document says, in the time of Almaty', () => {
    const { code, out } = run([slip, '--key', key]);
    expect(code).toBe(0);
    expect(out).toContain(
      'valid\nnumber ОДО.2026.000123\nqueue number at registration 148\nfiled 02.03.2026 09:05:06',
    );
    expect(JSON.parse(run([slip, '--json'], { KEZEK_LEDGER_KEY: key }).out)).toEqual({
      valid: true,
      ...facts,
    });
  });

  test('takes the key from a file, relative to where it was called', () => {
    const folder = mkdtempSync(join(tmpdir(), 'kezek-slip-'));
    writeFileSync(join(folder, 'key.pem'), publicKey.export({ format: 'pem', type: 'spki' }));
    const file = join(folder, 'key.pem').slice(tmpdir().length + 1);
    expect(run([slip, '--key', file]).code).toBe(0);
    rmSync(folder, { recursive: true });
  });

  test('at the server, the key that it made for itself is enough', () => {
    const folder = mkdtempSync(join(tmpdir(), 'kezek-slip-'));
    mkdirSync(join(folder, 'server'));
    writeFileSync(join(folder, 'server', 'ledger.key'), privateKey.export({ format: 'pem', type: 'pkcs8' }));
    expect(run([slip], { KEZEK_DATA_DIR: folder }).code).toBe(0);
    const configured = (file: object) => {
      writeFileSync(join(folder, 'kezek.config.json'), JSON.stringify(file));
      return run([slip], {}, folder);
    };
    expect(configured({ dataDir: '.' }).code).toBe(0);
    expect(configured({ ledgerKey: join('server', 'ledger.key') }).code).toBe(0);
    expect(configured({ nonsense: 1 })).toMatchObject({
      code: 2,
      err: expect.stringMatching(/^nonsense: got 1/),
    });
    rmSync(folder, { recursive: true });
  });

  test('says why a slip is not valid, with exit code 1', () => {
    expect(run(['hello', '--key', key])).toMatchObject({ code: 1, out: 'invalid malformed\n' });
    const other = signSlip(facts, generateKeyPairSync('ed25519').privateKey);
    expect(run([other, '--key', key])).toMatchObject({ code: 1, out: 'invalid signature\n' });
    expect(JSON.parse(run([other, '--key', key, '--json']).out)).toEqual({
      valid: false,
      reason: 'signature',
    });
  });

  test('wrong usage is exit code 2 and one clear line', () => {
    expect(run([]).code).toBe(2);
    expect(run([slip]).err).toContain('no key');
    expect(run([slip, '--key', 'nonsense']).err).toContain('--key: takes an Ed25519 key');
    expect(run([slip, '--nonsense']).code).toBe(2);
  });
});
