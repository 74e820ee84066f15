import { z } from 'zod';
import { DocumentLocaleSchema } from './locale.ts';

/** The papers of the system. */
export const documentMethods = {
  /** The PDF of a document of the system, of the provisional slip (`provisional:<form uuid>`), or of what was prepared here. */
  'document.read': {
    input: z.strictObject({ id: z.string(), locale: DocumentLocaleSchema }),
    output: z.strictObject({ fileName: z.string(), bytes: z.instanceof(Uint8Array) }),
  },
  /** Sends it to the system's printer and gives the job; its state is told by the topic `print` and `print.state`. */
  'document.print': {
    input: z.strictObject({ id: z.string(), locale: DocumentLocaleSchema, printer: z.string().nullable() }),
    output: z.strictObject({ job: z.uuid() }),
  },
  /** The text of a QR code of a paper, checked without the network against the server's key: whose application it is. */
  'slip.check': {
    input: z.strictObject({ text: z.string().max(2000) }),
    output: z.strictObject({ application: z.uuid(), number: z.string() }),
  },
} as const;
