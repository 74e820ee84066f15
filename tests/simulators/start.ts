/**
 * Starts the stand-ins of everything outside Kezek in one process.
 *
 *   node tests/simulators/start.ts --data DIR [--only ncalayer,gbdfl,…] [--port ncalayer=13579]…
 *
 * When all are ready it prints one line of JSON on stdout: their addresses and folders. It ends on SIGTERM, SIGINT, or
 * when the process that started it goes away.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { almatyYear } from '../../core/domain/almaty.ts';
import { type BmgSimulator, startBmg } from './bmg/index.ts';
import { readStored, writePrivately } from './demo-ca/authorities.ts';
import { type DemoCa, openDemoCa } from './demo-ca/index.ts';
import { demoKindergartens } from './demo-kindergartens.ts';
import { demoStaff } from './demo-people.ts';
import { type GbdflSimulator, startGbdfl } from './gbdfl/index.ts';
import { type NcaSimulator, startNca } from './nca/index.ts';
import { type NcaLayerSimulator, startNcaLayer } from './ncalayer/index.ts';
import { type PrinterSimulator, startPrinter } from './printer/index.ts';
import { type SmsSimulator, startSms } from './sms/index.ts';
import { type SmtpSimulator, startSmtp } from './smtp/index.ts';

/** The simulators by name. */
export const SIMULATORS = ['nca', 'ncalayer', 'gbdfl', 'bmg', 'sms', 'smtp', 'printer'] as const;
export type SimulatorName = (typeof SIMULATORS)[number];

/** What to start, and where. */
export interface SimulatorOptions {
  /** Folder for keys, certificates and printed jobs. */
  readonly dataFolder: string;
  /** All of them by default. */
  readonly only?: readonly SimulatorName[];
  /** Main ports; 0 (the default) takes any free one. */
  readonly ports?: Partial<Record<SimulatorName, number>>;
}

/** The simulators that run; those not asked for are undefined. */
export interface Simulators {
  readonly ca: DemoCa;
  readonly nca: NcaSimulator | undefined;
  readonly ncalayer: NcaLayerSimulator | undefined;
  readonly gbdfl: GbdflSimulator | undefined;
  readonly bmg: BmgSimulator | undefined;
  readonly sms: SmsSimulator | undefined;
  readonly smtp: SmtpSimulator | undefined;
  readonly printer: PrinterSimulator | undefined;
  /** The line that the command prints. */
  addresses(): SimulatorAddresses;
  close(): Promise<void>;
}

/** Addresses and folders as the command prints them; names as in the configuration of Kezek where there is one. */
export interface SimulatorAddresses {
  /** Folders with the certificates and the revocation lists of the demo CA. */
  readonly trust: string;
  readonly crl: string;
  /** Who works at the demo offices, for `kezek grant`. */
  readonly staff: readonly {
    readonly iin: string;
    readonly role: string;
    readonly district: string | null;
    readonly kindergarten: string | null;
  }[];
  /** File with the demo kindergartens, for `kezek kindergarten import`. */
  readonly kindergartens: string;
  readonly nca?: { readonly url: string; readonly control: string };
  readonly ncalayer?: { readonly url: string; readonly ca: string; readonly control: string };
  readonly gbdfl?: { readonly url: string; readonly control: string };
  readonly bmg?: { readonly url: string; readonly control: string };
  readonly sms?: { readonly url: string; readonly control: string; readonly inbox: string };
  readonly smtp?: { readonly url: string; readonly control: string; readonly inbox: string };
  readonly printer?: { readonly url: string; readonly control: string; readonly jobs: string };
}

/** Starts the simulators; if one of them cannot, those already up are closed again and the error is thrown. */
export async function startSimulators(options: SimulatorOptions): Promise<Simulators> {
  const { dataFolder } = options;
  const wanted = new Set<SimulatorName>(options.only ?? SIMULATORS);
  if (wanted.has('ncalayer')) {
    // Its certificates name the services of the CA, which therefore have to answer.
    wanted.add('nca');
  }
  const printed = join(dataFolder, 'printed');
  mkdirSync(printed, { recursive: true, mode: 0o700 });
  const kindergartens = join(dataFolder, 'kindergartens.json');
  writePrivately(kindergartens, JSON.stringify(demoKindergartens(almatyYear(Date.now()))));
  const open = (servicesUrl?: string) =>
    openDemoCa(join(dataFolder, 'ca'), servicesUrl === undefined ? {} : { servicesUrl });
  const running: { close(): Promise<void> }[] = [];
  const start = async <T extends { close(): Promise<void> }>(
    name: SimulatorName,
    make: (port: number) => Promise<T>,
  ): Promise<T | undefined> => {
    if (!wanted.has(name)) {
      return undefined;
    }
    const made = await make(options.ports?.[name] ?? 0);
    running.push(made);
    return made;
  };
  const close = async () => {
    await Promise.all(running.map((simulator) => simulator.close()));
  };
  try {
    const nca = await start('nca', (port) => startNcaAgain(dataFolder, port, open));
    const ca = nca?.ca ?? open();
    const ncalayer = await start('ncalayer', (port) => startNcaLayer({ dataFolder, port, ca }));
    const gbdfl = await start('gbdfl', (port) => startGbdfl({ port }));
    const bmg = await start('bmg', (port) => startBmg({ port }));
    const sms = await start('sms', (port) => startSms({ port }));
    const smtp = await start('smtp', (port) => startSmtp({ port }));
    const printer = await start('printer', (port) => startPrinter({ port, folder: printed }));
    const all = { ca, nca, ncalayer, gbdfl, bmg, sms, smtp, printer };
    return { ...all, addresses: () => addressesOf(all, kindergartens), close };
  } catch (error) {
    await close();
    throw error;
  }
}

/**
 * Starts the services of the CA at the port they had before, if it is free: their address stands in every certificate,
 * and an address that stays spares issuing them all anew.
 */
async function startNcaAgain(
  dataFolder: string,
  port: number,
  open: (servicesUrl: string) => DemoCa,
): Promise<NcaSimulator> {
  const file = join(dataFolder, 'ca', 'services.json');
  const known = port === 0 ? (readStored(file, z.strictObject({ port: z.number() }))?.port ?? 0) : port;
  const nca = await startNca({ port: known, open }).catch((error: unknown) => {
    if (
      port === 0 &&
      known !== 0 &&
      error instanceof Error &&
      'code' in error &&
      error.code === 'EADDRINUSE'
    ) {
      return startNca({ port: 0, open });
    }
    throw error;
  });
  writePrivately(file, JSON.stringify({ port: Number(new URL(nca.url).port) }));
  return nca;
}

function addressesOf(
  all: Omit<Simulators, 'addresses' | 'close'>,
  kindergartens: string,
): SimulatorAddresses {
  const { ca, nca, ncalayer, gbdfl, bmg, sms, smtp, printer } = all;
  return {
    trust: ca.trustFolder,
    crl: ca.crlFolder,
    staff: demoStaff.map(({ person, role, district, kindergarten }) => ({
      iin: person.iin,
      role,
      district,
      kindergarten,
    })),
    kindergartens,
    ...(nca && { nca: { url: nca.url, control: nca.controlUrl } }),
    ...(ncalayer && {
      ncalayer: { url: ncalayer.url, ca: ncalayer.caPem, control: ncalayer.controlUrl },
    }),
    ...(gbdfl && { gbdfl: { url: gbdfl.url, control: gbdfl.controlUrl } }),
    ...(bmg && { bmg: { url: bmg.url, control: bmg.controlUrl } }),
    ...(sms && { sms: { url: sms.url, control: sms.controlUrl, inbox: sms.inboxUrl } }),
    ...(smtp && { smtp: { url: smtp.url, control: smtp.controlUrl, inbox: smtp.inboxUrl } }),
    ...(printer && { printer: { url: printer.url, control: printer.controlUrl, jobs: printer.jobsUrl } }),
  };
}

const Name = z.enum(SIMULATORS);
const Port = z.coerce.number().int().min(0).max(65535);

/** Reads the command line and the ports of the environment (`KEZEK_SIMULATOR_PORT_NCALAYER=…`; the line wins). */
function readCommandLine(): SimulatorOptions {
  const { values } = parseArgs({
    options: {
      data: { type: 'string' },
      only: { type: 'string' },
      port: { type: 'string', multiple: true, default: [] },
    },
  });
  const ports: Partial<Record<SimulatorName, number>> = {};
  for (const name of SIMULATORS) {
    const value = process.env[`KEZEK_SIMULATOR_PORT_${name.toUpperCase()}`];
    if (value !== undefined && value !== '') {
      ports[name] = Port.parse(value);
    }
  }
  for (const entry of values.port) {
    const [name = '', port = ''] = entry.split('=');
    ports[Name.parse(name)] = Port.parse(port);
  }
  const only =
    values.only === undefined
      ? undefined
      : z.array(Name).parse(values.only.split(',').filter((name) => name !== ''));
  return {
    dataFolder: z.string({ error: '--data DIR is needed' }).min(1).parse(values.data),
    ports,
    ...(only === undefined ? {} : { only }),
  };
}

async function main(): Promise<void> {
  const simulators = await startSimulators(readCommandLine());
  let ending = false;
  const end = () => {
    if (!ending) {
      ending = true;
      simulators.close().then(
        () => process.exit(0),
        (error: unknown) => {
          console.error(error);
          process.exit(1);
        },
      );
    }
  };
  process.once('SIGTERM', end);
  process.once('SIGINT', end);
  process.once('disconnect', end);
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) {
      end();
    }
  }, 1000).unref();
  process.stdout.write(`${JSON.stringify(simulators.addresses())}\n`);
}

if (import.meta.main) {
  main().catch((error: unknown) => {
    console.error(
      error instanceof z.ZodError ? z.prettifyError(error) : error instanceof Error ? error.message : error,
    );
    process.exit(error instanceof z.ZodError || error instanceof TypeError ? 2 : 1);
  });
}
