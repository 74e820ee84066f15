import { z } from 'zod';

/** A telephone number of Kazakhstan in E.164. */
export const PhoneText = z.string().regex(/^\+7\d{10}$/);

/** Contacts of the applicant (R11). */
export const ContactsSchema = z.strictObject({
  phone: PhoneText,
  email: z.email().max(200).nullable(),
  additionalPhone: PhoneText.nullable(),
  additionalEmail: z.email().max(200).nullable(),
});
export type Contacts = z.infer<typeof ContactsSchema>;
