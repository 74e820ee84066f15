/** What desk and server learn of a key from the National CA's services while they answer, and while they fail in every way. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { MINUTE, openStage, type Stage } from './stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());
afterEach(() => stage.reset());

const BAD_LISTS = ['http-error', 'garbage', 'empty', 'silence', 'cut', 'forged', 'future'] as const;
const NO_LIST = { crl: 'http-error' } as const;

describe('with everything in order', () => {
  it.each(['rsa-sign', 'gost'] as const)('a good key is good (%s)', async (kind) => {
    const source = stage.open();
    const answer = await stage.check(source, stage.person('valid', kind));
    expect(answer.state).toBe('good');
    expect(answer.asOf).toBeInstanceOf(Date);
  });

  it('a revoked key is revoked, whichever of the services is asked', async () => {
    const revoked = stage.person('revoked');
    expect(await stage.check(stage.open(), revoked)).toMatchObject({ state: 'revoked' });
    stage.nca.behaviour.set({ ocsp: 'http-error' });
    expect(await stage.check(stage.open(), revoked)).toMatchObject({ state: 'revoked', source: 'crl' });
    stage.nca.behaviour.set({ ocsp: 'normal', ...NO_LIST });
    expect(await stage.check(stage.open(), revoked)).toMatchObject({ state: 'revoked', source: 'ocsp' });
  });

  it('fresh lists answer without anybody being asked', async () => {
    stage.nca.behaviour.set({ ocsp: 'http-error' });
    const source = stage.open();
    const person = stage.person();
    await stage.check(source, person);
    stage.nca.behaviour.set({ crl: 'http-error' });
    const events = source.events.length;
    expect(await stage.check(source, person)).toMatchObject({ state: 'good', source: 'crl' });
    expect(source.events).toHaveLength(events);
  });

  it('a key that is revoked meanwhile turns from good to revoked as soon as what is known is no longer fresh', async () => {
    const source = stage.open();
    const person = stage.person();
    expect(await stage.check(source, person)).toMatchObject({ state: 'good' });
    stage.nca.behaviour.set({ revoked: [stage.serialOf(person)] });
    stage.later(11 * MINUTE);
    expect(await stage.check(source, person)).toMatchObject({ state: 'revoked' });
  });

  it('and by the delta list alone, while OCSP is away and the complete list is not asked for again', async () => {
    stage.nca.behaviour.set({ ocsp: 'cut' });
    const source = stage.open();
    const person = stage.person();
    expect(await stage.check(source, person)).toMatchObject({ state: 'good', source: 'crl' });
    stage.nca.behaviour.set({ revoked: [stage.serialOf(person)] });
    stage.later(11 * MINUTE);
    expect(await stage.check(source, person)).toMatchObject({ state: 'revoked', source: 'crl' });
    const kept = source.events.flatMap((event) => (event.event === 'list-kept' ? [event.address] : []));
    expect(kept.filter((address) => address.endsWith('/nca_rsa_demo.crl'))).toHaveLength(1);
    expect(kept.filter((address) => address.endsWith('/nca_d_rsa_demo.crl'))).toHaveLength(2);
  });

  it('what was revoked after the instant it is judged for does not touch it', async () => {
    const source = stage.open();
    const person = stage.person();
    stage.nca.behaviour.set({ revoked: [stage.serialOf(person)] });
    const before = new Date(stage.now() - 120 * MINUTE);
    const question = { certificate: person, trust: stage.trust, at: before };
    expect(await source.check(question)).toMatchObject({ state: 'good' });
    stage.nca.behaviour.set({ ocsp: 'http-error' });
    expect(await stage.open().check(question)).toMatchObject({ state: 'good', source: 'crl' });
  });
});

describe('OCSP, where no list is at hand, means good only by a sound answer', () => {
  it('from the responder that the authority certified, or from the authority itself', async () => {
    for (const ocsp of ['normal', 'issuer-signed', 'no-next-update'] as const) {
      stage.nca.behaviour.set({ ...NO_LIST, ocsp });
      expect([ocsp, await stage.check(stage.open(), stage.person())]).toMatchObject([
        ocsp,
        { state: 'good', source: 'ocsp' },
      ]);
    }
  });

  it.each([
    'unknown',
    'malformed-request',
    'internal-error',
    'try-later',
    'signature-required',
    'unauthorized',
    'wrong-nonce',
    'no-nonce',
    'stale',
    'future',
    'other-certificate',
    'leaf-signed',
    'forged',
    'garbage',
  ] as const)('never by one that is %s', async (ocsp) => {
    stage.nca.behaviour.set({ ...NO_LIST, ocsp });
    const source = stage.open();
    expect(await stage.check(source, stage.person())).toMatchObject({ state: 'unusable', source: null });
    if (ocsp !== 'unknown') expect(source.events.map(({ event }) => event)).toContain('ocsp-failed');
  });

  it.each(['http-error', 'empty', 'cut'] as const)('nor where it is away: %s', async (ocsp) => {
    stage.nca.behaviour.set({ ...NO_LIST, ocsp });
    expect(await stage.check(stage.open(), stage.person())).toMatchObject({ state: 'unchecked' });
  });

  it('is asked with another nonce each time: an answer that was kept from before is none', async () => {
    const { nca } = stage;
    nca.behaviour.set({ ...NO_LIST });
    const source = stage.open();
    expect(await stage.check(source, stage.person())).toMatchObject({ state: 'good' });
    nca.behaviour.set({ ocsp: 'wrong-nonce' });
    stage.later(11 * MINUTE);
    expect(await stage.check(source, stage.person())).toMatchObject({ state: 'unusable' });
  });
});

describe('lists, while OCSP is away', () => {
  it.each(BAD_LISTS)('never make a key good when they are %s', async (crl) => {
    stage.nca.behaviour.set({ crl, ocsp: 'http-error' });
    const answer = await stage.check(stage.open(), stage.person(), 400);
    const there = crl === 'garbage' || crl === 'forged' || crl === 'future';
    expect(answer).toMatchObject({ state: there ? 'unusable' : 'unchecked', source: null, asOf: null });
  });

  it.each(['expired', 'no-next-update'] as const)(
    'that are %s do not make a key good, yet what they name as revoked is revoked',
    async (crl) => {
      stage.nca.behaviour.set({ crl, ocsp: 'http-error' });
      const source = stage.open();
      expect(await stage.check(source, stage.person())).toMatchObject({ state: 'unusable' });
      expect(await stage.check(source, stage.person('revoked'))).toMatchObject({ state: 'revoked' });
    },
  );

  it.each([...BAD_LISTS, 'expired'] as const)(
    'and a good one stays in place when the next is %s',
    async (crl) => {
      stage.nca.behaviour.set({ ocsp: 'http-error' });
      const source = stage.open();
      const person = stage.person();
      await stage.check(source, person);
      stage.nca.behaviour.set({ crl });
      stage.later(13 * 60 * MINUTE);
      expect(await stage.check(source, person, 400)).toMatchObject({ state: 'good', source: 'crl' });
      expect(await stage.check(source, stage.person('revoked'), 400)).toMatchObject({ state: 'revoked' });
    },
  );

  it('but not for longer than its own time', async () => {
    stage.nca.behaviour.set({ ocsp: 'http-error' });
    const source = stage.open();
    await stage.check(source, stage.person());
    stage.nca.behaviour.set({ crl: 'http-error' });
    stage.later(31 * 24 * 60 * MINUTE);
    expect(await stage.check(source, stage.person())).toMatchObject({ state: 'unusable' });
  });
});

describe('nothing waits for the network longer than it has patience', () => {
  it('when everything is silent', async () => {
    stage.nca.behaviour.set({ crl: 'silence', ocsp: 'silence' });
    expect(await stage.check(stage.open(), stage.person(), 300)).toMatchObject({ state: 'unchecked' });
  });

  it('when the answers are slow, which come to good use later', async () => {
    stage.nca.behaviour.set({ delay: 700 });
    const source = stage.open();
    expect(await stage.check(source, stage.person(), 100)).toMatchObject({ state: 'unchecked' });
    expect(await stage.check(source, stage.person(), 20_000)).toMatchObject({ state: 'good' });
  });

  it('a service that failed is left alone before it is tried again', async () => {
    stage.nca.behaviour.set({ crl: 'cut', ocsp: 'cut' });
    const source = stage.open();
    await stage.check(source, stage.person());
    const tried = source.events.length;
    expect(tried).toBe(3);
    await stage.check(source, stage.person());
    expect(source.events).toHaveLength(tried);
    stage.nca.behaviour.reset();
    stage.later(2 * MINUTE);
    expect(await stage.check(source, stage.person())).toMatchObject({ state: 'good' });
  });
});
