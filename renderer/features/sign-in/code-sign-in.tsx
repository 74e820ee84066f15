import { Button, Stack } from '@mantine/core';
import { IconDeviceMobileMessage } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FailureCode } from '../../../core/domain/failure.ts';
import { parseIin } from '../../../core/domain/iin.ts';
import { normalisePhone } from '../../../core/domain/phone.ts';
import { fail, ok } from '../../../core/domain/result.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { FaultText } from '../../components/fault-text.tsx';
import { MaskedInput } from '../../components/masked-input.tsx';
import { Note } from '../../components/note.tsx';
import { core } from '../../link/core.ts';
import { useLocale } from '../../locale/i18n.ts';
import { maskIin, maskPhone } from '../../masks.ts';
import { whenReleased } from '../../pointer.ts';
import { useEntered, useStatus } from '../../session.ts';
import { CodeEntry } from '../one-time-code/code-entry.tsx';
import { type CodeSteps, useCode } from '../one-time-code/use-code.ts';
import { FirstEmailFields, useFirstEmail } from './first-email.tsx';
import { ThirdPersonWarning } from './third-person-warning.tsx';

/** Tab «Бір реттік құпия сөз»: IIN and phone → «Кіру» → the code of the SMS → «Кіру» (seeds 003, 004). */
export function CodeSignIn(props: { readonly onEntered: () => void }) {
  const { t } = useTranslation('sign-in');
  const locale = useLocale();
  const entered = useEntered();
  const [iin, setIin] = useState('');
  const [phone, setPhone] = useState('');
  const [emailNeeded, setEmailNeeded] = useState(false);
  const email = useFirstEmail(emailNeeded);
  const code = useCode({
    request: async () => {
      const answer = await core.call('session.requestCode', { iin, phone, locale });
      if (answer.ok) setEmailNeeded(answer.value.emailNeeded);
      return answer;
    },
    enter: async (ticket, digits) => {
      const answer = await core.call('session.enterCode', { ticket, code: digits, email: email.value });
      if (!answer.ok) {
        // A first sign-in that the ticket did not know of yet.
        if (answer.error.code === 'email-required') setEmailNeeded(true);
        return fail(answer.error);
      }
      entered(answer.value);
      props.onEntered();
      return ok(null);
    },
  });
  return (
    <Stack gap="lg">
      <ThirdPersonWarning />
      {code.progress === null ? (
        <NumberFields {...{ iin, setIin, phone, setPhone, code }} />
      ) : (
        <CodeEntry
          key={code.progress.ticket}
          code={code}
          progress={code.progress}
          submit={t('enter')}
          ready={email.attempt}
          aside={<FirstEmailFields email={email} />}
        />
      )}
    </Stack>
  );
}

/** IIN and phone, each judged as soon as it is whole, or left. */
function NumberFields(props: {
  readonly iin: string;
  readonly setIin: (text: string) => void;
  readonly phone: string;
  readonly setPhone: (text: string) => void;
  readonly code: CodeSteps;
}) {
  const { t } = useTranslation('sign-in');
  const { server } = useStatus();
  const [left, setLeft] = useState<ReadonlySet<'iin' | 'phone'>>(new Set());
  const { iin, phone, code } = props;
  const faults = { iin: iinFaultOf(iin), phone: phoneFaultOf(phone) };
  const whole = { iin: iin.length === 12, phone: phone.replace(/\D/g, '').length === 11 };
  const said = (field: 'iin' | 'phone') => {
    const fault = faults[field] ?? (code.failure?.field === field ? code.failure.code : null);
    if (fault === null || !(left.has(field) || whole[field])) return null;
    return <FaultText failure={{ code: fault }} />;
  };
  // What was said was said of other digits.
  const typing = (set: (text: string) => void) => (text: string) => {
    if (code.failure?.field !== undefined) code.reset();
    set(text);
  };
  const leave = (field: 'iin' | 'phone') => whenReleased(() => setLeft((now) => new Set(now).add(field)));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setLeft(new Set(['iin', 'phone']));
    if (faults.iin === null && faults.phone === null) code.ask();
  };
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="lg">
        <MaskedInput
          label={t('code.iin')}
          required
          inputMode="numeric"
          className="numbers"
          value={iin}
          mask={maskIin}
          onMasked={typing(props.setIin)}
          onBlur={() => iin !== '' && leave('iin')}
          error={said('iin')}
        />
        <MaskedInput
          label={t('code.phone')}
          required
          type="tel"
          inputMode="tel"
          autoComplete="tel"
          placeholder="+7 (7__) ___-__-__"
          value={phone}
          mask={maskPhone}
          onMasked={typing(props.setPhone)}
          onBlur={() => phone !== '' && leave('phone')}
          error={said('phone')}
        />
        <Button
          type="submit"
          size="lg"
          loading={code.busy === 'asking'}
          leftSection={<IconDeviceMobileMessage size={22} aria-hidden />}
        >
          {t('enter')}
        </Button>
        {code.failure !== null && code.failure.field === undefined ? (
          <FailureNotice failure={code.failure} />
        ) : server === 'unreachable' ? (
          <FailureNotice failure={{ code: 'server-unreachable' }} mild>
            {t('offline.code')}
          </FailureNotice>
        ) : null}
        <Note kind="important">{t('code.bmg')}</Note>
      </Stack>
    </form>
  );
}

function iinFaultOf(iin: string): FailureCode | null {
  if (iin === '') return 'required';
  const parsed = parseIin(iin);
  return parsed.ok ? null : `iin-${parsed.error}`;
}

function phoneFaultOf(phone: string): FailureCode | null {
  if (phone === '') return 'required';
  return normalisePhone(phone).ok ? null : 'phone-malformed';
}
