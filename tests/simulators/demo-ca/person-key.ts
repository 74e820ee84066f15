/** Which keys a demo person may hold, and the certificates for them. */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { DemoPerson } from '../demo-people.ts';
import { DAY } from './authorities.ts';
import { type CertificateProfile, profileContent } from './certificate-profile.ts';
import { type DemoName, serialOf } from './certificate-writer.ts';
import type { DemoKey } from './demo-key.ts';

export const KEY_KINDS = ['gost', 'rsa-sign', 'rsa-auth'] as const;
export const KEY_STATES = ['valid', 'expired', 'not-yet-valid', 'revoked', 'stranger'] as const;

/** A key by what is special about it; `person` is the short name of a demo person. */
export const DemoKeySpec = z.strictObject({
  person: z.string().min(1),
  kind: z.enum(KEY_KINDS),
  /** `stranger`: issued by authorities with the right names and other keys. */
  state: z.enum(KEY_STATES).default('valid'),
  /** The key of the organisation that the person works for, with its BIN. */
  organisation: z.boolean().default(false),
});
export type DemoKeySpec = z.infer<typeof DemoKeySpec>;

/** The name of the file, and of the choice on the control page. */
export function keyName({ person, kind, state, organisation }: DemoKeySpec): string {
  return [person, kind, ...(organisation ? ['organisation'] : []), state].join('.');
}

/** The algorithm of the key itself. */
export function algorithmOf({ kind }: DemoKeySpec): DemoKey['kind'] {
  return kind === 'gost' ? 'gost' : 'rsa';
}

/** The subject as the National CA writes it (eds/README.md §2.1): capitals, the patronymic in GIVENNAME. */
export function subjectOf(person: DemoPerson, organisation: boolean): DemoName {
  return {
    commonName: `${person.surname} ${person.name}`.toUpperCase(),
    surname: person.surname.toUpperCase(),
    iin: person.iin,
    ...(person.patronymic === '' ? {} : { patronymic: person.patronymic.toUpperCase() }),
    ...(organisation && person.organisation !== null
      ? { organisation: person.organisation.name, bin: person.organisation.bin }
      : {}),
  };
}

/** The profile of the certificate for a key. Throws for an organisation's key of a person who has none. */
export function profileOf(person: DemoPerson, { kind, organisation }: DemoKeySpec): CertificateProfile {
  if (!organisation) {
    return kind === 'gost' ? 'person-gost' : kind === 'rsa-sign' ? 'person-sign' : 'person-auth';
  }
  if (person.organisation === null || kind === 'rsa-auth') {
    throw new Error(`${person.key} holds no ${kind} key of an organisation`);
  }
  return person.organisation.post === 'first-head'
    ? 'first-head'
    : person.organisation.post === 'signing-right'
      ? 'employee-sign-right'
      : 'employee';
}

/** The extended key usages that the certificate of this key carries. */
export function usagesOf(person: DemoPerson, spec: DemoKeySpec): readonly string[] {
  return profileContent(profileOf(person, spec), algorithmOf(spec)).extendedKeyUsage;
}

/** From when to when the certificate holds: a year around now, or one that is over or not begun. */
export function validityOf(
  state: DemoKeySpec['state'],
  now: Date,
): { readonly from: Date; readonly to: Date } {
  const begin = { expired: -400, 'not-yet-valid': 30, valid: -30, revoked: -30, stranger: -30 }[state];
  return {
    from: new Date(now.getTime() + begin * DAY),
    to: new Date(now.getTime() + (begin + 365) * DAY),
  };
}

/**
 * The serial number of a revoked key: known before the key is made, so that the revocation list can name all of them
 * from the start. `authority` is the public part of the issuer, which makes it another one in every data folder.
 */
export function revokedSerial(authority: Uint8Array, spec: DemoKeySpec): Uint8Array {
  const digest = createHash('sha256').update(authority).update(keyName(spec)).digest();
  return serialOf(Uint8Array.from(digest.subarray(0, 20)));
}

/** Every key that a person may hold in the given state. */
export function specsOf(person: DemoPerson, state: DemoKeySpec['state']): DemoKeySpec[] {
  const own = KEY_KINDS.map((kind) => ({ person: person.key, kind, state, organisation: false }));
  const office =
    person.organisation === null
      ? []
      : (['gost', 'rsa-sign'] as const).map((kind) => ({
          person: person.key,
          kind,
          state,
          organisation: true,
        }));
  return [...own, ...office];
}
