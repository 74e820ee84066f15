import { Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { QUEUE_CLASSES } from '../../../core/domain/status.ts';
import type { WhyAnswer } from '../../../core/protocol/why.ts';
import { Facts } from '../../components/facts.tsx';
import { momentText } from '../journal/journal-format.ts';
import classes from './why.module.css';

type Place = NonNullable<WhyAnswer['place']>;

/** The answer itself: how many stand before, of which right, and by which rule. */
export function WhySentence({ place }: { readonly place: Place }) {
  const { t } = useTranslation('why');
  const { before, waiting, cycle, position, order } = place;
  const byCategory = order === 'category-table';
  const [next] = cycle;
  return (
    <Stack gap="md">
      <Text className={classes.sentence ?? ''}>
        {position === 1 ? t('first') : t('sentence', { all: position - 1, position })}
      </Text>
      {position === 1 || byCategory ? null : (
        <ul className={classes.classes} aria-label={t('ofThem')}>
          {QUEUE_CLASSES.map((line) => (
            <li key={line} data-line={line}>
              <span className={classes.count}>{before[line]}</span> {t(`of.${line}`)}
            </li>
          ))}
        </ul>
      )}
      <Text>
        {byCategory
          ? t('ruleByCategory')
          : t('rule', {
              p: cycle.filter((slot) => slot === 'P').length,
              g: cycle.filter((slot) => slot === 'G').length,
            })}
      </Text>
      <Facts
        facts={[
          [t('filed'), momentText(place.filedAt)],
          [t('wait'), waiting.E + waiting.P + waiting.G],
          ...(byCategory
            ? [
                [
                  t('ownCategory'),
                  place.category === null ? t('noCategory') : t('category', { category: place.category }),
                ] as const,
              ]
            : []),
          ...(byCategory || next === undefined ? [] : [[t('turn'), t(`turnOf.${next}`)] as const]),
        ]}
      />
    </Stack>
  );
}
