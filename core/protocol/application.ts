import { z } from 'zod';
import { ConsentSchema, SignerSchema } from './consent.ts';
import { ApplicationFormSchema } from './form.ts';
import { LocaleSchema } from './locale.ts';
import { StorageSchema } from './ncalayer.ts';

/** From the filled-in form to the server's answer. */
export const applicationMethods = {
  /** What is wrong with the form as it stands: field failures and refusals that are already certain here. */
  'application.check': {
    input: z.strictObject({ form: ApplicationFormSchema }),
    output: z.strictObject({
      failures: z.array(z.strictObject({ code: z.string(), field: z.string() })).readonly(),
    }),
  },
  /**
   * Builds the XML, has it signed at NCALayer (minutes, a person is at it), verifies, saves in one transaction. The answer
   * means *saved on this computer*, no more. Progress is told by the topic `submission`.
   */
  'application.submit': {
    input: z.strictObject({
      uuid: z.uuid(),
      form: ApplicationFormSchema,
      storage: StorageSchema,
      locale: LocaleSchema,
      /** Whose key is asked for: an operator may sign on the applicant's behalf, and then the consent is given. */
      signer: SignerSchema,
      /** Null exactly where the applicant signs. On paper: the scan is among the attachments with the purpose `consent`. */
      consent: ConsentSchema.nullable(),
    }),
    output: z.strictObject({ uuid: z.uuid(), label: z.string(), applications: z.array(z.uuid()).readonly() }),
  },
  /** Waits up to ten seconds for the server's answer to a submission; `saved` = not yet, it will be sent by itself. */
  'application.outcome': {
    input: z.strictObject({ uuid: z.uuid() }),
    output: z.discriminatedUnion('state', [
      z.strictObject({ state: z.literal('saved'), label: z.string() }),
      z.strictObject({
        state: z.literal('received'),
        applications: z
          .array(z.strictObject({ uuid: z.uuid(), number: z.string(), queueNumber: z.int().positive() }))
          .readonly(),
      }),
      z.strictObject({
        state: z.literal('refused'),
        code: z.string(),
        field: z.string().optional(),
        facts: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
      }),
    ]),
  },
} as const;
