import { describe, expect, it } from 'vitest';
import type { Attachment } from '../../../core/domain/application-form.ts';
import { ReceiptInputSchema } from '../../../core/protocol/receipt.ts';
import { faultsOf } from '../../../renderer/features/application/faults.ts';
import type { FormValues } from '../../../renderer/features/application/form-values.ts';
import { toForm } from '../../../renderer/features/application/to-form.ts';
import {
  draftOfForm,
  faultsOfDraft,
  inputOfDraft,
  newHanded,
  newMissing,
  type ReceiptDraft,
} from '../../../renderer/features/receipt/receipt-draft.ts';
import { filledForm, NOW } from './filled-form.ts';

const scan: Attachment = {
  ...{ sha256: 'a'.repeat(64), name: 'scan-001.pdf', type: 'application/pdf', size: 1000 },
  purpose: 'benefit',
};

function draftOf(values: FormValues): ReceiptDraft {
  return draftOfForm(toForm(values), faultsOf(values, NOW, 'desk'));
}

describe('the receipt of what came with a form', () => {
  it('names the people, the scans as handed in, and every proof that the form lacks, in both languages', () => {
    const values: FormValues = {
      ...filledForm(),
      ...{ benefitClaimed: true, benefitCategory: 'P1', groupKind: 'special' },
      attachments: [scan],
    };
    const input = inputOfDraft(draftOf(values));
    expect(input).toMatchObject({
      child: 'ОЙДАНБАЕВА ҚҰРАЛАЙ',
      applicant: { name: 'ОЙДАНБАЕВ ҮЛГІ ӘДЕМІҰЛЫ', iin: '850717300014' },
      handed: [{ name: expect.stringContaining('Жеңілдікті растайтын құжат / '), sheets: 1, form: 'scan' }],
      missing: [expect.stringContaining('ПМПК')],
      application: null,
    });
    expect(ReceiptInputSchema.parse(input)).toEqual(input);
    const without = draftOf({ ...values, attachments: [] });
    expect(without.handed).toEqual([]);
    expect(without.missing.map(({ name }) => name)).toHaveLength(2);
  });

  it('of an empty form is empty, and what it needs is said at its field', () => {
    const values = filledForm();
    const draft = draftOf({ ...values, applicant: { ...values.applicant, iin: '85' } });
    expect(faultsOfDraft({ ...draft, applicantName: ' ' })).toMatchObject({
      ...{ applicantName: true, applicantIin: 'iin-length', empty: true },
    });
    expect(inputOfDraft(draft)).toBeNull();
  });

  it('is not given out with a row without a name or without sheets', () => {
    const draft = draftOf(filledForm());
    const unnamed = newMissing(' ');
    const uncounted = { ...newHanded('Құжат'), sheets: '' };
    const wrong = { ...draft, handed: [uncounted], missing: [unnamed] };
    expect(faultsOfDraft(wrong)).toMatchObject({
      ...{ unnamed: new Set([unnamed.key]), uncounted: new Set([uncounted.key]), empty: false },
    });
    expect(inputOfDraft(wrong)).toBeNull();
    expect(inputOfDraft({ ...wrong, handed: [], missing: [newMissing(' Анықтама ')] })).toMatchObject({
      missing: ['Анықтама'],
    });
  });
});
