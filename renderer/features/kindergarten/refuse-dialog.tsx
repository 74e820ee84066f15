import { Select, Text, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { fullName } from '../../../core/domain/application-form.ts';
import type { KindergartenChild } from '../../../core/protocol/kindergarten.ts';
import { useCore } from '../../link/use-core.ts';
import { useLocale } from '../../locale/i18n.ts';
import { KindergartenDialog } from './command-dialog.tsx';
import { isReason } from './reason.ts';
import type { Said } from './said.ts';
import { useGive } from './use-give.ts';

/** The reason for which only own words will do. */
const OTHER = 'other';

/** A child that came with a referral is not taken: a reason of the table, or own words; it reads in both languages of the state. */
export function RefuseDialog(props: {
  readonly child: KindergartenChild;
  readonly onDone: (said: Said) => void;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation('kindergarten');
  const locale = useLocale();
  const reasons = useCore('reference.load', {}).data?.arrivalRefusals ?? [];
  const [code, setCode] = useState<string | null>(null);
  const [words, setWords] = useState('');
  const name = fullName(props.child.child.name);
  const giving = useGive(() => props.onDone({ of: 'refuse', values: { name } }));
  const chosen = reasons.find((each) => each.code === code);
  const own = words.trim();
  const known = chosen === undefined || chosen.code === OTHER ? '' : `${chosen.kk} / ${chosen.ru}`;
  const reason = known === '' ? own : own === '' ? known : `${known}: ${own}`;
  const valid = chosen !== undefined && isReason(reason);
  return (
    <KindergartenDialog
      title={t('refuse.title')}
      meaning={t('refuse.meaning')}
      confirm={t('refuse.confirm')}
      danger
      giving={giving}
      {...(valid
        ? {
            onConfirm: () =>
              giving.give({ do: 'refuseArrival', application: props.child.application, reason }),
          }
        : {})}
      // «Бас тарту» would be the word for the refusal itself.
      back={{ label: t('refuse.close'), onClick: props.onClose }}
      onClose={props.onClose}
    >
      <Text fw={700} fz="lg">
        {name}
      </Text>
      <Select
        label={t('refuse.reason')}
        data={reasons.map((each) => ({ value: each.code, label: each[locale] }))}
        value={code}
        onChange={setCode}
        required
        data-autofocus
      />
      <Textarea
        label={t('refuse.own')}
        description={t('refuse.ownHint')}
        value={words}
        onChange={({ currentTarget }) => setWords(currentTarget.value)}
        required={code === OTHER}
        autosize
        minRows={2}
        maxLength={800}
        size="md"
      />
    </KindergartenDialog>
  );
}
