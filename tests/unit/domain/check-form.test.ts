import { describe, expect, it } from 'vitest';
import type { ApplicationForm, ChildPart } from '../../../core/domain/application-form.ts';
import { checkForm, factsOfForm, refusalOf, refusalsOf } from '../../../core/domain/check-form.ts';
import { parseInstant } from '../../../core/domain/instant.ts';
import { POLICIES } from '../../../core/domain/policy.ts';

const TODAY = '2026-03-02';
const KOKSHETAU = '111000000';
const file = (purpose: ApplicationForm['attachments'][number]['purpose']) =>
  ({ sha256: 'ab'.repeat(32), name: 'scan.pdf', type: 'application/pdf', size: 1000, purpose }) as const;
const child: ChildPart = {
  uuid: '3a0bcb2f-8a3d-4a52-9d2c-6d9b7a0d2a01',
  iin: '220105501235',
  name: { surname: 'Сынақов', name: 'Алан', patronymic: '' },
  birthDate: '2022-01-05',
  source: 'registry',
  registrationDistrict: KOKSHETAU,
};
const form: ApplicationForm = {
  applicant: {
    iin: '850717300014',
    name: { surname: 'Сынақов', name: 'Бекзат', patronymic: '' },
    birthDate: '1985-07-17',
    source: 'registry',
    registrationAddress: { city: 'Көкшетау', district: '', street: 'Абай', house: '1', flat: '' },
    registrationDistrict: KOKSHETAU,
    residenceAddress: { city: '', district: '', street: '', house: '', flat: '' },
    phone: '+77011234567',
    email: 'synaq@example.kz',
    additionalPhone: null,
    additionalEmail: null,
  },
  relation: 'parent',
  children: [child],
  twins: false,
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
};
const withChild = (changed: Partial<ChildPart>): ApplicationForm => ({
  ...form,
  children: [{ ...child, ...changed }],
});
const withApplicant = (changed: Partial<ApplicationForm['applicant']>): ApplicationForm => ({
  ...form,
  applicant: { ...form.applicant, ...changed },
});

describe('§1.11 Required: faults of the fields', () => {
  it('finds in a name typed by hand what is no name, part by part; the registry’s is taken as it is', () => {
    const odd = { surname: 'Сынақов2', name: 'Әл-Фараби', patronymic: '<b>' };
    expect(checkForm(withApplicant({ name: odd }), TODAY)).toEqual([]);
    expect(checkForm(withApplicant({ name: odd, source: 'manual' }), TODAY)).toEqual([
      { code: 'name-malformed', field: 'applicant.name' },
      { code: 'name-malformed', field: 'applicant.name.patronymic' },
    ]);
    const turk = { surname: "О'Тестұлы", name: 'Үлгі', patronymic: 'Гусейн оглы' };
    expect(checkForm(withApplicant({ name: turk, source: 'manual' }), TODAY)).toEqual([]);
  });

  it('finds nothing in a good form', () => {
    expect(checkForm(form, TODAY)).toEqual([]);
  });

  it.each([
    [withApplicant({ iin: '850717300015' }), 'iin-check-digit', 'applicant.iin'],
    [withApplicant({ birthDate: '1985-07-18' }), 'birth-date-mismatch', 'applicant.birthDate'],
    [withApplicant({ phone: '+12345678901' }), 'phone-malformed', 'applicant.phone'],
    [withApplicant({ email: 'nobody@nowhere' }), 'email-malformed', 'applicant.email'],
    [withChild({ iin: '210815600017' }), 'iin-check-digit', 'children.0.iin'],
    [withChild({ iin: '020229500011' }), 'iin-date', 'children.0.iin'],
    [withChild({ iin: '900312445675', birthDate: '1990-03-12' }), 'iin-adult', 'children.0.iin'],
    [withChild({ birthDate: '2022-01-06' }), 'birth-date-mismatch', 'children.0.birthDate'],
    [{ ...form, children: [child, child], twins: true }, 'iin-repeated', 'children.1.iin'],
    [{ ...form, twins: true }, 'required', 'children.1.iin'],
    [{ ...form, settlement: '' }, 'required', 'settlement'],
    [{ ...form, relation: 'guardian' }, 'file-required', 'attachments.relation'],
    [{ ...form, groupKind: 'sanatorium' }, 'file-required', 'attachments.conclusion'],
    [{ ...form, nonResident: true }, 'file-required', 'attachments.non-resident'],
    [{ ...form, benefit: { category: 'P4', certificateDate: null } }, 'file-required', 'attachments.benefit'],
    [{ ...form, dataCurrent: false }, 'required', 'dataCurrent'],
    [{ ...form, algorithmRead: false }, 'required', 'algorithmRead'],
  ] as const satisfies readonly (readonly [ApplicationForm, string, string])[])(
    'names the fault and its field (%#)',
    (faulty, code, field) => {
      expect(checkForm(faulty, TODAY)).toEqual([{ code, field }]);
    },
  );

  it('says that the applicant was entered as the child', () => {
    const same = withChild({ iin: form.applicant.iin, birthDate: form.applicant.birthDate });
    expect(checkForm(same, TODAY)[0]?.field).toBe('children.0.iin');
    expect(refusalOf(same, factsOfForm(same), Date.UTC(2026, 2, 2), POLICIES.classic)).toBe('invalid-iin');
  });

  it('accepts a certificate for one month, and none from the future', () => {
    const dated = (certificateDate: string | null): ApplicationForm => ({
      ...form,
      attachments: [file('benefit')],
      benefit: { category: 'E1', certificateDate },
    });
    expect(checkForm(dated('2026-02-02'), TODAY)).toEqual([]);
    expect(checkForm(dated('2026-02-01'), TODAY)[0]?.code).toBe('certificate-too-old');
    expect(checkForm(dated('2026-03-03'), TODAY)[0]?.code).toBe('certificate-in-future');
    expect(checkForm(dated(null), TODAY)[0]?.code).toBe('certificate-date-required');
  });

  it('lets only a desk do without an e-mail', () => {
    const without = withApplicant({ email: null });
    expect(checkForm(without, TODAY, 'desk')).toEqual([]);
    expect(checkForm(without, TODAY, 'kiosk')).toEqual([{ code: 'required', field: 'applicant.email' }]);
  });

  it('asks for a proof of registration where ГБД ФЛ is silent', () => {
    const typed: ApplicationForm = {
      ...withApplicant({ source: 'manual', registrationDistrict: null }),
      children: [{ ...child, source: 'manual', registrationDistrict: null }],
    };
    expect(checkForm(typed, TODAY)).toEqual([{ code: 'file-required', field: 'attachments.registration' }]);
    expect(checkForm({ ...typed, attachments: [file('registration')] }, TODAY)).toEqual([]);
  });
});

describe('§1.11 Registration, Relation to the child: refusals', () => {
  const now = parseInstant('2026-03-02T09:00:00+05:00') ?? 0;
  const refused = (
    candidate: ApplicationForm,
    facts: Partial<ReturnType<typeof factsOfForm>> = {},
    at = now,
  ) => refusalOf(candidate, { ...factsOfForm(candidate), ...facts }, at, POLICIES.classic);

  it('takes a good form', () => {
    expect(refused(form)).toBeNull();
  });

  it('knows a child that is queued already', () => {
    expect(refused(form, { taken: new Set([child.iin]) })).toBe('duplicate-child');
  });

  it('wants a registration of applicant or child in the district', () => {
    const elsewhere = withApplicant({ registrationDistrict: '113200000' });
    expect(refused(elsewhere)).toBeNull();
    const nowhere: ApplicationForm = {
      ...elsewhere,
      children: [{ ...child, registrationDistrict: null }],
      attachments: [file('registration')],
    };
    expect(refused(nowhere), 'a scan does not outweigh the registry').toBe('not-registered');
    expect(refused(nowhere, { registrations: new Map() }), 'the registry is silent').toBeNull();
  });

  it('takes a child until the day before the seventh birthday', () => {
    const six = withChild({ iin: '200312500010', birthDate: '2020-03-12' });
    expect(refused(six, {}, parseInstant('2027-03-11T23:59:59.999+05:00') ?? 0)).toBeNull();
    expect(refused(six, {}, parseInstant('2027-03-12T00:00:00+05:00') ?? 0)).toBe('over-age');
  });

  it('does not take a child that is not born, nor an applicant under sixteen', () => {
    expect(refused(form, {}, parseInstant('2022-01-04T12:00:00+06:00') ?? 0)).toBe('not-born');
    const young = withApplicant({ iin: '110101500004', birthDate: '2011-01-01' });
    expect(refused(young)).toBe('not-permitted');
  });

  it('does not let a stranger file as the parent', () => {
    expect(refused(form, { strangers: new Set([child.iin]) })).toBe('not-permitted');
  });

  it('answers the first of the list when several apply, and points to the child', () => {
    const old: ChildPart = { ...child, iin: '180312500004', birthDate: '2018-03-12' };
    const both: ApplicationForm = { ...form, twins: true, children: [old, child] };
    const all = refusalsOf(
      both,
      { ...factsOfForm(both), taken: new Set([child.iin]) },
      now,
      POLICIES.classic,
    );
    expect(all.map(({ code }) => code)).toEqual(['duplicate-child', 'over-age']);
    expect(all.find(({ code }) => code === 'duplicate-child')?.field).toBe('children.1.iin');
  });
});
