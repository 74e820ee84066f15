/** The office of a story: kindergartens, and the desk at which its forms are filed. What a story leaves out counts as fulfilled. */
import { randomUUID } from 'node:crypto';
import type { Transaction } from 'kysely';
import type { Filing } from '../../../core/domain/application/file-application.ts';
import type { ApplicationForm, TeachingLanguage } from '../../../core/domain/application-form.ts';
import { DAY, type Instant } from '../../../core/domain/instant.ts';
import type { Database } from '../../../server/database/schema.ts';
import type { Origin } from '../../../server/queue/origin.ts';
import type { ServerQueue } from '../../../server/queue/play.ts';
import type { Story } from './story.ts';

/** The desk at which a story is played. */
export type Office = {
  readonly desk: { readonly id: string; readonly code: string };
  readonly session: string;
  readonly challenge: string;
};

const DESK_CODE = 'STORY';

/** Sets the kindergartens up and opens the desk. */
export async function openOffice(
  db: ServerQueue['db'],
  { kindergartens, start }: Pick<Story, 'kindergartens' | 'start'>,
): Promise<Office> {
  const at = new Date(start);
  const office = {
    desk: { id: randomUUID(), code: DESK_CODE },
    session: randomUUID(),
    challenge: randomUUID(),
  };
  const until = new Date(start + DAY);
  await db
    .insertInto('desk')
    .values({
      id: office.desk.id,
      code: DESK_CODE,
      district: '',
      mode: 'desk',
      public_key: '',
      paired_at: at,
    })
    .execute();
  await db
    .insertInto('session')
    .values({
      id: office.session,
      token_hash: '',
      iin: '',
      name: '',
      desk: office.desk.id,
      means: 'eds',
      started_at: at,
      expires_at: until,
    })
    .execute();
  await db
    .insertInto('challenge')
    .values({
      challenge: office.challenge,
      purpose: 'application',
      stock: false,
      desk: office.desk.id,
      issued_at: at,
      expires_at: until,
      used_at: at,
    })
    .execute();
  await build(db, kindergartens);
  return office;
}

async function build(db: ServerQueue['db'], kindergartens: Story['kindergartens']): Promise<void> {
  for (const { id, district, groups } of kindergartens) {
    const address = { settlement: '', address: '' };
    await db
      .insertInto('kindergarten')
      .values({ id, district, kind: 'kindergarten', name_kk: id, name_ru: id, ...address })
      .execute();
    for (const { id: group, birthYear, language, kind, capacity } of groups)
      await db
        .insertInto('kindergarten_group')
        .values({ id: group, kindergarten: id, kind, birth_year: birthYear, language, name: group, capacity })
        .execute();
  }
}

/** Puts the signed document of a form down: in a story nothing is signed, so it is empty. */
export async function receiveForm(
  trx: Transaction<Database>,
  office: Office,
  form: string,
  now: Instant,
): Promise<void> {
  await trx
    .insertInto('submission')
    .values({
      uuid: form,
      desk: office.desk.id,
      session: office.session,
      challenge: office.challenge,
      signed_xml: '',
      verification: JSON.stringify({}),
      received_at: new Date(now),
    })
    .execute();
}

/** Where the commands of a story come from; `filing` where one is filed. */
export function originOf(
  office: Office,
  filed: { readonly filing: Filing; readonly language: TeachingLanguage; readonly now: Instant } | null,
): Origin {
  return {
    name: '',
    desk: office.desk,
    paper: ({ id, child }) => {
      if (filed === null) throw new Error('Only a form that is filed has a paper');
      const { filing, language, now } = filed;
      const form = formOf(filing, language);
      const at = new Date(now).toISOString();
      return {
        child_index: filing.children.findIndex((each) => each.id === id),
        applicant_iin: filing.applicant,
        form: JSON.stringify({
          ...form,
          children: form.children.map((each) =>
            each.uuid === id ? { ...each, birthDate: child.birthDate } : each,
          ),
        }),
        provisional: null,
        signed_by: JSON.stringify({
          ...{ iin: filing.applicant, name: '', algorithm: '', serialNumber: '', issuer: '', at },
        }),
        relation_unproved: false,
      };
    },
  };
}

function formOf(filing: Filing, language: TeachingLanguage): ApplicationForm {
  const nobody = { surname: '', name: '', patronymic: '' };
  const nowhere = { city: '', district: '', street: '', house: '', flat: '' };
  const { district } = filing;
  return {
    applicant: {
      iin: filing.applicant,
      name: nobody,
      birthDate: '',
      source: 'registry',
      registrationAddress: nowhere,
      registrationDistrict: district,
      residenceAddress: nowhere,
      phone: '',
      email: null,
      additionalPhone: null,
      additionalEmail: null,
    },
    relation: 'parent',
    children: filing.children.map(({ id, iin }) => ({
      uuid: id,
      iin,
      name: nobody,
      birthDate: '',
      source: 'registry',
      registrationDistrict: district,
    })),
    twins: filing.children.length > 1,
    nonResident: filing.nonResident,
    district,
    settlement: '',
    groupKind: filing.kind,
    language,
    benefit: filing.benefit === null ? null : { category: filing.benefit, certificateDate: null },
    attachments: [],
    dataCurrent: true,
    algorithmRead: true,
    moves: null,
  };
}
