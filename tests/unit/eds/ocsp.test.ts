/** OCSP: only a fresh answer of the right responder to this very question counts. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkOcspResponse, type OcspVerdict, writeOcspRequest } from '../../../core/eds/ocsp.ts';
import { type Certificate, parseCertificate } from '../../../core/eds/verify.ts';
import {
  type OcspContent,
  writeOcspFailure,
  writeOcspResponse,
} from '../../simulators/demo-ca/ocsp-writer.ts';
import { ADAM, AT, EVA, family, KINDS, key, makeAuthority, makePerson, trust } from './demo-world.ts';

const NONCE = new Uint8Array(32).fill(9);

function read(bytes: Uint8Array): Certificate {
  const parsed = parseCertificate(bytes);
  if (!parsed.ok) throw new Error('no certificate');
  return parsed.value;
}

describe.each(KINDS)('answers by a %s authority', (kind) => {
  const own = family(kind);
  const certificate = read(own.adam.certificate);
  const issuer = read(own.authority.certificate);
  const question = { certificate, issuer, nonce: NONCE };
  const responder = makePerson(own, { commonName: 'OCSP' }, { profile: 'ocsp', publicKey: key(kind, 6) });

  const answer = (changes: Partial<OcspContent> = {}): OcspVerdict =>
    check(
      writeOcspResponse({
        certificate,
        issuer,
        status: { state: 'good' },
        key: key(kind, 6),
        certificates: [responder.certificate],
        producedAt: AT,
        nonce: NONCE,
        ...changes,
      }),
    );
  const check = (bytes: Uint8Array): OcspVerdict => checkOcspResponse(bytes, question, trust(), AT, false);

  it('says good, revoked and unknown', () => {
    expect(answer()).toEqual({ state: 'good' });
    expect(answer({ key: own.authority.key, certificates: [] })).toEqual({ state: 'good' });
    expect(answer({ status: { state: 'unknown' } })).toEqual({ state: 'unknown' });
    const at = new Date('2026-05-01T00:00:00Z');
    expect(answer({ status: { state: 'revoked', at, reason: 1 } })).toEqual({ state: 'revoked', at });
  });

  it.each<[string, Partial<OcspContent>, string]>([
    ['another nonce', { nonce: new Uint8Array(32) }, 'other-nonce'],
    [
      'another person',
      { certificate: read(makePerson(own, EVA, { publicKey: key(kind, 3) }).certificate) },
      'other-certificate',
    ],
    ['another issuer', { issuer: read(own.root.certificate) }, 'other-certificate'],
    [
      'a changed signature',
      { alterSignature: (value) => value.map((octet, i) => (i === 7 ? octet ^ 1 : octet)) },
      'signature',
    ],
    ['the key of a person', { key: own.adam.key, certificates: [own.adam.certificate] }, 'signature'],
    ['no responder', { certificates: [] }, 'signature'],
    [
      'a responder of another authority',
      {
        certificates: [
          makePerson(
            { kind, authority: makeAuthority({ commonName: 'X' }, key(kind, 4), undefined, {}) },
            ADAM,
            { profile: 'ocsp', publicKey: key(kind, 6) },
          ).certificate,
        ],
      },
      'signature',
    ],
    [
      'a responder whose time is over',
      {
        certificates: [
          makePerson(own, ADAM, { profile: 'ocsp', publicKey: key(kind, 6), validTo: new Date('2026-02-01') })
            .certificate,
        ],
      },
      'signature',
    ],
    ['an old answer', { thisUpdate: new Date('2026-05-01') }, 'out-of-date'],
    [
      'an answer that ended',
      { thisUpdate: new Date('2026-05-01'), nextUpdate: new Date('2026-05-20') },
      'out-of-date',
    ],
    ['an answer of tomorrow', { thisUpdate: new Date('2026-06-03') }, 'out-of-date'],
  ])('makes no answer of %s', (_name, changes, because) => {
    expect(answer(changes)).toEqual({ state: 'unusable', because });
  });

  it('makes no answer of an answer without nonce, of a refusal, of bytes', () => {
    const { nonce: _, ...rest } = {
      certificate,
      issuer,
      key: own.authority.key,
      producedAt: AT,
      nonce: NONCE,
    };
    expect(check(writeOcspResponse({ ...rest, status: { state: 'good' } }))).toEqual({
      state: 'unusable',
      because: 'other-nonce',
    });
    for (const status of [1, 2, 3, 5, 6]) {
      expect(check(writeOcspFailure(status))).toEqual({ state: 'unusable', because: 'refused' });
    }
    expect(check(Buffer.from('Try again later'))).toEqual({ state: 'unusable', because: 'malformed' });
    expect(check(new Uint8Array(0))).toEqual({ state: 'unusable', because: 'malformed' });
  });
});

const openssl = spawnSync('openssl', ['version']).error === undefined;
if (!openssl) console.warn('skipped: openssl is not installed');

describe.skipIf(!openssl)('beside openssl', () => {
  it('asks what openssl understands', () => {
    const own = family('rsa');
    const folder = mkdtempSync(join(tmpdir(), 'kezek-ocsp-'));
    try {
      const file = join(folder, 'request.der');
      const certificate = read(own.adam.certificate);
      writeFileSync(
        file,
        writeOcspRequest({ certificate, issuer: read(own.authority.certificate), nonce: NONCE }),
      );
      const { stdout } = spawnSync('openssl', ['ocsp', '-reqin', file, '-req_text'], { encoding: 'utf8' });
      expect(stdout).toContain(certificate.serialNumber.toUpperCase());
      expect(stdout.replace(/\s/g, '')).toContain('0420'.concat('09'.repeat(12)).toUpperCase());
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
