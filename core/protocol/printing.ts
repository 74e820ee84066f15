import { z } from 'zod';
import { Nothing } from './route.ts';

export const PrinterSchema = z.strictObject({ name: z.string(), title: z.string(), isDefault: z.boolean() });

/** The job as a watched state; `printed` and `failed` are ends. */
export const PrintStateSchema = z.discriminatedUnion('state', [
  z.strictObject({ state: z.literal('sending') }),
  z.strictObject({ state: z.literal('printing'), printer: z.string(), note: z.string().nullable() }),
  z.strictObject({ state: z.literal('printed'), printer: z.string() }),
  z.strictObject({ state: z.literal('failed'), printer: z.string().nullable(), code: z.string() }),
]);
export type PrintState = z.infer<typeof PrintStateSchema>;

export const printingMethods = {
  'print.state': { input: z.strictObject({ job: z.uuid() }), output: PrintStateSchema },
  'print.cancel': { input: z.strictObject({ job: z.uuid() }), output: Nothing },
  'printer.list': { input: Nothing, output: z.array(PrinterSchema).readonly() },
} as const;
