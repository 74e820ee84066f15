/** The thread in which lists are kept: it answers like the source itself, and its death harms nobody. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { RevocationEvent, RevocationSource } from '../../../core/eds/revocation/answer.ts';
import { startRevocationThread } from '../../../core/eds/revocation/thread.ts';
import { loadTrust } from '../../../core/eds/verify.ts';
import { FRESH, openStage, type Stage } from './stage.ts';

let stage: Stage;
let folder: string;
let source: RevocationSource;
let events: RevocationEvent[];
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());
afterEach(async () => {
  await source.close();
  await stage.reset();
  rmSync(folder, { recursive: true, force: true });
});

function open(): RevocationSource {
  folder = mkdtempSync(join(tmpdir(), 'kezek-thread-'));
  events = [];
  const options = { folder, hosts: 'of-authority' as const, allowLegacy: false, freshMs: FRESH };
  source = startRevocationThread(options, (event) => events.push(event));
  return source;
}

const ask = (certificate: Uint8Array, patience?: number) =>
  source.check({
    certificate,
    trust: stage.trust,
    at: new Date(),
    ...(patience === undefined ? {} : { patience }),
  });

describe('the thread', () => {
  it('answers, keeps lists and tells their age', async () => {
    open();
    expect(await ask(stage.person(), 20_000)).toMatchObject({ state: 'good' });
    expect(await ask(stage.person('revoked', 'gost'), 20_000)).toMatchObject({ state: 'revoked' });
    await until(() => events.filter(({ event }) => event === 'list-kept').length === 4);
    const standing = await source.standing();
    expect(standing.map(({ delta }) => delta).toSorted()).toEqual([false, false, true, true]);
    expect(standing[0]?.thisUpdate).toBeInstanceOf(Date);
  });

  it('follows the trust of the question', async () => {
    open();
    const nothing = loadTrust([]);
    if (!nothing.ok) throw new Error('no empty trust');
    const certificate = stage.person();
    expect(await ask(certificate, 20_000)).toMatchObject({ state: 'good' });
    const question = { certificate, trust: nothing.value, at: new Date() };
    expect(await source.check(question)).toMatchObject({ state: 'unchecked' });
    expect(await ask(certificate)).toMatchObject({ state: 'good' });
  });

  it('ends at once, with questions that nobody answers any more', async () => {
    open();
    stage.nca.behaviour.set({ ocsp: 'silence', crl: 'silence' });
    const asked = ask(stage.person(), 30_000);
    await until(() => stage.nca.behaviour.now().ocsp === 'silence');
    await source.close();
    expect(await asked).toMatchObject({ state: 'unchecked' });
    expect(await ask(stage.person())).toMatchObject({ state: 'unchecked' });
  });
});

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 20));
}
