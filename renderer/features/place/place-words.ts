import { useTranslation } from 'react-i18next';
import type { PlaceChoice } from '../../../core/protocol/place.ts';
import { useLocale } from '../../locale/i18n.ts';
import { documentLocaleFor } from '../document/document-language.tsx';
import { kilometres } from './place-order.ts';

/** What a place says of itself, in the reader's language. */
export function usePlaceWords(): {
  readonly name: (choice: PlaceChoice) => string;
  readonly age: (choice: PlaceChoice) => string;
  readonly language: (choice: PlaceChoice) => string;
  readonly address: (choice: PlaceChoice) => string;
  readonly distance: (choice: PlaceChoice) => string;
} {
  const { t } = useTranslation('place');
  const locale = useLocale();
  const named = documentLocaleFor(locale);
  return {
    name: ({ kindergarten }) => kindergarten[named],
    age: ({ age, birthYear: year }) => {
      const known = ([1, 2, 3, 4, 5] as const).find((each) => each === age);
      return known === undefined ? t('ageYear', { year }) : t('ageOf', { name: t(`age.${known}`), year });
    },
    language: ({ language }) => t(`language.${language}`),
    address: ({ kindergarten: { settlement, address } }) => `${settlement}, ${address}`,
    distance: ({ distanceKm }) =>
      distanceKm === null
        ? t('unknownDistance')
        : distanceKm === 0
          ? t('here')
          : t('distance', { km: kilometres(distanceKm, locale) }),
  };
}
