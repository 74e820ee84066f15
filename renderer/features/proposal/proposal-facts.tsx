import { useTranslation } from 'react-i18next';
import { fullName } from '../../../core/domain/application-form.ts';
import { type Corrected, type CorrectedField, correctedFields } from '../../../core/domain/corrected-form.ts';
import { capitalise } from '../../../core/domain/kazakh.ts';
import type { ProposalRow } from '../../../core/protocol/proposal.ts';
import { Facts } from '../../components/facts.tsx';
import { useLocale } from '../../locale/i18n.ts';
import { dateText } from '../journal/journal-format.ts';
import { detailText, groundText } from './reasons.ts';

/** What is proposed, as pairs of name and value: all that is needed to decide it. */
export function ProposalFacts({ row }: { readonly row: ProposalRow }) {
  const { t } = useTranslation('proposal');
  const facts = useProposalFacts()(row);
  return <Facts label={t(`kind.${row.proposal.kind}`)} facts={facts} prose />;
}

/** The same as data, for a dialog. */
export function useProposalFacts(): (row: ProposalRow) => readonly (readonly [string, string])[] {
  const { t } = useTranslation('proposal');
  const locale = useLocale();
  return ({ present, proposal }) => {
    switch (proposal.kind) {
      case 'restore':
        return [[t('reason'), proposal.reason]];
      case 'reject':
        return [
          [t('fact.ground'), capitalise(groundText(proposal.ground, locale))],
          [t('fact.detail'), proposal.detail === null ? '' : capitalise(detailText(proposal.detail, locale))],
          [t('fact.rulesPoint'), proposal.rulesPoint ?? ''],
          [t('fact.facts'), proposal.facts],
          [t('fact.fix'), proposal.fix ?? ''],
          [t('fact.hearingOn'), proposal.hearingOn === null ? '' : dateText(proposal.hearingOn)],
          [t('fact.hearing'), proposal.hearing],
        ];
      case 'removeByOffice':
        return [
          [t('fact.removal'), t(`removal.${proposal.reason}`)],
          [t('fact.note'), proposal.note],
        ];
      case 'correct': {
        const { correction, reason } = proposal;
        const lines = correctedFields(correction).map(
          (field) =>
            [t(`field.${field}`), `${present[field] ?? ''} → ${valueText(correction, field)}`] as const,
        );
        return [...lines, [t('reason'), reason]];
      }
    }
  };
}

function valueText(correction: Corrected, field: CorrectedField): string {
  switch (field) {
    case 'applicantName':
    case 'childName': {
      const name = correction[field];
      return name === null ? '' : fullName(name);
    }
    case 'registrationAddress':
    case 'residenceAddress': {
      const address = correction[field];
      if (address === null) return '';
      const { district, city, street, house, flat } = address;
      return [district, city, street, house, flat].filter((part) => part !== '').join(', ');
    }
    default:
      return correction[field] ?? '';
  }
}
