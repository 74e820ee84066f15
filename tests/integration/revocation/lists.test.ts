/** Which lists are believed, how a delta changes a complete list, and what is left on disk. */
import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { parseCertificate } from '../../../core/eds/certificate.ts';
import type { RevocationEvent } from '../../../core/eds/revocation/answer.ts';
import { certify, DAY, HOUR, listOf, MINUTE, openShelf, openStage, type Shelf, type Stage } from './stage.ts';

let stage: Stage;
let shelf: Shelf;
let person: Uint8Array;
let serial: Uint8Array;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());
beforeEach(async () => {
  shelf = await openShelf();
  person = certify(stage, { crlUrl: `${shelf.url}/complete`, deltaCrlUrl: `${shelf.url}/delta` });
  const parsed = parseCertificate(person);
  if (!parsed.ok) throw new Error('no certificate');
  serial = parsed.value.serial;
});
afterEach(async () => {
  await stage.reset();
  await shelf.close();
});

const hoursAgo = (hours: number) => new Date(Date.now() - hours * HOUR);
const entry = (reason = 1) => ({ serial, at: hoursAgo(2), reason });
const failures = (events: readonly RevocationEvent[]) =>
  events.flatMap((event) => (event.event === 'list-failed' ? [event.because] : []));
const keptAddresses = (events: readonly RevocationEvent[]) =>
  events.flatMap((event) => (event.event === 'list-kept' ? [new URL(event.address).pathname] : []));

describe('a delta list', () => {
  it('revokes what the complete list does not name', async () => {
    shelf.put('/complete', listOf(stage, { number: 5 }));
    shelf.put('/delta', listOf(stage, { number: 6, deltaBase: 5, revoked: [entry()] }));
    expect(await stage.check(stage.open(), person)).toMatchObject({ state: 'revoked', source: 'crl' });
  });

  it('takes back what was only on hold', async () => {
    shelf.put('/complete', listOf(stage, { number: 5, revoked: [entry(6)] }));
    const source = stage.open();
    expect(await stage.check(source, person)).toMatchObject({ state: 'revoked' });
    shelf.put(
      '/delta',
      listOf(stage, { number: 6, deltaBase: 5, revoked: [entry(8)], thisUpdate: new Date() }),
    );
    stage.later(11 * MINUTE);
    await source.refreshDue();
    expect(await stage.check(source, person)).toMatchObject({ state: 'good', source: 'crl' });
  });

  it('takes nothing back once it is out of date', async () => {
    shelf.put('/complete', listOf(stage, { number: 5, revoked: [entry(6)] }));
    shelf.put(
      '/delta',
      listOf(stage, { number: 6, deltaBase: 5, revoked: [entry(8)], nextUpdate: hoursAgo(0.5) }),
    );
    expect(await stage.check(stage.open(), person)).toMatchObject({ state: 'revoked' });
  });

  it('is no answer of its own: without the complete list a key is not good, though what it revokes is revoked', async () => {
    shelf.put('/delta', listOf(stage, { number: 6, deltaBase: 5 }));
    expect(await stage.check(stage.open(), person)).toMatchObject({ state: 'unusable' });
    shelf.put('/delta', listOf(stage, { number: 6, deltaBase: 5, revoked: [entry()] }));
    expect(await stage.check(stage.open(), person)).toMatchObject({ state: 'revoked' });
  });

  it('that continues a newer complete list has that one fetched, long before it would be due', async () => {
    shelf.put('/complete', listOf(stage, { number: 5 }));
    shelf.put('/delta', listOf(stage, { number: 6, deltaBase: 5 }));
    const source = stage.open();
    expect(await stage.check(source, person)).toMatchObject({ state: 'good' });
    shelf.put('/complete', listOf(stage, { number: 8, revoked: [entry()], thisUpdate: new Date() }));
    shelf.put('/delta', listOf(stage, { number: 9, deltaBase: 8, thisUpdate: new Date() }));
    stage.later(11 * MINUTE);
    await stage.check(source, person);
    stage.later(11 * MINUTE);
    expect(await stage.check(source, person)).toMatchObject({ state: 'revoked' });
  });
});

describe('a list is not believed', () => {
  const foreign = () => stage.nca.ca.stranger('rsa').issuing;

  it.each([
    ['of another authority with the same name', () => listOf(stage, { number: 5, issuerKey: foreign().key })],
    ['of another authority of the same house', () => stage.nca.ca.crl('gost', 'issuing')],
    [
      'signed with a changed content',
      () => {
        const list = listOf(stage, { number: 5 });
        list[list.length >> 1] = (list[list.length >> 1] ?? 0) ^ 1;
        return list;
      },
    ],
    ['made in the future', () => listOf(stage, { number: 5, thisUpdate: new Date(Date.now() + HOUR) })],
    ['that is a delta in the place of a complete list', () => listOf(stage, { number: 5, deltaBase: 4 })],
    [
      'with something critical that nobody understands',
      () =>
        listOf(stage, {
          number: 5,
          extraExtensions: [{ oid: '1.2.398.9.9', critical: true, value: Uint8Array.of(5, 0) }],
        }),
    ],
    ['cut in half', () => listOf(stage, { number: 5 }).subarray(0, 200)],
  ])('%s', async (_, make) => {
    shelf.put('/complete', make());
    const source = stage.open();
    expect(await stage.check(source, person)).toMatchObject({ state: 'unusable' });
  });

  it('that is older than the one at hand: somebody repeats it', async () => {
    shelf.put('/complete', listOf(stage, { number: 6, revoked: [entry()], thisUpdate: hoursAgo(1) }));
    const source = stage.open();
    expect(await stage.check(source, person)).toMatchObject({ state: 'revoked' });
    shelf.put('/complete', listOf(stage, { number: 5, thisUpdate: hoursAgo(3) }));
    stage.later(13 * HOUR);
    await source.refreshDue();
    expect(failures(source.events)).toContain('older');
    expect(await stage.check(source, person)).toMatchObject({ state: 'revoked' });
  });

  it('and a list that its authority made long ago is not fresh, however lately it was fetched', async () => {
    const asking = certify(stage, { crlUrl: `${shelf.url}/complete`, ocspUrl: `${shelf.url}/ocsp` });
    shelf.put('/complete', listOf(stage, { number: 5, thisUpdate: hoursAgo(30) }));
    const source = stage.open();
    expect(await stage.check(source, asking)).toMatchObject({ state: 'good', source: 'crl' });
    expect(shelf.asked).toContain('/ocsp');
  });
});

describe('the network gives only what it may', () => {
  it('not more than 32 MB', async () => {
    shelf.put('/complete', new Uint8Array(32 * 1024 * 1024 + 1));
    const source = stage.open();
    expect(await stage.check(source, person, 30_000)).toMatchObject({ state: 'unchecked' });
    expect(failures(source.events)).toContain('too-large');
  });

  it('nothing from a host it is sent away to', async () => {
    const other = await openShelf();
    other.put('/complete', listOf(stage, { number: 5 }));
    const away = other.url.replace('127.0.0.1', 'localhost');
    const headers = (location: string) => ({
      status: 302,
      type: 'text/plain',
      body: '',
      headers: { location },
    });
    shelf.put('/complete', headers(`${away}/complete`));
    const source = stage.open();
    expect(await stage.check(source, person)).toMatchObject({ state: 'unchecked' });
    expect(failures(source.events)).toContain('elsewhere');
    expect(other.asked).toEqual([]);
    shelf.put('/moved', listOf(stage, { number: 5 }));
    shelf.put('/complete', headers('/moved'));
    expect(await stage.check(stage.open(), person)).toMatchObject({ state: 'good' });
    await other.close();
  });

  it('nothing from hosts that the configuration does not name, and nothing but HTTP', async () => {
    shelf.put('/complete', listOf(stage, { number: 5 }));
    expect(await stage.check(stage.open({ hosts: ['crl.pki.gov.kz'] }), person)).toMatchObject({
      state: 'unchecked',
    });
    expect(await stage.check(stage.open({ hosts: [] }), person)).toMatchObject({ state: 'unchecked' });
    expect(shelf.asked).toEqual([]);
    expect(await stage.check(stage.open({ hosts: ['127.0.0.1'] }), person)).toMatchObject({ state: 'good' });
    for (const crlUrl of [
      'ldap://127.0.0.1/cn=list',
      'file:///etc/passwd',
      'http://a:b@127.0.0.1/',
      'no address',
    ])
      expect(await stage.check(stage.open(), certify(stage, { crlUrl }))).toMatchObject({
        state: 'unchecked',
      });
  });

  it('nothing at all for a certificate that no trusted authority made', async () => {
    const stranger = stage.nca.ca.signer({ person: 'synaqov-father', kind: 'rsa-sign', state: 'stranger' });
    const source = stage.open();
    expect(await stage.check(source, stranger.certificate)).toMatchObject({ state: 'unchecked' });
    expect(source.events).toEqual([]);
  });

  it('only what has changed, where the server can tell', async () => {
    const list = listOf(stage, { number: 5 });
    let conditional = 0;
    shelf.put('/complete', (request) => {
      if (request.headers['if-none-match'] !== '"five"')
        return { status: 200, type: 'application/pkix-crl', body: list, headers: { etag: '"five"' } };
      conditional += 1;
      return { status: 304, type: 'application/pkix-crl', body: '' };
    });
    const source = stage.open();
    await stage.check(source, person);
    stage.later(13 * HOUR);
    await source.refreshDue();
    expect(conditional).toBe(1);
    expect(keptAddresses(source.events)).toEqual(['/complete']);
    const [standing] = await source.standing();
    expect(standing?.confirmedAt.getTime()).toBeGreaterThan(Date.now() + 12 * HOUR);
  });
});

describe('on disk', () => {
  it('lists outlive the program: the next one answers from them while the line is down', async () => {
    shelf.put('/complete', listOf(stage, { number: 5 }));
    const first = stage.open();
    await stage.check(first, person);
    await first.close();
    shelf.put('/complete', { status: 503, type: 'text/plain', body: '' });
    const next = stage.open({ folder: first.folder });
    expect(await stage.check(next, person)).toMatchObject({ state: 'good', source: 'crl' });
    expect(await next.standing()).toMatchObject([{ address: `${shelf.url}/complete`, delta: false }]);
  });

  it('are readable by this user only, and nothing half written stays', async () => {
    shelf.put('/complete', listOf(stage, { number: 5 }));
    const { folder, ...source } = stage.open();
    await stage.check(source, person);
    const names = readdirSync(folder);
    expect(names).toHaveLength(2);
    for (const name of names) expect(statSync(join(folder, name)).mode & 0o077).toBe(0);
    expect(statSync(folder).mode & 0o077).toBe(0);
  });

  it.each([
    [
      'changed',
      (path: string) => {
        const bytes = readFileSync(path);
        bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 1;
        writeFileSync(path, bytes);
      },
    ],
    ['emptied', (path: string) => writeFileSync(path, '')],
    ['removed', (path: string) => rmSync(path)],
    [
      'exchanged for another list',
      (path: string) =>
        writeFileSync(
          path,
          listOf(stage, { number: 9, issuerKey: stage.nca.ca.stranger('rsa').issuing.key }),
        ),
    ],
  ])('a list that was %s there is no answer, and is fetched anew', async (_, spoil) => {
    shelf.put('/complete', listOf(stage, { number: 5 }));
    const first = stage.open();
    await stage.check(first, person);
    await first.close();
    const name = readdirSync(first.folder).find((each) => each.endsWith('.crl')) ?? '';
    spoil(join(first.folder, name));
    shelf.put('/complete', { status: 503, type: 'text/plain', body: '' });
    const without = stage.open({ folder: first.folder });
    expect((await stage.check(without, person)).state).not.toBe('good');
    await without.close();
    shelf.put('/complete', listOf(stage, { number: 5 }));
    expect(await stage.check(stage.open({ folder: first.folder }), person)).toMatchObject({ state: 'good' });
  });

  it('a spoiled note is cleared away with its list', async () => {
    shelf.put('/complete', listOf(stage, { number: 5 }));
    const first = stage.open();
    await stage.check(first, person);
    await first.close();
    const note = readdirSync(first.folder).find((each) => each.endsWith('.json')) ?? '';
    writeFileSync(join(first.folder, note), '{"address":');
    const next = stage.open({ folder: first.folder });
    await next.standing();
    expect(readdirSync(first.folder)).toEqual([]);
  });

  it('a folder that cannot be written is told, and stops nothing', async () => {
    shelf.put('/complete', listOf(stage, { number: 5 }));
    const source = stage.open({ folder: '/dev/null/lists' });
    expect(await stage.check(source, person)).toMatchObject({ state: 'good' });
    expect(source.events.map(({ event }) => event)).toContain('folder-failed');
  });
});

describe('in the background', () => {
  it('a list is asked for before it is out of date', async () => {
    shelf.put('/complete', listOf(stage, { number: 5, nextUpdate: new Date(Date.now() + 2 * HOUR) }));
    const source = stage.open();
    await stage.check(source, person);
    stage.later(HOUR);
    await source.refreshDue();
    expect(keptAddresses(source.events)).toEqual(['/complete']);
    shelf.put(
      '/complete',
      listOf(stage, { number: 6, thisUpdate: new Date(), nextUpdate: new Date(Date.now() + DAY) }),
    );
    stage.later(45 * MINUTE);
    await source.refreshDue();
    expect(keptAddresses(source.events)).toEqual(['/complete', '/complete']);
    stage.later(30 * MINUTE);
    expect(await stage.check(source, person)).toMatchObject({ state: 'good' });
  });

  it('what nobody needs any more is neither asked for nor kept', async () => {
    shelf.put('/complete', listOf(stage, { number: 5, nextUpdate: new Date(Date.now() + 90 * DAY) }));
    const source = stage.open();
    await stage.check(source, person);
    stage.later(8 * DAY);
    const asked = shelf.asked.length;
    await source.refreshDue();
    expect(shelf.asked).toHaveLength(asked);
    stage.later(23 * DAY);
    await source.refreshDue();
    expect(await source.standing()).toEqual([]);
    expect(readdirSync(source.folder)).toEqual([]);
  });
});
