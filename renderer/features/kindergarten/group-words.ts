import { useTranslation } from 'react-i18next';
import type { GroupRow } from '../../../core/protocol/kindergarten.ts';

const AGES = [1, 2, 3, 4, 5] as const;

/** What is said of a group: for the youngest and the oldest the nearest age group (domain.md §1.8; six-year-olds stay on). */
export function useGroupWords(): (group: Pick<GroupRow, 'age' | 'kind' | 'language'>) => string {
  const { t } = useTranslation('kindergarten');
  return ({ age, kind, language }) => {
    const nearest = AGES.find((each) => each === Math.min(5, Math.max(1, age))) ?? 1;
    return [t(`group.age.${nearest}`), t(`group.language.${language}`), t(`group.kind.${kind}`)].join(' · ');
  };
}
