import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pdfmake from 'pdfmake';
import { createHost, type Host } from '../../core/host.ts';
import { ConfigSchema } from '../../core/protocol/config.ts';
import type { JournalQuery } from '../../core/protocol/journal.ts';
import { openReplica, type Replica } from '../../core/replica/replica.ts';
import { demoPerson } from '../simulators/demo-people.ts';
import { startSimulators } from '../simulators/start.ts';
import { DISTRICT, fillReplica, formNumber, staffReplica } from './desk-register.ts';

/** What `kezek bench desk` prints; times in ms, p95. */
export type DeskBench = {
  readonly name: 'desk';
  readonly figures: Readonly<Record<string, number>>;
  readonly limit: Readonly<Record<string, number>>;
  /** The slowest look at the register ÷ a primary-key read of the same replica. */
  readonly ratio: number;
};

const ROWS = 10_000;
const ROUNDS = 200;
const SUBMISSIONS = 25;
const DOCUMENTS = 20;
const KEY = '5a'.repeat(32);
const ROOT = join(import.meta.dirname, '../..');
const SEARCHES = [
  'әбдіқалық',
  'сейіт нұрасыл',
  'іңкәр',
  'мир',
  '01',
  '2105',
  'одо.2026.0099',
  'демобек тексер',
];
const SORTS = [
  'filedAt',
  'childName',
  'applicantName',
  'status',
  'age',
  'queueNumber',
  'settlement',
] as const;

/**
 * A desk off line with 10 000 applications, through the contract as the page calls it: journal page, search, card, form to
 * *saved* without the person at NCALayer, a document. Beside it the physical limits on the same data: a primary-key read,
 * and the bare PDF library on a page of text with a QR code.
 */
export async function benchDesk(): Promise<DeskBench> {
  const folder = mkdtempSync(join(tmpdir(), 'kezek-bench-'));
  const simulators = await startSimulators({ dataFolder: join(folder, 'simulators'), only: ['ncalayer'] });
  try {
    const { trust, crl, ncalayer } = simulators.addresses();
    const data = join(folder, 'desk');
    const uuids = withReplica(data, (replica) => {
      staffReplica(replica, SUBMISSIONS + 5);
      return fillReplica(replica, ROWS);
    });
    const limit = withReplica(data, (replica) => primaryKeyReads(replica, uuids));
    await simulators.ncalayer?.set({
      obeysFilter: false,
      key: { person: 'synaqov-father', kind: 'gost', state: 'valid', organisation: false },
    });
    const atNcaLayer = stopwatch();
    const host = await createHost({
      config: ConfigSchema.parse({
        district: DISTRICT,
        trustDir: trust,
        crlDir: crl,
        ncalayerUrl: ncalayer?.url,
        ncalayerCa: ncalayer?.ca,
      }),
      dataFolder: data,
      assetsFolder: join(ROOT, 'assets'),
      replicaKey: KEY,
      keyStore: 'file',
      demo: false,
      version: '0',
      emit: (event) => {
        if (event.topic === 'ncalayer') atNcaLayer.toggle(event.open);
      },
    });
    try {
      const journal = await measured(ROUNDS, (n) =>
        page(host, { ...QUERY, ...sortedBy(n), page: 1 + (n % 40) }),
      );
      const search = await measured(ROUNDS, (n) =>
        page(host, { ...QUERY, search: SEARCHES[n % SEARCHES.length] ?? '', ...sortedBy(n) }),
      );
      const card = await measured(ROUNDS, (n) =>
        answered(host, 'application.card', { uuid: uuids[(n * 997) % uuids.length] }),
      );
      const submissions: string[] = [];
      const saved = await measured(
        SUBMISSIONS,
        async (n) => {
          submissions.push(await submit(host, n));
        },
        atNcaLayer.taken,
      );
      const document = await measured(DOCUMENTS, (n) =>
        answered(host, 'document.read', {
          id: `provisional:${submissions[n % submissions.length]}`,
          locale: n % 2 === 0 ? 'kk' : 'ru',
        }),
      );
      const pdf = await barePdf();
      return {
        name: 'desk',
        figures: { journal, search, card, saved, document },
        limit: { primaryKeyRead: limit, barePdf: pdf },
        ratio: round(Math.max(journal, search, card) / limit),
      };
    } finally {
      await host.close();
    }
  } finally {
    await simulators.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

const QUERY: JournalQuery = {
  search: '',
  status: null,
  submission: null,
  groupYear: null,
  queueClass: null,
  kind: null,
  sort: 'filedAt',
  descending: true,
  page: 1,
  pageSize: 25,
};

const sortedBy = (n: number) => ({ sort: SORTS[n % SORTS.length] ?? 'filedAt', descending: n % 2 === 0 });
const page = (host: Host, query: JournalQuery) => answered(host, 'application.journal', query);

function withReplica<T>(folder: string, work: (replica: Replica) => T): T {
  const opened = openReplica({ folder, key: Buffer.from(KEY, 'hex'), mode: 'desk' });
  if (!opened.ok) throw new Error(opened.error);
  try {
    return work(opened.value);
  } finally {
    opened.value.close();
  }
}

/** p95 in ms of reading a row by its key from the same file. */
function primaryKeyReads(replica: Replica, uuids: readonly string[]): number {
  const read = replica.database.prepare<[string], { body: string }>(
    'SELECT body FROM application_record WHERE uuid = ?',
  );
  const times = Array.from({ length: 5 * ROUNDS }, (_, n) => {
    const before = performance.now();
    const row = read.get(uuids[(n * 997) % uuids.length] ?? '');
    if (row === undefined) throw new Error('a row is missing');
    return performance.now() - before;
  });
  return p95(times.slice(ROUNDS));
}

/** A form of an invented family, signed by the one key the stand-in holds: it is that person's own application. */
async function submit(host: Host, n: number): Promise<string> {
  const uuid = randomUUID();
  const form = formNumber(20_000 + n * 31);
  const applicant = demoPerson('synaqov-father');
  await answered(host, 'application.submit', {
    uuid,
    form: {
      ...form,
      applicant: { ...form.applicant, iin: applicant.iin, birthDate: applicant.birthDate },
    },
    storage: 'PKCS12',
    locale: 'kk',
    signer: 'applicant',
    consent: null,
  });
  return uuid;
}

/** The same amount of text and a QR code through the PDF library alone; p95 in ms, warm. */
function barePdf(): Promise<number> {
  const lines = Array.from(
    { length: 40 },
    (_, n) => `${n} Әбдіқалықов Айсұлтан Бекұлы, Көкшетау қаласы, Абай көшесі`,
  );
  return measured(DOCUMENTS, async () => {
    const document = pdfmake.createPdf({
      pageSize: 'A5',
      content: [...lines, { qr: randomUUID(), fit: 85 }],
      defaultStyle: { font: 'Noto Sans', fontSize: 8 },
    });
    await document.getBuffer();
  });
}

async function answered(host: Host, method: string, input: unknown): Promise<void> {
  const result = await host.call(method, input);
  if (!result.ok) throw new Error(`${method}: ${result.error.code} ${result.error.field ?? ''}`);
}

/**
 * p95 in ms after a tenth of the rounds as warm-up.
 * @param others ms of the last round that were not the product's own
 */
async function measured(
  rounds: number,
  work: (n: number) => Promise<void>,
  others: () => number = () => 0,
): Promise<number> {
  const warm = Math.ceil(rounds / 10);
  const times: number[] = [];
  for (let n = 0; n < rounds; n += 1) {
    const before = performance.now();
    await work(n);
    const taken = performance.now() - before - others();
    if (n >= warm) times.push(taken);
  }
  return p95(times);
}

/** Time between the opening and the closing of NCALayer's window, since it was last asked. */
function stopwatch() {
  let since = 0;
  let total = 0;
  return {
    toggle(open: boolean) {
      if (open) since = performance.now();
      else total += performance.now() - since;
    },
    taken() {
      const taken = total;
      total = 0;
      return taken;
    },
  };
}

function p95(times: readonly number[]): number {
  const sorted = times.toSorted((a, b) => a - b);
  return round(sorted[Math.ceil(0.95 * sorted.length) - 1] ?? Number.NaN);
}

const round = (value: number): number => Math.round(value * 1000) / 1000;
