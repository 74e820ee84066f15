/** An independent corpus through `kezek verify --batch`: each file with its verdict and its reason (issue 3, "Done when"). */
import { rmSync } from 'node:fs';
import { afterAll, expect, it } from 'vitest';
import { verifyCommand } from '../../../../scripts/kezek/verify.ts';
import { cmsCases } from './cms-cases.ts';
import { INSTALLED, Workshop } from './maker.ts';
import { openFamily } from './people.ts';
import { xmlCases } from './xml-cases.ts';

if (!INSTALLED)
  console.warn('skipped: openssl or xmlsec1 is not installed (apt-get install openssl xmlsec1)');

const workshop = new Workshop();
afterAll(() => rmSync(workshop.folder, { recursive: true }));

it.skipIf(!INSTALLED)(
  'every file of the corpus gets its verdict and its reason',
  { timeout: 120_000 },
  async () => {
    const family = openFamily(workshop);
    const cases = [...xmlCases(workshop, family), ...cmsCases(workshop, family)];
    workshop.write('cases.json', JSON.stringify(cases));
    let out = '';
    const code = await verifyCommand(['--batch', 'cases.json', '--json'], {
      cwd: workshop.folder,
      out: (text) => {
        out += text;
      },
      err: (text) => {
        throw new Error(text);
      },
    });
    expect(code).toBe(0);
    const answers: { id: string; valid: boolean; reason: string | null }[] = JSON.parse(out);
    expect(answers.map(({ id, valid, reason }) => `${id}: ${valid ? 'valid' : reason}`)).toEqual(
      cases.map(({ id, expected }) => `${id}: ${expected}`),
    );
  },
);
