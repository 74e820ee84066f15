import { describe, expect, it } from 'vitest';
import type { Attachment, AttachmentPurpose } from '../../../core/domain/application-form.ts';
import { ApplicationFormSchema } from '../../../core/protocol/form.ts';
import type { RegistryPerson } from '../../../core/protocol/person.ts';
import { faultsOf, stepOf } from '../../../renderer/features/application/faults.ts';
import {
  emptyChild,
  emptyValues,
  type FormValues,
  FormValuesSchema,
} from '../../../renderer/features/application/form-values.ts';
import { fromForm } from '../../../renderer/features/application/from-form.ts';
import {
  canLookUp,
  withIin,
  withManualEntry,
  withRegistry,
} from '../../../renderer/features/application/people.ts';
import { toForm } from '../../../renderer/features/application/to-form.ts';
import { filledForm, KOKSHETAU, NOW } from './filled-form.ts';

function faults(values: FormValues, place: 'desk' | 'kiosk' = 'desk') {
  return faultsOf(values, NOW, place).map(({ code, field }) => `${field}: ${code}`);
}

function scan(purpose: AttachmentPurpose): Attachment {
  return { sha256: 'a'.repeat(64), name: 'құжат.pdf', type: 'application/pdf', size: 1000, purpose };
}

function child(values: FormValues, patch: Partial<FormValues['children'][number]>): FormValues {
  return { ...values, children: values.children.map((each) => ({ ...each, ...patch })) };
}

function applicant(values: FormValues, patch: Partial<FormValues['applicant']>): FormValues {
  return { ...values, applicant: { ...values.applicant, ...patch } };
}

describe('the form that is signed', () => {
  it('has the shape of the contract and nothing is wrong with it', () => {
    const form = toForm(filledForm());
    expect(ApplicationFormSchema.parse(form)).toEqual(form);
    expect(faults(filledForm())).toEqual([]);
  });

  it('carries phones as E.164, dates without a zone, texts without stray spaces', () => {
    const form = toForm(filledForm());
    expect(form.applicant.phone).toBe('+77012345678');
    expect(form.applicant.birthDate).toBe('1985-07-17');
    expect(form.applicant.email).toBe('ulgi@example.kz');
    expect(form.settlement).toBe('Көкшетау');
  });

  it('takes the registration address for the residence only where they are the same', () => {
    const values = filledForm();
    expect(toForm(values).applicant.residenceAddress).toEqual(values.applicant.registrationAddress);
    const elsewhere = { city: 'Щучинск', district: '', street: '', house: '', flat: '' };
    const moved = applicant(values, { residenceSame: false, residenceAddress: elsewhere });
    expect(toForm(moved).applicant.residenceAddress).toEqual(elsewhere);
  });

  it('is what was typed when it is opened again after a refusal, but for identifiers and the consent', () => {
    const values = filledForm();
    const elsewhere = { city: 'Щучинск', district: '', street: '', house: '', flat: '' };
    const other = {
      ...values,
      ...{
        nonResident: true,
        benefitClaimed: true,
        benefitCategory: 'E1' as const,
        certificateDate: '01.03.2026',
      },
      attachments: [scan('benefit'), scan('non-resident')],
      applicant: {
        ...values.applicant,
        ...{ residenceSame: false, residenceAddress: elsewhere, email: '', noEmail: true },
        additionalPhone: '+7 (702) 234-56-78',
      },
    };
    for (const typed of [values, other]) {
      const signed = toForm(typed);
      const [again, uuid] = [fromForm(signed, () => 'new'), signed.children[0]?.uuid ?? ''];
      expect(FormValuesSchema.safeParse(fromForm(signed, () => uuid)).success).toBe(true);
      expect(toForm({ ...again, children: again.children.map((each) => ({ ...each, uuid })) })).toEqual(
        signed,
      );
      expect(again.children.map((each) => each.uuid)).toEqual(['new']);
    }
    const consented = { ...toForm(values), attachments: [scan('consent')] };
    expect(fromForm(consented, () => 'new').attachments).toEqual([]);
  });

  it('leaves scans behind whose reason was taken back', () => {
    const values = { ...filledForm(), attachments: [scan('benefit'), scan('relation')] };
    expect(toForm(values).attachments).toEqual([]);
    const guardian = { ...values, relation: 'guardian' as const };
    expect(toForm(guardian).attachments.map(({ purpose }) => purpose)).toEqual(['relation']);
  });

  it('has no e-mail where the tick says so', () => {
    expect(toForm(applicant(filledForm(), { noEmail: true })).applicant.email).toBeNull();
  });
});

describe('what is wrong with what was typed', () => {
  it('is at first what is missing, in the order of the screen', () => {
    expect(faults(emptyValues(KOKSHETAU, crypto.randomUUID()))).toEqual([
      'applicant.iin: required',
      'applicant.phone: required',
      'applicant.email: required',
      'children.0.iin: required',
      'settlement: required',
      'language: required',
      'dataCurrent: required',
      'algorithmRead: required',
    ]);
  });

  it.each([
    ['210815600017', 'iin-check-digit'],
    ['123456789012', 'iin-date'],
    ['2108156000', 'iin-length'],
    ['900312445675', 'iin-adult'],
    ['850717300014', 'iin-adult'],
  ])('names what is wrong with the child’s IIN %s: %s', (iin, code) => {
    expect(faults(child(filledForm(), { iin, source: 'none' }))).toContain(`children.0.iin: ${code}`);
  });

  it('finds the date of birth that the IIN contradicts, and the child that is too old', () => {
    expect(faults(child(filledForm(), { birthDate: '16.08.2021' }))).toContain(
      'children.0.birthDate: birth-date-mismatch',
    );
    const born2018 = child(filledForm(), { iin: '180102500012', birthDate: '02.01.2018' });
    expect(faults(born2018)).toContain('children.0.iin: over-age');
  });

  it('asks for twins’ second child, and not twice for the same', () => {
    const [first] = filledForm().children;
    if (first === undefined) throw new Error('The form has a child');
    const second = emptyChild(crypto.randomUUID());
    const twins = { ...filledForm(), twins: true, children: [first, second] };
    expect(faults(twins)).toEqual(['children.1.iin: required']);
    const same = { ...twins, children: [first, { ...first, uuid: second.uuid }] };
    expect(faults(same)).toEqual(['children.1.iin: iin-repeated']);
  });

  it('refuses without прописка, clearly and in a place of its own', () => {
    const values = applicant(filledForm(), { registrationDistrict: null });
    expect(faults(values)).toEqual(['registration: not-registered']);
    expect(stepOf('registration')).toBe('child');
    expect(faults(child(values, { registrationDistrict: KOKSHETAU }))).toEqual([]);
  });

  it('asks for прописка on paper where ГБД ФЛ was silent', () => {
    const values = applicant(filledForm(), { source: 'manual', registrationDistrict: null });
    expect(faults(values)).toEqual(['attachments.registration: file-required']);
    expect(faults({ ...values, attachments: [scan('registration')] })).toEqual([]);
  });

  it('says nothing of what follows from an IIN that is not right yet', () => {
    const values = applicant(filledForm(), { iin: '85071730', source: 'none', birthDate: '' });
    expect(faults(values)).toEqual(['applicant.iin: iin-length']);
  });

  it('asks a benefit for category, certificate and proof', () => {
    const claimed = { ...filledForm(), benefitClaimed: true };
    expect(faults(claimed)).toEqual(['benefit.category: required', 'attachments.benefit: file-required']);
    const teacher = { ...claimed, benefitCategory: 'P7' as const, attachments: [scan('benefit')] };
    expect(faults(teacher)).toEqual(['benefit.certificateDate: certificate-date-required']);
    expect(faults({ ...teacher, certificateDate: '01.01.2026' })).toEqual([
      'benefit.certificateDate: certificate-too-old',
    ]);
    expect(faults({ ...teacher, certificateDate: '20.02.2026' })).toEqual([]);
  });

  it('allows no e-mail at a desk, never at a kiosk', () => {
    const values = applicant(filledForm(), { email: '', noEmail: true });
    expect(faults(values)).toEqual([]);
    expect(faults(values, 'kiosk')).toEqual(['applicant.email: required']);
  });

  it('bars a person of whom ГБД ФЛ says so', () => {
    const values = child(filledForm(), { source: 'none' });
    const barred = new Map([['210815600013', 'person-deceased' as const]]);
    expect(faultsOf(values, NOW, 'desk', barred)[0]).toEqual({
      code: 'person-deceased',
      field: 'children.0.iin',
    });
  });
});

describe('ГБД ФЛ', () => {
  const person: RegistryPerson = {
    iin: '850717300014',
    name: { surname: 'ОЙДАНБАЕВ', name: 'ҮЛГІ', patronymic: '' },
    birthDate: '1985-07-17',
    sex: 'male',
    registration: null,
    parents: [],
  };
  const empty = withIin(emptyValues(KOKSHETAU, crypto.randomUUID()), 'applicant', person.iin);

  it('is asked about right IINs only, and not about the applicant as the child', () => {
    expect(canLookUp(empty, 'applicant')).toBe(true);
    expect(canLookUp(withIin(empty, 0, '210815600013'), 0)).toBe(true);
    expect(canLookUp(withIin(empty, 0, '210815600017'), 0)).toBe(false);
    expect(canLookUp(withIin(empty, 0, person.iin), 0)).toBe(false);
  });

  it('fills the person in', () => {
    const filled = withRegistry(empty, 'applicant', person).applicant;
    expect(filled).toMatchObject({ source: 'registry', name: person.name, birthDate: '17.07.1985' });
  });

  it('is not heard any more when another IIN stands there by now', () => {
    const other = withIin(empty, 'applicant', '900312445675');
    expect(withRegistry(other, 'applicant', person)).toBe(other);
    expect(withManualEntry(other, 'applicant', person.iin)).toBe(other);
  });

  it('leaves nothing behind when the IIN is changed', () => {
    const other = withIin(withRegistry(empty, 'applicant', person), 'applicant', '900312445675');
    expect(other.applicant).toMatchObject({ source: 'none', birthDate: '', name: { surname: '' } });
  });

  it('silent, lets the data be typed, and the IIN already tells the birth date', () => {
    const manual = withManualEntry(withIin(empty, 0, '210815600013'), 0, '210815600013');
    expect(manual.children[0]).toMatchObject({ source: 'manual', birthDate: '15.08.2021' });
  });
});

describe('the draft', () => {
  it('gives back every field as it was typed, valid or not', () => {
    const values = applicant(filledForm(), { phone: '+7 (70', email: 'жарты@' });
    expect(FormValuesSchema.parse(JSON.parse(JSON.stringify(values)))).toEqual(values);
  });
});
