import { Button, Group, Stack, Text } from '@mantine/core';
import { IconDeviceMobileMessage, IconHourglass, IconRefresh } from '@tabler/icons-react';
import { type FormEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { FaultText } from '../../components/fault-text.tsx';
import { MaskedInput } from '../../components/masked-input.tsx';
import { maskCode } from '../../masks.ts';
import classes from './code-entry.module.css';
import { type CodeProgress, clockText, standingOf } from './code-progress.ts';
import { type CodeSteps, useDelivery, useNow } from './use-code.ts';

const DIGITS = 6;

/**
 * The six digits of the SMS: how long they are good, how many tries are left, whether the SMS has arrived, another code, and
 * another number. It wants the ticket as its key: with another code it begins anew.
 * @param submit the words of the button that gives the code in
 * @param ready false while something else (the e-mail of the first sign-in) keeps the code from being given in; it is asked
 *   when the button is pressed
 * @param aside what else is asked for together with the code
 * @param words other words where the number is not the reader's own: of the way back, and of who may know the code
 */
export function CodeEntry(props: {
  readonly code: CodeSteps;
  readonly progress: CodeProgress;
  readonly submit: string;
  readonly ready?: () => boolean;
  readonly aside?: ReactNode;
  readonly words?: { readonly back: string; readonly limits: string };
}) {
  const { t } = useTranslation('code');
  const { code, progress } = props;
  const [typed, setTyped] = useState('');
  const [asked, setAsked] = useState(false);
  const field = useRef<HTMLFormElement>(null);
  const standing = standingOf(progress, useNow());
  const delivery = useDelivery(progress.ticket);

  // The keyboard goes on where the digits are typed.
  useEffect(() => {
    field.current?.querySelector('input')?.focus();
  }, []);
  // After a refusal the digits are typed again.
  useEffect(() => {
    if (progress.refusal?.code !== 'code-wrong') return;
    setAsked(false);
    setTyped('');
    field.current?.querySelector('input')?.focus();
  }, [progress.refusal]);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    setAsked(true);
    const ready = props.ready?.() ?? true;
    if (ready && typed.length === DIGITS && standing.usable) code.enter(typed);
  };
  const { refusal } = progress;
  const fault = refusal?.code === 'code-wrong' && typed === '' ? <FaultText failure={refusal} /> : null;
  const short = asked && typed.length < DIGITS && standing.usable ? t('six') : null;
  return (
    <form onSubmit={submit} noValidate ref={field}>
      <Stack gap="lg">
        <Group className={classes.sent} wrap="nowrap" align="start" gap="md" role="status">
          <IconDeviceMobileMessage size={32} stroke={1.5} aria-hidden />
          <div>
            <Text fw={600}>{t('sent', { phone: progress.phone })}</Text>
            {delivery === null || delivery === 'failed' ? null : (
              <Text c="var(--kezek-ink-soft)">{t(`delivery.${delivery}`)}</Text>
            )}
          </div>
        </Group>
        {delivery === 'failed' ? <FailureNotice failure={{ code: 'sms-failed' }} /> : null}
        <div>
          <MaskedInput
            label={t('label')}
            required
            size="xl"
            inputMode="numeric"
            autoComplete="one-time-code"
            classNames={{ input: classes.digits ?? '' }}
            value={typed}
            mask={maskCode}
            onMasked={setTyped}
            disabled={!standing.usable}
            error={short ?? fault}
          />
          <Group justify="space-between" mt="xs" gap="xs">
            <Group
              gap={6}
              wrap="nowrap"
              c={standing.secondsLeft > 60 ? 'var(--kezek-ink)' : 'var(--kezek-warn-ink)'}
            >
              <IconHourglass size={20} aria-hidden />
              <Text className="numbers" role="timer">
                {standing.usable ? t('left', { clock: clockText(standing.secondsLeft) }) : t('over')}
              </Text>
            </Group>
            {standing.usable ? (
              <Text c="var(--kezek-ink-soft)">{t('tries', { number: progress.triesLeft })}</Text>
            ) : null}
          </Group>
        </div>
        {props.aside}
        <Refusal progress={progress} usable={standing.usable} />
        {code.failure === null ? null : <FailureNotice failure={code.failure} />}
        <Stack gap="sm">
          <Button type="submit" size="lg" loading={code.busy === 'entering'} disabled={!standing.usable}>
            {props.submit}
          </Button>
          <Group justify="space-between" gap="sm">
            <Button
              variant={standing.usable ? 'default' : 'filled'}
              leftSection={<IconRefresh size={20} aria-hidden />}
              loading={code.busy === 'asking'}
              disabled={standing.resendIn > 0 && delivery !== 'failed'}
              onClick={code.ask}
            >
              {standing.resendIn > 0 && delivery !== 'failed'
                ? t('resendIn', { clock: clockText(standing.resendIn) })
                : t('resend')}
            </Button>
            <Button variant="subtle" onClick={code.reset}>
              {props.words?.back ?? t('other')}
            </Button>
          </Group>
          <Text size="sm" c="var(--kezek-ink-soft)">
            {props.words?.limits ?? t('limits')}
          </Text>
        </Stack>
      </Stack>
    </form>
  );
}

/** What became of the code: one that ran out before it was entered says so by itself. */
function Refusal(props: { readonly progress: CodeProgress; readonly usable: boolean }) {
  const { refusal } = props.progress;
  if (refusal !== null && refusal.code !== 'code-wrong') return <FailureNotice failure={refusal} />;
  if (props.usable) return null;
  return <FailureNotice failure={{ code: props.progress.spent ? 'code-used-up' : 'code-expired' }} />;
}
