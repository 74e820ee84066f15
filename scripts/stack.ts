/**
 * What stands around the window on embedded defaults: the simulators, the central server on its own PostgreSQL, the demo
 * kindergartens, the demo people's roles and a pairing code. Used by `npm start` and by the end-to-end tests.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { freePort } from '../server/database/free-port.ts';
import type { CommandIo } from './kezek/command-io.ts';
import { grantCommand } from './kezek/grant.ts';
import { kindergartenCommand } from './kezek/kindergarten.ts';
import { pairCommand } from './kezek/pair.ts';
import { ended, keepServer } from './server-child.ts';

const root = join(import.meta.dirname, '..');

/** Addresses and folders of the simulators, as `tests/simulators/start.ts` prints them; absent ones were not started. */
const Address = z.looseObject({ url: z.string(), control: z.string() }).optional();
const SimulatorsSchema = z.looseObject({
  trust: z.string(),
  crl: z.string(),
  staff: z.array(
    z.looseObject({
      iin: z.string(),
      role: z.string(),
      district: z.string().nullable(),
      kindergarten: z.string().nullable(),
    }),
  ),
  kindergartens: z.string(),
  ncalayer: z.looseObject({ url: z.string(), control: z.string(), ca: z.string() }).optional(),
  gbdfl: Address,
  bmg: Address,
  sms: Address,
  smtp: Address,
  printer: Address,
});
export type Simulators = z.infer<typeof SimulatorsSchema>;

export type Stack = {
  /** Environment for the window: where server, NCALayer and trust are. */
  readonly environment: Readonly<Record<string, string>>;
  readonly simulators: Simulators;
  readonly serverUrl: string;
  /** Null where the server is not ours: its administrator gives the code, and it is typed. */
  readonly newPairingCode: (mode: 'desk' | 'kiosk') => Promise<string | null>;
  /** Ends server only, or starts it again: the line is down. */
  readonly stopServer: () => Promise<void>;
  readonly startServer: () => Promise<void>;
  readonly close: () => Promise<void>;
};

export type StackOptions = {
  readonly dataFolder: string;
  /** The environment: an address that is set replaces that one simulator. */
  readonly given: Readonly<Record<string, string | undefined>>;
  /** Also a simulated printer; the tests put a real print queue before it. */
  readonly printer?: boolean;
  readonly say: (text: string) => void;
};

/** Starts everything but the window. Throws with a message for people when something cannot start; nothing is left running then. */
export async function startStack(options: StackOptions): Promise<Stack> {
  const children: ChildProcess[] = [];
  try {
    return await startAll(options, children);
  } catch (error) {
    await Promise.all(children.map(ended));
    throw error;
  }
}

async function startAll(options: StackOptions, children: ChildProcess[]): Promise<Stack> {
  const { dataFolder, say } = options;
  const given = withoutEmpty(options.given);
  mkdirSync(dataFolder, { recursive: true });
  say('starting the simulators…');
  const simulators = await startSimulators(options, given, children);
  const environment = environmentOf(dataFolder, given, simulators);
  const wanted = Number(given.KEZEK_PORT ?? 0);
  const port = wanted > 0 ? wanted : await freePort();
  const ownServer = given.KEZEK_SERVER_URL === undefined;
  const serverUrl = given.KEZEK_SERVER_URL ?? `http://127.0.0.1:${port}`;
  const server = keepServer({
    spawn: () => {
      const child = spawn(process.execPath, [join(root, 'scripts', 'server.ts')], {
        cwd: root,
        // The channel tells the server when this process is gone, however it ended.
        stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
        env: { ...process.env, ...environment, KEZEK_PORT: String(port), KEZEK_DATA_DIR: dataFolder },
      });
      children.push(child);
      return child;
    },
    url: serverUrl,
    dataFolder,
    say,
  });
  const command = (collected: string[], said: string[]): CommandIo => ({
    cwd: root,
    env: { ...process.env, ...environment, KEZEK_DATA_DIR: dataFolder },
    out: (text) => void collected.push(text),
    err: (text) => void said.push(text),
  });
  if (ownServer) {
    say('starting the central server…');
    await server.start();
    await enterKindergartens(simulators.kindergartens, command);
    for (const member of simulators.staff) await grant(member, command);
  }
  const district = given.KEZEK_DISTRICT ?? '111000000';
  return {
    environment: { ...environment, KEZEK_SERVER_URL: serverUrl, KEZEK_DEMO: '1' },
    simulators,
    serverUrl,
    newPairingCode: async (mode) => {
      if (!ownServer) return null;
      const [collected, said]: [string[], string[]] = [[], []];
      const exit = await pairCommand(['--district', district, '--mode', mode], command(collected, said));
      const code = /\b[A-Z0-9]{8}\b/.exec(collected.join(''))?.[0];
      if (exit !== 0 || code === undefined)
        throw new Error(`kezek pair gave no code: ${said.join('').trim()}`);
      return code;
    },
    startServer: server.start,
    stopServer: server.stop,
    close: async () => {
      await server.stop();
      await Promise.all(children.map(ended));
    },
  };
}

function withoutEmpty(
  given: Readonly<Record<string, string | undefined>>,
): Readonly<Record<string, string | undefined>> {
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== ''));
}

/** `kezek kindergarten import` of the demo's; what is there from an earlier start stays as it was left. */
async function enterKindergartens(
  file: string,
  command: (collected: string[], said: string[]) => CommandIo,
): Promise<void> {
  const said: string[] = [];
  const exit = await kindergartenCommand(['import', file], command([], said));
  if (exit !== 0) throw new Error(`kezek kindergarten import ended with ${exit}: ${said.join('').trim()}`);
}

/** `kezek grant` for one of the demo people; it is the same command that an administrator runs. */
async function grant(
  member: Simulators['staff'][number],
  command: (collected: string[], said: string[]) => CommandIo,
): Promise<void> {
  const where =
    member.kindergarten !== null
      ? ['--kindergarten', member.kindergarten]
      : member.district !== null
        ? ['--district', member.district]
        : [];
  const said: string[] = [];
  const exit = await grantCommand([member.iin, member.role, ...where], command([], said));
  if (exit !== 0) throw new Error(`kezek grant ${member.role} ended with ${exit}: ${said.join('').trim()}`);
}

/** Those simulators whose address is not set. */
async function startSimulators(
  options: StackOptions,
  given: StackOptions['given'],
  children: ChildProcess[],
): Promise<Simulators> {
  const { dataFolder } = options;
  const wanted = Object.entries({
    ncalayer: given.KEZEK_NCALAYER_URL,
    gbdfl: given.KEZEK_GBDFL_URL,
    bmg: given.KEZEK_BMG_URL,
    sms: given.KEZEK_SMS_URL,
    smtp: given.KEZEK_SMTP_URL,
    printer: options.printer ? undefined : 'none',
  }).flatMap(([name, address]) => (address === undefined ? [name] : []));
  const child = spawn(
    process.execPath,
    [
      join(root, 'tests', 'simulators', 'start.ts'),
      '--data',
      join(dataFolder, 'simulators'),
      '--only',
      wanted.join(','),
    ],
    { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] },
  );
  children.push(child);
  for await (const line of createInterface({ input: child.stdout })) {
    if (line.startsWith('{')) return SimulatorsSchema.parse(JSON.parse(line));
  }
  throw new Error('the simulators ended before they were ready');
}

function environmentOf(
  dataFolder: string,
  given: Readonly<Record<string, string | undefined>>,
  simulators: Simulators,
): Record<string, string> {
  const found: Record<string, string | undefined> = {
    KEZEK_DATA_DIR: join(dataFolder, 'desk'),
    KEZEK_DISTRICT: given.KEZEK_DISTRICT ?? '111000000',
    KEZEK_POLICY: given.KEZEK_POLICY,
    KEZEK_OFFICE_PHONE: given.KEZEK_OFFICE_PHONE ?? '+7 (7162) 00-00-00',
    KEZEK_NCALAYER_URL: given.KEZEK_NCALAYER_URL ?? simulators.ncalayer?.url,
    KEZEK_NCALAYER_CA: given.KEZEK_NCALAYER_CA ?? simulators.ncalayer?.ca,
    KEZEK_TRUST_DIR: given.KEZEK_TRUST_DIR ?? simulators.trust,
    // Without lists in a folder desk and server ask the services that the certificates name, as in the field.
    KEZEK_CRL_DIR: given.KEZEK_CRL_DIR,
    KEZEK_GBDFL_URL: given.KEZEK_GBDFL_URL ?? simulators.gbdfl?.url,
    KEZEK_BMG_URL: given.KEZEK_BMG_URL ?? simulators.bmg?.url,
    KEZEK_SMS_URL: given.KEZEK_SMS_URL ?? simulators.sms?.url,
    KEZEK_SMTP_URL: given.KEZEK_SMTP_URL ?? simulators.smtp?.url,
  };
  return Object.fromEntries(
    Object.entries(found).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]])),
  );
}
