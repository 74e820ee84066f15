import { describe, expect, it } from 'vitest';
import type { Attachment } from '../../../core/domain/application-form.ts';
import {
  FormValuesSchema,
  SIGNED_BY_APPLICANT,
  type SigningValues,
} from '../../../renderer/features/application/form-values.ts';
import { toForm } from '../../../renderer/features/application/to-form.ts';
import {
  CONSENT_LIFE,
  consentedText,
  consentState,
} from '../../../renderer/features/consent/consent-state.ts';
import { filledForm, NOW } from './filled-form.ts';

const form = toForm(filledForm());
const ID = '9b1d8a52-5f0c-4d1c-8f52-0d7d3d0a1c99';

function byCode(patch: Partial<NonNullable<SigningValues['code']>> = {}): SigningValues {
  return {
    signer: 'operator',
    means: 'code',
    code: {
      id: ID,
      at: '2026-03-02T04:00:00.000Z',
      phone: '+7 (701) ***-**-78',
      to: consentedText(form),
      goodUntil: NOW + CONSENT_LIFE,
      ...patch,
    },
    paperTo: null,
  };
}

const onPaper: SigningValues = { signer: 'operator', means: 'paper', code: null, paperTo: null };
const scan: Attachment = {
  sha256: 'c'.repeat(64),
  name: 'келісім.pdf',
  type: 'application/pdf',
  size: 1000,
  purpose: 'consent',
};

describe('the consent under which an operator signs', () => {
  it('is not asked for where the applicant signs', () => {
    expect(consentState(SIGNED_BY_APPLICANT, form, NOW)).toEqual({ state: 'not-needed' });
  });

  it('is missing until it is given, however it is to be given', () => {
    expect(consentState({ ...byCode(), code: null }, form, NOW)).toEqual({ state: 'missing' });
    expect(consentState(onPaper, form, NOW)).toEqual({ state: 'missing' });
  });

  it('by code holds for what the applicant was shown, for thirty minutes', () => {
    const given = { state: 'given', consent: { means: 'code', id: ID } };
    expect(consentState(byCode(), form, NOW)).toEqual(given);
    expect(consentState(byCode(), form, NOW + CONSENT_LIFE - 1)).toEqual(given);
    expect(consentState(byCode(), form, NOW + CONSENT_LIFE)).toEqual({ state: 'over' });
  });

  it('falls when anything the applicant was shown is changed', () => {
    const others = [
      { ...form, settlement: 'Қосшы' },
      { ...form, applicant: { ...form.applicant, phone: '+77015550000' } },
      { ...form, children: form.children.map((child) => ({ ...child, iin: '220105501235' })) },
      { ...form, attachments: [{ ...scan, purpose: 'benefit' as const }] },
    ];
    for (const other of others) expect(consentState(byCode(), other, NOW)).toEqual({ state: 'changed' });
  });

  it('outlives new identifiers, which a refusal of the server brings: they mean nothing to the applicant', () => {
    const renewed = {
      ...form,
      children: form.children.map((child) => ({ ...child, uuid: '11111111-1111-4111-8111-111111111111' })),
    };
    expect(consentState(byCode(), renewed, NOW)).toMatchObject({ state: 'given' });
  });

  it('on paper is the scan of the sheet', () => {
    const scanned = { ...form, attachments: [scan] };
    const given = { state: 'given', consent: { means: 'paper', sha256: scan.sha256 } };
    expect(consentState(onPaper, scanned, NOW)).toEqual(given);
    expect(consentState({ ...onPaper, paperTo: consentedText(form) }, scanned, NOW)).toEqual(given);
  });

  it('on paper falls when the form is no longer what the sheet was printed for', () => {
    const scanned = { ...form, settlement: 'Қосшы', attachments: [scan] };
    expect(consentState({ ...onPaper, paperTo: consentedText(form) }, scanned, NOW)).toEqual({
      state: 'changed',
    });
  });
});

describe('the scan of a consent', () => {
  const values = { ...filledForm(), attachments: [scan] };

  it('goes with the application an operator signs on a paper consent, and with no other', () => {
    expect(toForm({ ...values, signing: onPaper }).attachments).toEqual([scan]);
    expect(toForm({ ...values, signing: byCode() }).attachments).toEqual([]);
    expect(toForm({ ...values, signing: { ...onPaper, signer: 'applicant' } }).attachments).toEqual([]);
  });
});

describe('a draft of before operators could sign', () => {
  it('still opens: the applicant signs it', () => {
    const { signing: _, ...before } = filledForm();
    expect(FormValuesSchema.parse(before).signing).toEqual(SIGNED_BY_APPLICANT);
  });
});
