import { describe, expect, it } from 'vitest';
import {
  correctedForm,
  correctionFault,
  corrects,
  NOTHING_CORRECTED,
} from '../../../core/domain/corrected-form.ts';
import { decidersOf, mayDecide, mayPropose } from '../../../core/domain/proposal.ts';
import { needsSignature } from '../../../core/domain/signature-duty.ts';
import { record } from '../documents/sample.ts';

/** Matters of two persons (domain.md §1.10.17, §1.11). */
describe('who stands beside whom', () => {
  const proposal = { kind: 'restore', proposedBy: '900312400106', role: 'operator' } as const;

  it('an operator proposes what the head decides; a refusal is never the head’s to propose', () => {
    expect(mayPropose('reject', 'operator')).toBe(true);
    expect(mayPropose('reject', 'head')).toBe(false);
    expect(decidersOf('reject', 'operator')).toEqual(['head']);
    expect(decidersOf('correct', 'head')).toEqual(['operator']);
  });

  it('nobody decides what he proposed, whatever else he is, nor about his own child', () => {
    const head = { iin: '791115300070', roles: ['head'] };
    expect(mayDecide(proposal, head, [])).toBe(true);
    expect(mayDecide(proposal, { iin: proposal.proposedBy, roles: ['operator', 'head'] }, [])).toBe(false);
    expect(mayDecide(proposal, head, [head.iin])).toBe(false);
    expect(mayDecide(proposal, { iin: '880521400070', roles: ['operator', 'moderator'] }, [])).toBe(false);
  });
});

describe('the head’s signature', () => {
  it('is asked for an approved refusal and for nothing else that is decided', () => {
    const decision = { do: 'decideProposal', kind: 'reject', approved: true };
    expect(needsSignature(decision)).toBe(true);
    expect(needsSignature({ ...decision, approved: false })).toBe(false);
    expect(needsSignature({ ...decision, kind: 'restore' })).toBe(false);
  });
});

describe('what was corrected', () => {
  it('leaves nobody without a name, nor with signs that no name has', () => {
    const named = (name: string, surname = '') => ({
      ...NOTHING_CORRECTED,
      childName: { surname, name, patronymic: '' },
    });
    expect(correctionFault(NOTHING_CORRECTED)).toBeNull();
    expect(correctionFault(named('Әли'))).toBeNull();
    expect(correctionFault(named(' '))).toEqual({ code: 'required', field: 'childName' });
    expect(correctionFault(named('Әли1', 'Сынақов'))).toEqual({ code: 'name-malformed', field: 'childName' });
  });

  it('stands beside the signed form, the later over the earlier, and takes the birth date from the IIN', () => {
    const { form } = record;
    const settlement = corrects(
      { ...NOTHING_CORRECTED, settlement: 'Зеренді', childIin: '220105501235' },
      { ...NOTHING_CORRECTED, settlement: 'Қосшы' },
    );
    const shown = correctedForm(form, 0, settlement);
    expect(shown.settlement).toBe('Қосшы');
    expect(shown.children[0]).toMatchObject({ iin: '220105501235', birthDate: '2022-01-05' });
    expect(shown.applicant).toEqual(form.applicant);
    expect(correctedForm(form, 0, null)).toBe(form);
  });
});
