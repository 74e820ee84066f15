import { createHash, randomUUID } from 'node:crypto';
import type { ApplicationForm, Attachment, ChildPart } from '../../../core/domain/application-form.ts';
import { checkDigit } from '../../../core/domain/iin.ts';
import { type DemoPerson, demoPerson } from '../../simulators/demo-people.ts';
import { KOKSHETAU } from './stage.ts';

/** A scan that the server takes. */
export const SCAN = Buffer.from('%PDF-1.7\n% a scan of a test\n%%EOF\n');
export const SCAN_HASH = createHash('sha256').update(SCAN).digest('hex');
export const scanFor = (purpose: Attachment['purpose']): Attachment => ({
  sha256: SCAN_HASH,
  name: 'scan.pdf',
  type: 'application/pdf',
  size: SCAN.length,
  purpose,
});

/** A form of demo people, filled in from ГБД ФЛ. */
export function formOf(
  parent: string,
  children: readonly string[],
  changed: Partial<ApplicationForm> = {},
): ApplicationForm {
  const person = demoPerson(parent);
  const address = person.addresses[0];
  return {
    applicant: {
      iin: person.iin,
      name: nameOf(person),
      birthDate: person.birthDate,
      source: 'registry',
      registrationAddress: {
        city: address?.city ?? '',
        district: address?.district.nameKz ?? '',
        street: address?.street ?? '',
        house: address?.building ?? '',
        flat: address?.flat ?? '',
      },
      registrationDistrict: address?.district.code ?? null,
      residenceAddress: { city: '', district: '', street: '', house: '', flat: '' },
      phone: '+77000000001',
      email: 'parent@demo.kezek.example',
      additionalPhone: null,
      additionalEmail: null,
    },
    relation: 'parent',
    children: children.map((key) => childOf(demoPerson(key))),
    twins: children.length > 1,
    nonResident: false,
    district: KOKSHETAU,
    settlement: 'Көкшетау',
    groupKind: 'general',
    language: 'kk',
    benefit: null,
    attachments: [],
    dataCurrent: true,
    algorithmRead: true,
    moves: null,
    ...changed,
  };
}

/** A form for the n-th invented child, typed in by hand while ГБД ФЛ was silent. */
export function formOfInvented(parent: string, n: number): ApplicationForm {
  const form = formOf(parent, []);
  const child: ChildPart = {
    uuid: randomUUID(),
    iin: inventedIin(n),
    name: { surname: 'Ойданов', name: inventedName(n), patronymic: '' },
    birthDate: '2023-05-17',
    source: 'manual',
    registrationDistrict: null,
  };
  return { ...form, children: [child], attachments: [scanFor('registration')] };
}

/** Given names that differ; a name has letters and no digits. */
function inventedName(n: number): string {
  return `Бала${[...String(n)].map((digit) => 'абвгдежзик'[Number(digit)]).join('')}`;
}

/** IINs with the right check digit of children born on one day. */
function inventedIin(n: number): string {
  let left = n;
  for (let serial = 1000; serial < 10_000; serial += 1) {
    const body = `2305175${serial}`;
    const digit = checkDigit(body);
    if (digit === null) continue;
    if (left === 0) return `${body}${digit}`;
    left -= 1;
  }
  throw new Error('No more numbers');
}

function childOf(person: DemoPerson): ChildPart {
  return {
    uuid: randomUUID(),
    iin: person.iin,
    name: nameOf(person),
    birthDate: person.birthDate,
    source: 'registry',
    registrationDistrict: person.addresses[0]?.district.code ?? null,
  };
}

function nameOf({ surname, name, patronymic }: DemoPerson): ChildPart['name'] {
  return { surname, name, patronymic };
}
