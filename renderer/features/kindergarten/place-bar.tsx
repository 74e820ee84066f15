import { useTranslation } from 'react-i18next';
import type { PlaceSums } from '../../../core/protocol/kindergarten.ts';
import classes from './kindergarten.module.css';

/** Where places can be, in the order of the bar: taken for long first, held back last. */
const PARTS = ['enrolledOtherwise', 'enrolled', 'referred', 'offered', 'open', 'unpublished'] as const;

/** The places of a group as a bar with its figures: every place of the capacity is somewhere. */
export function PlaceBar({ places }: { readonly places: PlaceSums }) {
  const { t } = useTranslation('kindergarten');
  const shown = PARTS.filter((part) => places[part] > 0);
  return (
    <div>
      <div className={classes.bar} aria-hidden>
        {shown.map((part) => (
          <span
            key={part}
            data-part={part}
            ref={(element) => element?.style.setProperty('flex-grow', String(places[part]))}
          />
        ))}
      </div>
      <dl className={classes.figures} aria-label={t('place.label', { total: places.capacity })}>
        <div>
          <dt>{t('place.capacity')}</dt>
          <dd>{places.capacity}</dd>
        </div>
        {shown.map((part) => (
          <div key={part}>
            <dt>
              <i data-part={part} aria-hidden />
              {t(`place.${part}`)}
            </dt>
            <dd data-figure={part}>{places[part]}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
