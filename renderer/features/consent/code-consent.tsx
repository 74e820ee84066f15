import { Button, Group, Stack, Text } from '@mantine/core';
import { IconCircleCheck, IconDeviceMobileMessage } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatAlmatyMinute } from '../../../core/domain/almaty.ts';
import type { Failure } from '../../../core/domain/failure.ts';
import { parseInstant } from '../../../core/domain/instant.ts';
import { normalisePhone } from '../../../core/domain/phone.ts';
import { fail, ok } from '../../../core/domain/result.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { FaultText } from '../../components/fault-text.tsx';
import { MaskedInput } from '../../components/masked-input.tsx';
import { Remark } from '../../components/note.tsx';
import { core } from '../../link/core.ts';
import { useLocale } from '../../locale/i18n.ts';
import { maskPhone } from '../../masks.ts';
import { CodeEntry } from '../one-time-code/code-entry.tsx';
import { type CodeSteps, useCode, useNow } from '../one-time-code/use-code.ts';
import classes from './consent.module.css';
import { CONSENT_LIFE, consentTo } from './consent-state.ts';
import type { ConsentSubject } from './consent-subject.ts';

/** The applicant consents by a code sent to the own phone; the operator types what the applicant reads out. */
export function CodeConsent(props: { readonly subject: ConsentSubject; readonly offline: boolean }) {
  const { t } = useTranslation('consent');
  const locale = useLocale();
  const { subject } = props;
  const { signing, setSigning: set } = subject;
  const [phone, setPhone] = useState(() => maskPhone(subject.applicant.phone));
  const standing = consentTo(subject, useNow());
  const code = useCode({
    request: () => core.call('consent.requestCode', { iin: subject.applicant.iin, phone, locale }),
    enter: async (ticket, digits) => {
      const answer = await core.call('consent.enterCode', { ticket, code: digits });
      if (!answer.ok) return fail(answer.error);
      const { consent: id, at } = answer.value;
      set({
        code: {
          id,
          at,
          phone: code.sent?.phone ?? '',
          to: subject.text,
          goodUntil: Date.now() + CONSENT_LIFE,
        },
      });
      code.reset();
      return ok(null);
    },
  });
  if (standing.state === 'given' && signing.code !== null) return <Given given={signing.code} />;
  return (
    <Stack gap="md">
      {standing.state === 'changed' || standing.state === 'over' ? (
        <Remark>{t(standing.state)}</Remark>
      ) : null}
      {props.offline ? <Remark>{t('offline')}</Remark> : null}
      {code.progress === null ? (
        <PhoneField phone={phone} onPhone={setPhone} code={code} />
      ) : (
        <CodeEntry key={code.progress.ticket} code={code} progress={code.progress} submit={t('give')} />
      )}
      {code.progress === null && code.failure !== null ? <NoCode failure={code.failure} /> : null}
    </Stack>
  );
}

function PhoneField(props: {
  readonly phone: string;
  readonly onPhone: (phone: string) => void;
  readonly code: CodeSteps;
}) {
  const { t } = useTranslation('consent');
  const { code } = props;
  const [asked, setAsked] = useState(false);
  const right = normalisePhone(props.phone).ok;
  const refused = code.failure?.field === 'phone' ? code.failure : null;
  const fault: Failure | null = asked && !right ? { code: 'phone-malformed' } : refused;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setAsked(true);
    if (right) code.ask();
  };
  return (
    <form onSubmit={submit} noValidate>
      <Group align="start" gap="md">
        <MaskedInput
          flex="1 1 16rem"
          label={t('phone')}
          required
          type="tel"
          inputMode="tel"
          value={props.phone}
          mask={maskPhone}
          onMasked={(text) => {
            // What was said was said of another number.
            if (refused !== null) code.reset();
            props.onPhone(text);
          }}
          error={fault === null ? null : <FaultText failure={fault} />}
        />
        <Button
          type="submit"
          mt="1.75rem"
          loading={code.busy === 'asking'}
          leftSection={<IconDeviceMobileMessage size={20} aria-hidden />}
        >
          {t('ask')}
        </Button>
      </Group>
    </form>
  );
}

/** Why no code came, unless the phone's field says it already; there is always the paper. */
function NoCode({ failure }: { readonly failure: Failure }) {
  const { t } = useTranslation('consent');
  if (failure.field === 'phone') return <Remark>{t('paperInstead')}</Remark>;
  return (
    <FailureNotice failure={failure}>
      <Text>{t('paperInstead')}</Text>
    </FailureNotice>
  );
}

function Given({ given }: { readonly given: { readonly at: string; readonly phone: string } }) {
  const { t } = useTranslation('consent');
  const at = parseInstant(given.at);
  return (
    <div className={classes.given} role="status">
      <IconCircleCheck size={28} aria-hidden />
      <div>
        <Text fw={700}>{t('given')}</Text>
        <Text c="var(--kezek-ink)">
          {t('givenAt', { at: at === null ? '' : formatAlmatyMinute(at), phone: given.phone })}
        </Text>
      </div>
    </div>
  );
}
