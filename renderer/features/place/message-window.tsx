import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { PolicyName } from '../../../core/domain/policy.ts';
import { dateWithWeekday } from '../../../core/domain/wording.ts';
import type { PlaceChoices } from '../../../core/protocol/place.ts';
import { Note } from '../../components/note.tsx';
import { useLocale } from '../../locale/i18n.ts';
import { useStatus } from '../../session.ts';
import classes from './place.module.css';

/** The notes of the manual (seed 002) on choosing and on the referral, in its words and order; the voucher has its own term. */
const MANUAL_NOTES = {
  classic: ['turn', 'threeDays', 'fiveDays', 'twoExpiries', 'oneDay'],
  voucher2025: ['turn', 'twoDays', 'fiveDays', 'twoExpiries', 'oneDay'],
} as const satisfies Record<PolicyName, readonly string[]>;

/** The window «Хабарлама» before the list of free places (seed 002, step 9). */
export function MessageWindow(props: {
  readonly choices: PlaceChoices;
  readonly onOk: () => void;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation('place');
  const { t: common } = useTranslation();
  const locale = useLocale();
  const { policy = 'classic' } = useStatus();
  const { turn, chooseBy } = props.choices;
  return (
    <Modal
      opened
      onClose={props.onClose}
      title={t('window.title')}
      withCloseButton={false}
      closeOnClickOutside={false}
      size="xl"
      classNames={{ title: classes.title ?? '' }}
    >
      <Stack gap="md">
        <Text size="lg" fw={600}>
          {turn && chooseBy !== null
            ? t('window.turn', { date: dateWithWeekday(chooseBy, locale) })
            : t('window.open')}
        </Text>
        <Note kind="attention">
          <Stack component="span" gap="sm">
            {MANUAL_NOTES[policy].map((note) => (
              <span key={note}>{t(`note.${note}`)}</span>
            ))}
          </Stack>
        </Note>
        <Text>{t('window.see')}</Text>
        <Group justify="space-between">
          <Button variant="default" size="lg" onClick={props.onClose}>
            {common('action.back')}
          </Button>
          <Button size="lg" onClick={props.onOk} data-autofocus>
            {t('window.ok')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
