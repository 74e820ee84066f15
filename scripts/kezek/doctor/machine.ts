/** The steps about the computer itself. */
import { existsSync, statfsSync } from 'node:fs';
import { dirname } from 'node:path';
import { listPrinters } from '../../../core/documents/print/index.ts';
import { almatyDay, almatyOffset } from '../../../core/domain/almaty.ts';
import { MINUTE } from '../../../core/domain/instant.ts';
import { calendarWarnings } from '../../../core/domain/working-calendar.ts';
import { canBeFolder } from '../../../electron/configuration.ts';
import { loadCalendar } from '../../../server/deadline/calendar.ts';
import { electronProgram } from '../../window.ts';
import type { Finding } from './finding.ts';

const MEGABYTE = 1024 * 1024;
/** Megabytes below which saving will soon fail, and below which it is time to make room. */
const ROOM = { least: 200, comfortable: 2_000 };

/** Whether the data folder can be written to and has room. */
export function dataFolder(folder: string): Finding {
  if (!canBeFolder(folder)) return { state: 'failed', code: 'folder-unusable' };
  const { bavail, bsize } = statfsSync(nearest(folder));
  const megabytes = Math.floor((bavail * bsize) / MEGABYTE);
  if (megabytes < ROOM.least) return { state: 'failed', code: 'folder-full', facts: { megabytes } };
  const state = megabytes < ROOM.comfortable ? 'warning' : 'ok';
  return { state, code: state === 'ok' ? 'folder-well' : 'folder-full', facts: { megabytes } };
}

function nearest(folder: string): string {
  return existsSync(folder) ? folder : nearest(dirname(folder));
}

/** Whether the system's time zone data know the present offset of Almaty (UTC+5 since 1 March 2024). */
export function timeZone(now: number): Finding {
  const format = new Intl.DateTimeFormat('en', { timeZone: 'Asia/Almaty', timeZoneName: 'longOffset' });
  const name = format.formatToParts(now).find(({ type }) => type === 'timeZoneName')?.value ?? '';
  const [, sign, hours = '0', minutes = '0'] = /GMT([+-])(\d{2}):(\d{2})/.exec(name) ?? [];
  const offset = (Number(hours) * 60 + Number(minutes)) * MINUTE * (sign === '-' ? -1 : 1);
  return offset === almatyOffset(now)
    ? { state: 'ok', code: 'zone-well' }
    : { state: 'failed', code: 'zone-old' };
}

/** Whether the calendar that comes with the program has this and the coming year. */
export function calendar(now: number): Finding {
  const warnings = calendarWarnings(loadCalendar(), almatyDay(now));
  const missing = warnings.find(({ kind }) => kind === 'missing');
  if (missing !== undefined)
    return { state: 'failed', code: 'calendar-year-missing', facts: { year: missing.year } };
  const [computed] = warnings;
  return computed === undefined
    ? { state: 'ok', code: 'calendar-well' }
    : { state: 'warning', code: 'calendar-computed', facts: { year: computed.year } };
}

/** Whether there is an Electron to show the window with. */
export function electron(): Finding {
  const program = electronProgram();
  return program !== null && existsSync(program)
    ? { state: 'ok', code: 'electron-well' }
    : { state: 'failed', code: 'electron-missing' };
}

/** Whether there is a printer, and the one that the configuration names. */
export async function printer(wanted: string | undefined): Promise<Finding> {
  const printers = await listPrinters();
  if (!printers.ok) return { state: 'warning', code: printers.error.code };
  if (wanted !== undefined && !printers.value.some(({ name }) => name === wanted))
    return { state: 'failed', code: 'printer-unknown' };
  if (printers.value.length === 0) return { state: 'warning', code: 'no-printer' };
  return { state: 'ok', code: 'printer-well', facts: { number: printers.value.length } };
}
