import { randomUUID } from 'node:crypto';
import type { ApplicationForm, PersonName } from '../../../core/domain/application-form.ts';
import { type DemoPerson, demoPerson } from '../../simulators/demo-people.ts';
import { type Desk, DISTRICT, type Office } from './office.ts';

/** Signs a person in at a desk with the own key, as the screens do. */
export async function signIn(office: Office, desk: Desk, person: string): Promise<void> {
  await office.keyOf(person);
  const chosen = await desk.get('session.choose', {
    storage: 'PKCS12',
    locale: 'kk',
  });
  await desk.get('session.enter', { ticket: chosen.ticket, email: `${person}@example.kz` });
}

/** A desk that is paired, with an operator signed in. */
export async function staffedDesk(
  office: Office,
  options: Parameters<Office['desk']>[0] = {},
): Promise<Desk> {
  const desk = await office.desk(options);
  await desk.get('desk.pair', { code: await office.pairingCode() });
  await office.grant('operator');
  await signIn(office, desk, 'operator');
  return desk;
}

const nameOf = ({ surname, name, patronymic }: DemoPerson): PersonName => ({ surname, name, patronymic });
const ADDRESS = { city: 'Көкшетау', district: '', street: 'Абай көшесі', house: '10', flat: '25' };

/** The form of a demo family: applicant and children by their short names. */
export function familyForm(applicant: string, ...children: string[]): ApplicationForm {
  const parent = demoPerson(applicant);
  return {
    applicant: {
      iin: parent.iin,
      name: nameOf(parent),
      birthDate: parent.birthDate,
      source: 'registry',
      registrationAddress: ADDRESS,
      registrationDistrict: DISTRICT,
      residenceAddress: ADDRESS,
      phone: '+77010000001',
      email: 'parent@example.kz',
      additionalPhone: null,
      additionalEmail: null,
    },
    relation: 'parent',
    children: children.map((key) => {
      const child = demoPerson(key);
      return {
        uuid: randomUUID(),
        iin: child.iin,
        name: nameOf(child),
        birthDate: child.birthDate,
        source: 'registry',
        registrationDistrict: DISTRICT,
      };
    }),
    twins: children.length > 1,
    nonResident: false,
    district: DISTRICT,
    settlement: 'Көкшетау',
    groupKind: 'general',
    language: 'kk',
    benefit: null,
    attachments: [],
    dataCurrent: true,
    algorithmRead: true,
    moves: null,
  };
}

/** Submits a form with the applicant's key; gives its UUID. */
export async function submit(office: Office, desk: Desk, form: ApplicationForm, applicant: string) {
  await office.keyOf(applicant);
  const uuid = randomUUID();
  return desk.get('application.submit', {
    uuid,
    form,
    storage: 'PKCS12',
    locale: 'kk',
    signer: 'applicant',
    consent: null,
  });
}
