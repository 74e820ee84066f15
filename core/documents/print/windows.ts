import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';
import type { PrintFailure } from '../../domain/failure.ts';
import { fail, ok, type Result } from '../../domain/result.ts';
import type { Printer } from './cups.ts';
import type { Sight } from './job-watch.ts';

/** Runs a program and gives what it wrote; rejects when it ends with anything but 0. */
export type Run = (program: string, args: readonly string[]) => Promise<string>;

const execute = promisify(execFile);
const TIMEOUT = 60_000;
/** Runs a program of this computer without a window. */
const run: Run = async (program, args) =>
  (await execute(program, [...args], { windowsHide: true, timeout: TIMEOUT })).stdout;

const List = z.preprocess((value) => (Array.isArray(value) ? value : [value]), z.array(z.unknown()));
const PrinterRow = z.object({
  Name: z.string(),
  Default: z.boolean().nullish(),
  Comment: z.string().nullish(),
});
const JobRow = z.object({
  Id: z.number(),
  JobStatus: z.union([z.string(), z.number()]).nullish().transform(String),
  PagesPrinted: z.number().nullish(),
});

/** Printers that Windows knows, the default one first. */
export async function windowsPrinters(shell: Run = run): Promise<Result<readonly Printer[], PrintFailure>> {
  const rows = await query(shell, 'Get-CimInstance Win32_Printer | Select-Object Name,Default,Comment');
  if (rows === null) return fail('print-service-off');
  const printers = z
    .array(PrinterRow)
    .parse(rows)
    .map((row) => ({
      name: row.Name,
      title: row.Comment || row.Name,
      isDefault: row.Default === true,
    }));
  return ok(printers.sort((one, other) => Number(other.isDefault) - Number(one.isDefault)));
}

/** Hands a PDF to SumatraPDF, which spools it silently under the name of its file. */
export async function windowsSend(
  printer: string,
  title: string,
  pdf: Uint8Array,
  shell: Run = run,
): Promise<Result<null, PrintFailure>> {
  const program = sumatra();
  if (program === null) return fail('print-service-off');
  const folder = await mkdtemp(join(tmpdir(), 'kezek-print-'));
  try {
    const file = join(folder, `${title.replace(/[^\p{L}\p{N} ._-]/gu, '-')}.pdf`);
    await writeFile(file, pdf, { mode: 0o600 });
    await shell(program, ['-print-to', printer, '-silent', '-exit-when-done', file]);
    return ok(null);
  } catch {
    return fail('print-stopped');
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/**
 * How the job of this title stands. Windows forgets a job when it is through: a job that was seen, or was spooled and is
 * gone, counts as printed, which is as far as this system tells.
 */
export async function windowsSight(
  printer: string,
  title: string,
  shell: Run = run,
): Promise<Result<Sight, PrintFailure>> {
  const document = title.replace(/[^\p{L}\p{N} ._-]/gu, '-');
  const rows = await query(
    shell,
    `Get-PrintJob -PrinterName ${quoted(printer)} | Where-Object DocumentName -like ${quoted(`*${document}*`)} | Select-Object Id,@{n='JobStatus';e={"$($_.JobStatus)"}},PagesPrinted`,
  );
  if (rows === null) return fail('printer-unknown');
  const job = z.array(JobRow).parse(rows).at(-1);
  if (job === undefined) return ok(sight('completed', [], ''));
  const status = job.JobStatus;
  const reasons = [
    ...(/PaperOut/.test(status) ? ['media-empty'] : []),
    ...(/Offline/.test(status) ? ['offline'] : []),
    ...(/Paused/.test(status) ? ['paused'] : []),
  ];
  return ok(sight(jobState(status), reasons, String(job.PagesPrinted ?? '')));
}

/** Takes the job of this title out of the queue. */
export async function windowsCancel(printer: string, title: string, shell: Run = run): Promise<void> {
  const document = title.replace(/[^\p{L}\p{N} ._-]/gu, '-');
  await query(
    shell,
    `Get-PrintJob -PrinterName ${quoted(printer)} | Where-Object DocumentName -like ${quoted(`*${document}*`)} | Remove-PrintJob`,
  );
}

function sight(job: Sight['job'], reasons: readonly string[], progress: string): Sight {
  return { job, printer: job === 'printing' ? 'printing' : 'idle', reasons, message: '', progress };
}

function jobState(status: string): Sight['job'] {
  if (/Delet/.test(status)) return 'cancelled';
  if (/Printed|Complete/.test(status)) return 'completed';
  if (/Error|Blocked|UserIntervention/.test(status) && !/PaperOut|Offline/.test(status)) return 'aborted';
  if (/Paused/.test(status)) return 'held';
  return /Printing|PaperOut|Offline/.test(status) ? 'printing' : 'waiting';
}

/** The rows a PowerShell query gives, or null where it fails. */
async function query(shell: Run, command: string): Promise<readonly unknown[] | null> {
  try {
    const text = await shell('powershell.exe', [
      '-NoProfile',
      '-NonInteractive',
      '-Command',
      `$ErrorActionPreference='Stop'; [Console]::OutputEncoding=[Text.Encoding]::UTF8; ${command} | ConvertTo-Json -Compress`,
    ]);
    return text.trim() === '' ? [] : List.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** SumatraPDF where its installer, or the administrator, puts it. */
function sumatra(): string | null {
  const folders = [process.env.LOCALAPPDATA, process.env.ProgramFiles, process.env['ProgramFiles(x86)']];
  const places = folders.flatMap((folder) =>
    folder === undefined ? [] : [join(folder, 'SumatraPDF', 'SumatraPDF.exe')],
  );
  return places.find((place) => existsSync(place)) ?? null;
}
