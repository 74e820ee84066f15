import { Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { addDays, type PlainDate } from '../../../core/domain/plain-date.ts';
import { dateWithWeekday } from '../../../core/domain/wording.ts';
import type { Card } from '../../../core/protocol/card.ts';
import type { Permission } from '../../../core/protocol/permission.ts';
import { useLocale } from '../../locale/i18n.ts';
import { CommandDialog } from '../command/command-dialog.tsx';
import { useNames } from '../command/use-giver.ts';
import { DayChoice } from './day-choice.tsx';

/** «Жолдаманы ұзарту»: once, to a day of at most 30 calendar days after the issue (R7). */
export function ExtendReferral(props: {
  readonly card: Card;
  readonly referral: NonNullable<Permission['referral']>;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation('command');
  const locale = useLocale();
  const { card } = props;
  // What was on the screen when the dialog opened stays there, also when the card behind it changes.
  const [referral] = useState(props.referral);
  const [until, setUntil] = useState<PlainDate | null>(null);
  const [asked, setAsked] = useState(false);
  const names = useNames(card);
  const { number, validUntil, extendUntil } = referral;
  const day = until === null ? '' : dateWithWeekday(until, locale);
  return (
    <CommandDialog
      name="extendReferral"
      card={card}
      title={t('extendReferral.title')}
      lead={t('extendReferral.lead', { number })}
      meaning={[t('extendReferral.once'), t('extendReferral.come')]}
      facts={[
        [t('cancelReferral.fact.number'), number],
        [t('extendReferral.until'), day],
      ]}
      statement={t('extendReferral.statement', { ...names, what: `${number}, ${day}` })}
      action={t('extendReferral.action')}
      command={until === null ? null : { do: 'extendReferral', application: card.row.uuid, until }}
      onIncomplete={() => setAsked(true)}
      done={t('extendReferral.done', { date: day })}
      onClose={props.onClose}
    >
      <Stack gap="md">
        <div>
          <Text>{t('extendReferral.now', { date: dateWithWeekday(validUntil, locale) })}</Text>
          <Text fw={600}>{t('extendReferral.latest', { date: dateWithWeekday(extendUntil, locale) })}</Text>
        </div>
        <DayChoice
          label={t('extendReferral.until')}
          first={addDays(validUntil, 1)}
          last={extendUntil}
          value={until}
          onChange={setUntil}
        />
        <Text role="status" fw={600} c={until === null && asked ? 'var(--kezek-danger)' : 'var(--kezek-ink)'}>
          {until !== null
            ? t('extendReferral.chosen', { date: day })
            : asked
              ? t('extendReferral.choose')
              : ''}
        </Text>
      </Stack>
    </CommandDialog>
  );
}
