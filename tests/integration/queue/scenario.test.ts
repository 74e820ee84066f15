/** `kezek scenario`: the stories of the fixtures, each of which names the rules and decisions it is about. */

import { readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { playStory } from '../../../scripts/kezek/scenario/play-story.ts';
import { readStory } from '../../../scripts/kezek/scenario/read-story.ts';
import {
  openTemporaryDatabase,
  type TemporaryDatabase,
} from '../../../scripts/kezek/scenario/temporary-database.ts';
import { scenarioCommand } from '../../../scripts/kezek/scenario.ts';
import { emptyStage } from './empty.ts';

const STORIES = path.join(import.meta.dirname, '../../fixtures/scenarios');
const names = readdirSync(STORIES)
  .filter((file) => file.endsWith('.json') && !file.endsWith('.expected.json'))
  .map((file) => path.basename(file, '.json'));

function titleOf(name: string): string {
  const { title, about } = JSON.parse(readFileSync(path.join(STORIES, `${name}.json`), 'utf8'));
  return about === undefined ? name : `${about}: ${title}`;
}

describe('stories', () => {
  let database: TemporaryDatabase;

  beforeAll(async () => {
    database = await openTemporaryDatabase();
  });
  afterAll(async () => {
    await database.close();
  });

  it.each(names.map((name) => ({ name, title: titleOf(name) })))('$title', async ({ name }) => {
    await emptyStage(database.db);
    const read = await readStory(path.join(STORIES, `${name}.json`));
    if (!read.ok) throw new Error(read.error.join('\n'));
    const outcome = await playStory(database.db, read.value.story, (text) => {
      throw new Error(text);
    });
    const expected: unknown = JSON.parse(await readFile(path.join(STORIES, `${name}.expected.json`), 'utf8'));
    expect(outcome).toEqual(expected);
  });
});

describe('kezek scenario', () => {
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'kezek-stories-'));
  });
  afterAll(async () => {
    await rm(folder, { recursive: true, force: true });
  });

  async function run(args: readonly string[]) {
    const said = { out: '', err: '' };
    const exit = await scenarioCommand(args, {
      cwd: folder,
      env: {},
      out: (text) => {
        said.out += text;
      },
      err: (text) => {
        said.err += text;
      },
    });
    return { exit, ...said };
  }

  async function tell(story: unknown) {
    const file = path.join(folder, 'story.json');
    await writeFile(file, typeof story === 'string' ? story : JSON.stringify(story));
    return run(['story.json', '--json']);
  }

  const choice = { at: '2026-03-02T09:00:00+05:00', do: 'choosePlace', application: 'nobody', group: 'g1' };
  const step = { at: '2026-03-02T09:00:00+05:00', do: 'observe', as: 't1' };
  const story = (more: object = {}) => ({
    start: '2026-03-02T08:00:00+05:00',
    policy: 'classic',
    kindergartens: [
      {
        ...{ id: 'k1', district: '111000000' },
        groups: [{ id: 'g1', birthYear: 2022, language: 'kk', kind: 'general', capacity: 1 }],
      },
    ],
    steps: [step],
    ...more,
  });

  it('prints one line of JSON and nothing else; refused steps are no failure; strange fields are named', async () => {
    const told = await tell(
      story({
        title: 'ignored',
        facts: { any: 'thing' },
        steps: [{ ...choice, why: 'ignored', bananas: 3 }, step],
      }),
    );
    expect(told).toEqual({
      exit: 0,
      out: `${JSON.stringify({
        steps: [{ ok: false, error: 'not-found' }, { ok: true }],
        observations: {
          t1: { applications: {}, places: { g1: { offered: 0, open: 0, taken: 0 } }, notices: [] },
        },
      })}\n`,
      err: 'steps.0.bananas: no such field here, passed over\n',
    });
  });

  it('takes the rules of the manuals where no policy is named, and NONE for no benefit', async () => {
    const child = { district: '111000000', applicant: '850717300014', child: '220105501235' };
    const told = await tell(
      story({
        policy: undefined,
        steps: [
          { ...step, do: 'apply', as: 'a1', ...child, benefit: 'NONE' },
          { at: step.at, do: 'publishPlaces', group: 'g1', places: 1 },
          step,
        ],
      }),
    );
    expect(told).toMatchObject({ exit: 0, err: '' });
    // Three working days after Monday the 2nd, not the two of voucher2025.
    expect(JSON.parse(told.out)).toMatchObject({
      observations: { t1: { applications: { a1: { status: 'notified', chooseBy: '2026-03-05' } } } },
    });
  });

  it.each([
    ['not JSON', '{ "start": ', /is no JSON/],
    ['an unknown policy', story({ policy: 'mine' }), /policy/],
    ['a moment without an offset', story({ start: '2026-03-02T08:00:00' }), /start: .*offset/],
    ['a day that is none', story({ start: '2026-02-30T08:00:00+05:00' }), /start/],
    ['an unknown step', story({ steps: [{ ...step, do: 'dance' }] }), /steps\.0\.do/],
    [
      'a step without its application',
      story({ steps: [{ ...step, do: 'withdraw' }] }),
      /steps\.0\.application/,
    ],
    [
      'half a place',
      story({ steps: [{ ...step, do: 'publishPlaces', group: 'g1', places: 0.5 }] }),
      /steps\.0\.places/,
    ],
    [
      'an unknown role',
      story({ steps: [{ ...step, do: 'withdraw', application: 'a1', by: { iin: '1', role: 'king' } }] }),
      /steps\.0\.by\.role/,
    ],
    [
      'an extension to no day',
      story({ steps: [{ ...step, do: 'extendReferral', application: 'a1', until: '2026-13-01' }] }),
      /steps\.0\.until/,
    ],
    [
      'a step before the one above',
      story({ steps: [step, { ...step, as: 't2', at: '2026-03-02T08:59:59.999+05:00' }] }),
      /steps\.1\.at/,
    ],
    ['a step before the start', story({ start: '2026-03-02T09:00:01+05:00' }), /steps\.0\.at/],
    ['two observations of one name', story({ steps: [step, step] }), /steps\.1\.as/],
    [
      'an application in a district that the region does not have',
      story({
        steps: [
          {
            ...{ ...step, do: 'apply', as: 'a1' },
            ...{ district: '751110000', applicant: '850717300014', child: '220105501235' },
          },
        ],
      }),
      /steps\.0\.district: .*region/,
    ],
    [
      'a kindergarten in no district',
      story({ kindergartens: [{ ...story().kindergartens[0], district: '999' }] }),
      /kindergartens\.0\.district/,
    ],
    [
      'two groups of one name',
      story({ kindergartens: [...story().kindergartens, { ...story().kindergartens[0], id: 'k2' }] }),
      /kindergartens\.1\.groups\.0\.id/,
    ],
  ])('ends with 2 and names the place: %s', async (_, given, place) => {
    const told = await tell(given);
    expect(told).toMatchObject({ exit: 2, out: '' });
    expect(told.err).toMatch(place);
  });

  it('ends with 2 without a file, with two, or with one that is not there', async () => {
    expect((await run([])).exit).toBe(2);
    expect((await run(['a.json', 'b.json'])).exit).toBe(2);
    expect(await run(['absent.json'])).toMatchObject({ exit: 2, out: '' });
  });
});
