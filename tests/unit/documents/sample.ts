import { generateKeyPairSync } from 'node:crypto';
import type { ProvisionalFacts } from '../../../core/documents/index.ts';
import { type RegistrationContext, registrationFacts } from '../../../core/documents/index.ts';
import { maskIin } from '../../../core/domain/name.ts';
import { POLICIES } from '../../../core/domain/policy.ts';
import { hashFacts, signSlip } from '../../../core/ledger/slip.ts';
import type { ApplicationRecord, DocumentRecord } from '../../../core/protocol/record.ts';

/** Plainly invented people with the synthetic IINs of the specification. */
export const record: ApplicationRecord = {
  uuid: '5f0c9a0e-6d1a-4a64-9f5e-0d9b7f1a2c3d',
  id: 42,
  number: 'ОДО.2026.000123',
  district: '111000000',
  kind: 'general',
  groupYear: 2022,
  childIndex: 0,
  form: {
    applicant: {
      iin: '850717300014',
      name: { surname: 'ҮЛГІБАЕВ', name: 'СЫНАҚБЕК', patronymic: 'ДЕМОҰЛЫ' },
      birthDate: '1985-07-17',
      source: 'registry',
      registrationAddress: { city: 'Көкшетау', district: '', street: 'Абай', house: '12', flat: '34' },
      registrationDistrict: '111000000',
      residenceAddress: { city: 'Көкшетау', district: '', street: 'Абай', house: '12', flat: '34' },
      phone: '+77012345678',
      email: 'ulgi.demo@example.kz',
      additionalPhone: null,
      additionalEmail: null,
    },
    relation: 'parent',
    children: [
      {
        uuid: '5f0c9a0e-6d1a-4a64-9f5e-0d9b7f1a2c3d',
        iin: '220105501235',
        name: { surname: 'ҮЛГІБАЕВ', name: 'ӘЛІШЕР', patronymic: 'СЫНАҚБЕКҰЛЫ' },
        birthDate: '2022-01-05',
        source: 'registry',
        registrationDistrict: '111000000',
      },
    ],
    twins: false,
    nonResident: false,
    district: '111000000',
    settlement: 'Көкшетау қаласы',
    groupKind: 'general',
    language: 'kk',
    benefit: { category: 'P4', certificateDate: null },
    attachments: [
      {
        sha256: 'ab'.repeat(32),
        name: 'көпбалалы отбасы анықтамасы.pdf',
        type: 'application/pdf',
        size: 123_456,
        purpose: 'benefit',
      },
    ],
    dataCurrent: true,
    algorithmRead: true,
    moves: null,
  },
  status: 'pending',
  queueClass: 'G',
  benefitClaim: 'claimed',
  papersClaim: 'none',
  filedAt: '2026-03-02T04:05:06.789Z',
  queueNumberAtFiling: 148,
  provisional: { label: 'K01-260302-7', deskTime: '2026-03-02T04:04:58.000Z', clockOffsetMs: 12 },
  enteredBy: '900312445675',
  signedBy: {
    iin: '850717300014',
    name: 'ҮЛГІБАЕВ СЫНАҚБЕК ДЕМОҰЛЫ',
    algorithm: 'ГОСТ 34.10-2015 (512)',
    serialNumber: '56d1a0f3c2b4e6980712345678abcdef90123456',
    issuer: 'ДЕМО КУӘЛАНДЫРУШЫ ОРТАЛЫҚ (GOST)',
    at: '2026-03-02T04:04:51.000Z',
  },
  parents: ['850717300014'],
  expiries: 0,
  chooseBy: null,
  stopListUntil: null,
  confirmInterestBy: '2027-03-02T19:00:00.000Z',
  referral: null,
  relationUnproved: false,
  corrected: null,
  category: null,
  signer: 'applicant',
  consent: null,
  report: null,
  contacts: null,
  claim: null,
};

export const context: RegistrationContext = {
  district: { kk: 'Көкшетау қаласы', ru: 'г. Кокшетау' },
  benefit: { kk: 'көпбалалы отбасылардың балалары', ru: 'дети из многодетных семей' },
  operatorName: 'СЫНАҚОВА ДЕМОГҮЛ ҮЛГІҚЫЗЫ',
  deskCode: 'K01',
  policy: POLICIES.classic,
};

export const keys = generateKeyPairSync('ed25519');

/** The document of a record, as the server issues it. */
export function documentOf(application: ApplicationRecord, given: RegistrationContext): DocumentRecord {
  const facts = registrationFacts(application, given);
  return {
    id: '0197f3c2-7a1b-7c3d-8e4f-5a6b7c8d9e0f',
    application: application.uuid,
    kind: 'registration',
    issuedAt: application.filedAt,
    qr: signSlip(
      {
        uuid: application.uuid,
        number: application.number,
        queueNumber: application.queueNumberAtFiling,
        filedAt: application.filedAt,
        hash: hashFacts(facts),
      },
      keys.privateKey,
    ),
    facts,
  };
}

export const provisional: ProvisionalFacts = {
  uuid: '5f0c9a0e-6d1a-4a64-9f5e-0d9b7f1a2c3d',
  label: 'K01-260302-7',
  deskCode: 'K01',
  deskTime: '2026-03-02T04:04:58.000Z',
  district: context.district,
  applicantName: 'ҮЛГІБАЕВ СЫНАҚБЕК ДЕМОҰЛЫ',
  applicantIin: maskIin('850717300014'),
  children: [{ name: 'ҮЛГІБАЕВ ӘЛІШЕР СЫНАҚБЕКҰЛЫ', iin: '220105501235', birthDate: '2022-01-05' }],
  signedBy: { name: 'ҮЛГІБАЕВ СЫНАҚБЕК ДЕМОҰЛЫ', at: '2026-03-02T04:04:51.000Z' },
  byCode: false,
  consent: null,
  operatorName: 'СЫНАҚОВА ДЕМОГҮЛ ҮЛГІҚЫЗЫ',
  officePhone: null,
};
