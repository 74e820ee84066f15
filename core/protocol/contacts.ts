import { z } from 'zod';

/** Contacts of the applicant (R11), as the form has them. */
export const ContactsSchema = z.strictObject({
  phone: z.string().regex(/^\+7\d{10}$/),
  email: z.email().max(200).nullable(),
  additionalPhone: z
    .string()
    .regex(/^\+7\d{10}$/)
    .nullable(),
  additionalEmail: z.email().max(200).nullable(),
});
export type Contacts = z.infer<typeof ContactsSchema>;
