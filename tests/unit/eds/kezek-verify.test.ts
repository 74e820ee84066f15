/** `kezek verify`: its answers, exit codes and one-line complaints (design.md, "The operator's command line"). */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LARGEST_INPUT } from '../../../core/eds/form-error.ts';
import { verifyCommand } from '../../../scripts/kezek/verify.ts';
import { pemOf } from '../../simulators/demo-ca/certificate-writer.ts';
import { signCms } from '../../simulators/demo-ca/cms-signer.ts';
import { signXmlEnveloped } from '../../simulators/demo-ca/xml-signer.ts';
import { ADAM, family, KINDS, list } from './demo-world.ts';

const folder = mkdtempSync(join(tmpdir(), 'kezek-verify-'));
const write = (name: string, content: string | Uint8Array) => writeFileSync(join(folder, name), content);
const { adam } = family('rsa');
const AT = '2026-06-01T12:00:00+05:00';

beforeAll(() => {
  mkdirSync(join(folder, 'trust'));
  mkdirSync(join(folder, 'empty'));
  for (const kind of KINDS) {
    write(`trust/root-${kind}.cer`, family(kind).root.certificate);
    write(`trust/authority-${kind}.pem`, pemOf(family(kind).authority.certificate));
  }
  write('trust/readme.txt', 'not a certificate');
  write('a.xml', signXmlEnveloped('<a>б</a>', adam.key, adam.certificate));
  write('a.cms', signCms(Buffer.from('data'), [adam], { attached: true }));
  write('d.cms', Buffer.from(signCms(Buffer.from('data'), [adam], { attached: false })).toString('base64'));
  write('data', 'data');
  write('good.crl', list(family('rsa')));
  write('old.crl', list(family('rsa'), { nextUpdate: new Date('2026-05-31') }));
  write('large.xml', Buffer.alloc(LARGEST_INPUT + 1, 0x20));
});
afterAll(() => rmSync(folder, { recursive: true }));

async function run(...args: string[]): Promise<{ code: number; answer: unknown; complaint: string }> {
  let out = '';
  let complaint = '';
  const code = await verifyCommand(args, {
    cwd: folder,
    out: (text) => {
      out += text;
    },
    err: (text) => {
      complaint += text;
    },
  });
  return { code, answer: out === '' ? undefined : JSON.parse(out), complaint };
}

describe('one file', () => {
  it('answers for a valid XML with its signers and the signed text', async () => {
    const { code, answer } = await run(
      'a.xml',
      '--trust',
      'trust',
      '--at',
      AT,
      '--crl',
      'good.crl',
      '--json',
    );
    expect(code).toBe(0);
    expect(answer).toMatchObject({
      valid: true,
      content: '<a>б</a>',
      signers: [
        {
          iin: ADAM.iin,
          name: ADAM.commonName,
          bin: null,
          validFrom: '2026-01-01T00:00:00.000Z',
          validTo: '2027-01-01T00:00:00.000Z',
          algorithm: 'RSA-2048',
          revocation: 'good',
        },
      ],
    });
    expect(answer).not.toHaveProperty('reason');
  });

  it.each([
    ['a.cms', [], 0, undefined],
    ['d.cms', ['--data', 'data'], 0, undefined],
    ['d.cms', ['--data', 'a.xml'], 1, 'digest'],
    ['d.cms', [], 1, 'structure'],
    ['data', [], 1, 'malformed'],
    ['large.xml', [], 1, 'structure'],
    ['a.xml', ['--crl', 'old.crl'], 1, 'untrusted'],
    ['a.xml', ['--crl', 'data'], 1, 'untrusted'],
    ['a.xml', ['--crl', 'good.crl', '--crl', 'old.crl'], 1, 'untrusted'],
    ['a.xml', ['--at', '2030-01-01'], 1, 'expired'],
    ['a.xml', ['--purpose', 'organisation'], 1, 'key-usage'],
    ['a.xml', ['--purpose', 'sign-in'], 0, undefined],
    ['a.xml', ['--iin', '900101400015'], 1, 'iin-mismatch'],
    ['a.xml', ['--iin', '850717300014', '--allow-legacy'], 0, undefined],
  ])('%s %j ends with %i %s', async (file, more, expectedCode, reason) => {
    const at = more.includes('--at') ? [] : ['--at', AT];
    const { code, answer } = await run(file, '--trust', 'trust', ...at, ...more, '--json');
    expect([code, (answer as { reason?: string }).reason]).toEqual([expectedCode, reason]);
  });

  it.each([
    [[], 'FILE is missing'],
    [['a.xml'], '--trust is missing'],
    [['a.xml', 'a.cms', '--trust', 'trust'], 'one FILE'],
    [['none.xml', '--trust', 'trust'], 'FILE'],
    [['trust', '--trust', 'trust'], 'FILE'],
    [['a.xml', '--trust', 'none'], '--trust'],
    [['a.xml', '--trust', 'empty'], '--trust'],
    [['a.xml', '--trust', 'trust', '--crl', 'none.crl'], '--crl'],
    [['a.cms', '--trust', 'trust', '--data', 'none'], '--data'],
    [['a.xml', '--trust', 'trust', '--data', 'data'], '--data'],
    [['a.xml', '--trust', 'trust', '--at', 'yesterday'], '--at: got "yesterday"'],
    [['a.xml', '--trust', 'trust', '--at', '2026-02-30T00:00:00Z'], '--at'],
    [['a.xml', '--trust', 'trust', '--at', '2026-06-01T12:00:00'], '--at'],
    [['a.xml', '--trust', 'trust', '--purpose', 'fun'], '--purpose: got "fun"'],
    [['a.xml', '--trust', 'trust', '--iin', '12'], '--iin'],
    [['a.xml', '--trust', 'trust', '--wrong'], '--wrong'],
    [['--batch', 'none.json'], '--batch'],
    [['--batch', 'data'], '--batch'],
    [['a.xml', '--batch', 'data'], '--batch'],
    [['--batch', 'data', '--trust', 'trust'], '--trust'],
  ])('%j is wrong usage', async (args, complaint) => {
    const result = await run(...args);
    expect(result.code).toBe(2);
    expect(result.answer).toBeUndefined();
    expect(result.complaint).toContain(complaint);
  });
});

describe('a batch', () => {
  const trust = ['trust/root-rsa.cer', 'trust/authority-rsa.pem'];
  it('answers case by case, in their order, whatever else the cases say', async () => {
    write(
      'cases.json',
      JSON.stringify([
        {
          id: 'x',
          file: 'a.xml',
          kind: 'xml',
          trust,
          crl: ['good.crl'],
          at: AT,
          why: 'fine',
          expected: { valid: true },
        },
        { id: 'c', file: 'a.cms', kind: 'cms', trust, crl: [], at: AT },
        { id: 'd', file: 'd.cms', kind: 'cms-detached', dataFile: 'data', trust, crl: [], at: AT },
        { id: 'e', file: 'd.cms', kind: 'cms-detached', trust, crl: [], at: AT },
        { id: 'w', file: 'a.cms', kind: 'xml', trust, crl: [], at: AT },
        { id: 'u', file: 'a.xml', kind: 'xml', trust: trust.slice(1), crl: [], at: AT },
        { id: 'o', file: 'a.xml', kind: 'xml', trust, crl: ['old.crl'], at: AT, dataFile: null },
        { id: 't', file: 'a.xml', kind: 'xml', trust: ['data'], at: AT },
        { id: 9, file: 'a.xml', kind: 'xml', trust, at: AT, iin: '900101400015' },
        { id: 'p', file: 'a.xml', kind: 'xml', trust, at: AT, purpose: 'organisation' },
        { id: 'l', file: 'large.xml', kind: 'xml', trust, at: AT },
      ]),
    );
    const { code, answer } = await run('--batch', 'cases.json', '--json');
    expect(code).toBe(0);
    const rows = (answer as { id: string; valid: boolean; reason: string | null; signers: unknown[] }[]).map(
      ({ id, valid, reason, signers }) => [id, valid, reason, signers.length],
    );
    expect(rows).toEqual([
      ['x', true, null, 1],
      ['c', true, null, 1],
      ['d', true, null, 1],
      ['e', false, 'structure', 0],
      ['w', false, 'malformed', 0],
      ['u', false, 'untrusted', 1],
      ['o', false, 'untrusted', 1],
      ['t', false, 'untrusted', 0],
      [9, false, 'iin-mismatch', 1],
      ['p', false, 'key-usage', 1],
      ['l', false, 'structure', 0],
    ]);
  });

  it.each([
    ['the signed file', { file: 'none.xml' }],
    ['a folder in its place', { file: 'trust' }],
    ['its trust', { trust: ['none.cer'] }],
    ['its list', { crl: ['none.crl'] }],
    ['its data', { file: 'd.cms', kind: 'cms-detached', dataFile: 'none' }],
  ])('a case of which %s cannot be read is malformed, and the others are answered', async (_, broken) => {
    const good = { file: 'a.xml', kind: 'xml', trust, at: AT };
    write(
      'cases.json',
      JSON.stringify([
        { ...good, id: 'b', ...broken },
        { ...good, id: 'g' },
      ]),
    );
    const { code, answer } = await run('--batch', 'cases.json', '--json');
    expect(code).toBe(0);
    expect(answer).toMatchObject([
      { id: 'b', valid: false, reason: 'malformed', signers: [] },
      { id: 'g', valid: true, reason: null },
    ]);
  });

  it('says which case is none', async () => {
    write('cases.json', JSON.stringify([{ id: 'x', file: 'a.xml', kind: 'pdf', trust }]));
    expect(await run('--batch', 'cases.json')).toMatchObject({
      code: 2,
      complaint: expect.stringContaining('0.kind'),
    });
  });
});
