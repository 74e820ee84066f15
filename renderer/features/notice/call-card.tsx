import { Button, Group, Stack, Text } from '@mantine/core';
import { IconPhoneCheck, IconPhoneOff, IconPhoneX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { CALL_OUTCOMES, type CallOutcome } from '../../../core/domain/notice.ts';
import type { CallMatter, CallRow } from '../../../core/protocol/notice.ts';
import { Card } from '../../components/card.tsx';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { Remark } from '../../components/note.tsx';
import { dateText, phoneText } from '../journal/journal-format.ts';
import { CallsMade } from './calls-made.tsx';
import classes from './notice.module.css';
import { OfApplication } from './notice-list.tsx';
import { useNoteCall } from './use-note-call.ts';
import { WayList } from './way-list.tsx';

const ICONS = { reached: IconPhoneCheck, 'no-answer': IconPhoneOff, 'wrong-number': IconPhoneX };

/** A family to call: whom, what to say of each matter, until when, why no notice arrived, and how the call ended. */
export function CallCard({ row }: { readonly row: CallRow }) {
  const { t } = useTranslation('notice');
  const [marking, mark] = useNoteCall(
    row.notice,
    row.further.map(({ notice }) => notice),
  );
  return (
    <Card
      title={row.name}
      aside={<Text className={classes.until}>{t('calls.until', { date: dateText(row.until) })}</Text>}
    >
      {row.phones.length === 0 ? (
        <Text>{t('calls.noPhone')}</Text>
      ) : (
        <ul className={classes.phones}>
          {row.phones.map((phone) => (
            <li key={phone}>{phoneText(phone)}</li>
          ))}
        </ul>
      )}
      {[row, ...row.further].map((matter) => (
        <Matter key={matter.notice} matter={matter} />
      ))}
      {marking.step === 'failed' ? <FailureNotice failure={marking.failure} /> : null}
      {marking.step === 'done' && marking.saved ? <Remark>{t('calls.saved')}</Remark> : null}
      <Group role="group" aria-label={t('calls.group', { name: row.name })}>
        {CALL_OUTCOMES.map((outcome) => (
          <OutcomeButton
            key={outcome}
            outcome={outcome}
            busy={marking.step === 'marking' && marking.outcome === outcome}
            disabled={marking.step === 'marking' || (marking.step === 'done' && marking.saved)}
            onClick={() => void mark(outcome)}
          />
        ))}
      </Group>
    </Card>
  );
}

/** One thing the family is to be told. */
function Matter({ matter }: { readonly matter: CallMatter }) {
  const { t } = useTranslation('notice');
  const { actBy, calls, kind, ways } = matter;
  return (
    <div className={classes.call} data-notice={kind}>
      <Stack gap="xs">
        <Text fw={600}>{t('calls.tell')}</Text>
        <Text>{t(`tell.${kind}`, { date: actBy === null ? '' : dateText(actBy) })}</Text>
        <OfApplication notice={matter} />
      </Stack>
      <Stack gap="xs">
        <Text fw={600}>{t('calls.why')}</Text>
        <WayList ways={ways} />
        <CallsMade calls={calls} />
      </Stack>
    </div>
  );
}

function OutcomeButton(props: {
  readonly outcome: CallOutcome;
  readonly busy: boolean;
  readonly disabled: boolean;
  readonly onClick: () => void;
}) {
  const { t } = useTranslation('notice');
  const Icon = ICONS[props.outcome];
  return (
    <Button
      variant={props.outcome === 'reached' ? 'filled' : 'default'}
      leftSection={<Icon size={20} aria-hidden />}
      loading={props.busy}
      disabled={props.disabled && !props.busy}
      onClick={props.onClick}
    >
      {t(`outcome.${props.outcome}`)}
    </Button>
  );
}
