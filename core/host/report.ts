import { fileNameOfReport, renderReport, renderReportSheet, reportNames } from '../documents/index.ts';
import type { Failure } from '../domain/failure.ts';
import { ok, type Result } from '../domain/result.ts';
import type { Input, Output } from '../protocol/desk.ts';
import type { Context } from './context.ts';
import type { Handlers } from './handler.ts';
import { askServer } from './question.ts';

/** A report as a file, drawn here from the figures of the server. */
export function reportHandlers(context: Context): Pick<Handlers, 'report.file'> {
  return {
    'report.file': (input) => fileOf(context, input),
  };
}

/** A report as a file of cells or as a paper, made of what the server answers now. */
async function fileOf(
  context: Context,
  { locale, format, ...query }: Input<'report.file'>,
): Promise<Result<Output<'report.file'>, Failure>> {
  const answer = await askServer(context, 'report.read', query);
  if (!answer.ok) return answer;
  const names = reportNames(locale, context.reference.districts);
  const render = format === 'xlsx' ? renderReportSheet : renderReport;
  const bytes = await render(answer.value, names);
  return ok({
    fileName: fileNameOfReport(answer.value, locale, format),
    bytes: new Uint8Array(bytes),
  });
}
