/** Revocation at the desk: what is known refuses a key, what is not known leaves the signature provisional for the server. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { buildSignInXml } from '../../../core/eds/sign-in-xml.ts';
import type { Log } from '../../../core/host/log.ts';
import { readTrust, type Trust } from '../../../core/host/trust.ts';
import { signXmlEnveloped } from '../../simulators/demo-ca/xml-signer.ts';
import { HOUR, openStage, type Stage } from './stage.ts';

let stage: Stage;
let folder: string;
const opened: Trust[] = [];
beforeAll(async () => {
  stage = await openStage();
  folder = mkdtempSync(join(tmpdir(), 'kezek-desk-trust-'));
});
afterAll(async () => {
  await stage.close();
  rmSync(folder, { recursive: true, force: true });
});
afterEach(async () => {
  for (const trust of opened.splice(0)) await trust.revocation.close();
  rmSync(join(folder, 'revocation'), { recursive: true, force: true });
  await stage.reset();
});

const said: string[] = [];
const log: Log = {
  info: () => undefined,
  warn: (event, facts) => said.push(`${event} ${facts?.code ?? ''}`),
  error: (event, error) => said.push(`${event} ${String(error)}`),
};

/** A desk as it starts: with what lies in its data folder, and no lists in the configuration unless told. */
function open(crlDir?: string): Trust {
  const config = {
    trustDir: stage.nca.ca.trustFolder,
    edsLegacy: 'off' as const,
    ...(crlDir === undefined ? {} : { crlDir }),
  };
  const trust = readTrust(config, { folder, now: stage.now }, log, () => undefined);
  opened.push(trust);
  return trust;
}

async function verified({ verifier }: Trust, state: 'valid' | 'revoked' = 'valid') {
  const time = new Date(stage.now()).toISOString();
  const xml = buildSignInXml({ version: 1, challenge: 'challenge-of-a-test', desk: 'K01', time });
  const { key, certificate } = stage.nca.ca.signer({ person: 'operator', kind: 'gost', state });
  const verdict = await verifier.verify(signXmlEnveloped(xml, key, certificate), 'sign-in', stage.now());
  return verdict.ok ? (verdict.value.report?.signers[0]?.revocation.state ?? 'no report') : verdict.error;
}

describe('a desk', () => {
  it('knows a good key and a revoked one by what the National CA tells', async () => {
    const trust = open();
    expect(await verified(trust)).toBe('good');
    expect(await verified(trust, 'revoked')).toBe('revoked');
  });

  it('takes a signature provisionally where nobody answers, and says so in its report', async () => {
    stage.nca.behaviour.set({ ocsp: 'cut', crl: 'cut' });
    const trust = open();
    expect(await verified(trust)).toBe('unchecked');
    expect(await verified(trust, 'revoked')).toBe('unchecked');
    expect(said.join('\n')).toContain('list-failed: unreachable');
    stage.nca.behaviour.set({ ocsp: 'forged', crl: 'garbage' });
    stage.later(HOUR);
    expect(await verified(trust)).toBe('unusable');
  });

  it('off line goes on with the lists it kept, over a restart, and shows their age', async () => {
    const first = open();
    await verified(first);
    await untilKept(first);
    await first.revocation.close();
    stage.nca.behaviour.set({ ocsp: 'cut', crl: 'cut' });
    stage.later(2 * 24 * HOUR);
    const next = open();
    expect(await verified(next)).toBe('good');
    expect(await verified(next, 'revoked')).toBe('revoked');
  });

  it('believes the lists of KEZEK_CRL_DIR without asking anybody', async () => {
    stage.nca.behaviour.set({ ocsp: 'revoked', crl: 'cut' });
    const before = said.length;
    expect(await verified(open(stage.nca.ca.crlFolder))).toBe('good');
    expect(said).toHaveLength(before);
  });
});

async function untilKept({ revocation }: Trust): Promise<void> {
  while (revocation.listMadeAt() === null) await new Promise((resolve) => setTimeout(resolve, 20));
}
