import { z } from 'zod';
import { ATTACHMENT_LIMITS, ATTACHMENT_PURPOSES, ATTACHMENT_TYPES } from '../domain/application-form.ts';
import { AttachmentSchema, Sha256 } from './form.ts';

/** Scans that go with a form or a command. */
export const attachmentMethods = {
  /** Takes a scan by its content: PDF, JPEG or PNG, 10 MB; keeps it encrypted. */
  'attachment.add': {
    input: z.strictObject({
      name: z.string().max(400),
      purpose: z.enum(ATTACHMENT_PURPOSES),
      bytes: z.instanceof(Uint8Array).refine((bytes) => bytes.length <= 2 * ATTACHMENT_LIMITS.bytes),
    }),
    output: AttachmentSchema,
  },
  'attachment.read': {
    input: z.strictObject({ sha256: Sha256 }),
    output: z.strictObject({ type: z.enum(ATTACHMENT_TYPES), bytes: z.instanceof(Uint8Array) }),
  },
  'attachment.print': {
    input: z.strictObject({ sha256: Sha256, printer: z.string().nullable() }),
    output: z.strictObject({ job: z.uuid() }),
  },
} as const;
