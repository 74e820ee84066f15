import { describe, expect, test } from 'vitest';
import { type Run, windowsPrinters, windowsSight } from '../../../../core/documents/print/windows.ts';

const answers =
  (text: string): Run =>
  async () =>
    text;
const fails: Run = async () => {
  throw new Error('no such printer');
};

describe('printing on Windows, by what PowerShell tells', () => {
  test('printers, the default one first; one printer comes without a list around it', async () => {
    const two = JSON.stringify([
      { Name: 'Fax', Default: false, Comment: null },
      { Name: 'HP', Default: true, Comment: 'Бірінші терезе' },
    ]);
    expect(await windowsPrinters(answers(two))).toEqual({
      ok: true,
      value: [
        { name: 'HP', title: 'Бірінші терезе', isDefault: true },
        { name: 'Fax', title: 'Fax', isDefault: false },
      ],
    });
    const one = await windowsPrinters(answers('{"Name":"HP","Default":true,"Comment":""}'));
    expect(one.ok && one.value).toHaveLength(1);
    expect(await windowsPrinters(answers(''))).toEqual({ ok: true, value: [] });
    expect(await windowsPrinters(fails)).toEqual({ ok: false, error: 'print-service-off' });
  });

  test.each([
    ['', 'waiting', []],
    ['Printing', 'printing', []],
    ['Printing, PaperOut', 'printing', ['media-empty']],
    ['Error, PaperOut', 'printing', ['media-empty']],
    ['Printing, Offline', 'printing', ['offline']],
    ['Error', 'aborted', []],
    ['Paused', 'held', ['paused']],
    ['Deleting', 'cancelled', []],
    ['Printed', 'completed', []],
  ])('a job that is «%s»', async (status, job, reasons) => {
    const row = JSON.stringify({ Id: 7, JobStatus: status, PagesPrinted: 0 });
    expect(await windowsSight('HP', 'title', answers(row))).toMatchObject({
      ok: true,
      value: { job, reasons },
    });
  });

  test('a job that is gone was printed; a printer that is gone is unknown', async () => {
    expect(await windowsSight('HP', 'title', answers(''))).toMatchObject({ value: { job: 'completed' } });
    expect(await windowsSight('HP', 'title', fails)).toEqual({ ok: false, error: 'printer-unknown' });
  });

  test('names with a quote stay names', async () => {
    let asked = '';
    await windowsSight("d'Artagnan", "o'neil", async (_, args) => {
      asked = args.join(' ');
      return '';
    });
    expect(asked).toContain("-PrinterName 'd''Artagnan'");
    expect(asked).not.toContain("o'neil");
  });
});
