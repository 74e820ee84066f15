import { z } from 'zod';
import { ConfigSchema } from './config.ts';
import { DeskEventSchema } from './event.ts';

/** What passes between the shell (Electron's main) and the core process; the same over utilityProcess and child_process. */

/** The first message: everything the core needs to know of the machine. */
export const StartSchema = z.strictObject({
  type: z.literal('start'),
  config: ConfigSchema,
  /** Absolute folder of the data of this computer. */
  dataFolder: z.string(),
  /** Absolute folder with `reference/`, `fonts/`, `locales/`. */
  assetsFolder: z.string(),
  /** 32 bytes in lower-case hex; from the system's key store, or from a file where there is none. */
  replicaKey: z.string().regex(/^[0-9a-f]{64}$/),
  keyStore: z.enum(['system', 'file']),
  demo: z.boolean(),
  version: z.string(),
  /** Joins the desk by this code if it is not paired yet: unattended installation. */
  pairingCode: z.string().nullable(),
});
export type Start = z.infer<typeof StartSchema>;

export const ToCoreSchema = z.discriminatedUnion('type', [
  StartSchema,
  z.strictObject({ type: z.literal('call'), id: z.int(), method: z.string(), input: z.unknown() }),
  z.strictObject({ type: z.literal('stop') }),
]);
export type ToCore = z.infer<typeof ToCoreSchema>;

export const FromCoreSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('ready') }),
  z.strictObject({ type: z.literal('broken'), detail: z.string() }),
  z.strictObject({ type: z.literal('answer'), id: z.int(), result: z.unknown() }),
  z.strictObject({ type: z.literal('event'), event: DeskEventSchema }),
  z.strictObject({ type: z.literal('stopped') }),
]);
export type FromCore = z.infer<typeof FromCoreSchema>;
