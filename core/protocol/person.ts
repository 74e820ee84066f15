import { z } from 'zod';
import { ROLES } from '../domain/status.ts';
import { AddressSchema, IinText, KatoCode, PersonNameSchema, PlainDate } from './form.ts';

/** What ГБД ФЛ says of a person, as far as Kezek uses it (domain.md §8). */
export const RegistryPersonSchema = z.strictObject({
  iin: IinText,
  name: PersonNameSchema,
  birthDate: PlainDate,
  sex: z.enum(['male', 'female', 'unknown']),
  /** The current permanent or temporary registration address; null = no прописка. */
  registration: z
    .strictObject({ address: AddressSchema, district: KatoCode.nullable(), temporary: z.boolean() })
    .nullable(),
  /** IINs of the parents in the birth record, where the registry gives one. */
  parents: z.array(IinText).readonly(),
});
export type RegistryPerson = z.infer<typeof RegistryPersonSchema>;

/** The owner of a certificate, as shown before «Кіру» (seed 000, step 5; domain.md §1.11 "Labels"). */
export const CertificateOwnerSchema = z.strictObject({
  iin: IinText,
  name: z.string(),
  organisation: z.string().nullable(),
  bin: z.string().nullable(),
  validFrom: z.iso.datetime(),
  validTo: z.iso.datetime(),
  serialNumber: z.string(),
  issuer: z.string(),
  algorithm: z.string(),
});
export type CertificateOwner = z.infer<typeof CertificateOwnerSchema>;

/** A role somebody holds, and where. Region-wide roles carry neither. */
export const GrantSchema = z.strictObject({
  role: z.enum(ROLES),
  district: KatoCode.nullable(),
  kindergarten: z.string().nullable(),
});
export type Grant = z.infer<typeof GrantSchema>;

/** A session as the server opens it. `grants` is empty for a parent. */
export const OpenedSessionSchema = z.strictObject({
  id: z.uuid(),
  iin: IinText,
  name: z.string(),
  email: z.string().nullable(),
  phone: z.string().nullable(),
  grants: z.array(GrantSchema).readonly(),
  /** How the person proved who he is; what a code may do is in domain.md §1.11 "Signing". */
  means: z.enum(['eds', 'code']),
  /** False where it only sees and prints: a code session, unless the policy's `codeSigns` lets the code sign. */
  mayFile: z.boolean().default(true),
  startedAt: z.iso.datetime(),
  expiresAt: z.iso.datetime(),
});
export type OpenedSession = z.infer<typeof OpenedSessionSchema>;

/** Who is signed in at this computer. */
export const SessionSchema = OpenedSessionSchema.extend({
  /** Staff who were idle, or locked it themselves: until `session.unlock` everything else answers `session-locked`. */
  locked: z.boolean(),
  /** Opened while the line was down, on the grants the server signed before (issue 3.3). */
  offline: z.boolean(),
});
export type Session = z.infer<typeof SessionSchema>;

export const PersonRequest = z.strictObject({ iin: IinText, as: z.enum(['applicant', 'child']) });
export const PersonResponse = z.strictObject({ person: RegistryPersonSchema });

export const personMethods = {
  /** ГБД ФЛ by IIN, through the server. `registry-unavailable` and `registry-consent-*`: enter by hand, it will be marked. */
  'person.lookup': {
    input: z.strictObject({ iin: z.string(), as: z.enum(['applicant', 'child']) }),
    output: z.strictObject({ person: RegistryPersonSchema }),
  },
} as const;

export const personRoutes = {
  person: {
    method: 'POST',
    path: '/v1/registry/person',
    auth: 'session',
    request: PersonRequest,
    response: PersonResponse,
  },
} as const;
