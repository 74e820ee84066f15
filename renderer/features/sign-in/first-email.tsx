import { Checkbox, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { parseEmail } from '../../../core/domain/email.ts';
import { FaultText } from '../../components/fault-text.tsx';
import { Note } from '../../components/note.tsx';
import { useStatus } from '../../session.ts';

/** The e-mail that is asked for at the first sign-in (R11). */
export type FirstEmail = {
  readonly needed: boolean;
  readonly text: string;
  readonly none: boolean;
  readonly shown: boolean;
  readonly fault: 'email-required' | 'email-malformed' | null;
  readonly setText: (text: string) => void;
  readonly setNone: (none: boolean) => void;
  /** Shows what is wrong with it, and says whether one can go on. */
  readonly attempt: () => boolean;
  /** As it is sent: null where none is needed or there is none. */
  readonly value: string | null;
};

/** @param needed whether no e-mail is known of this person yet */
export function useFirstEmail(needed: boolean): FirstEmail {
  const [text, setText] = useState('');
  const [none, setNone] = useState(false);
  const [shown, setShown] = useState(false);
  const fault =
    !needed || none || parseEmail(text).ok ? null : text.trim() === '' ? 'email-required' : 'email-malformed';
  return {
    needed,
    text,
    none,
    shown,
    fault,
    setText,
    setNone,
    attempt() {
      setShown(true);
      return fault === null;
    },
    value: needed && !none ? text.trim() : null,
  };
}

/** Its field; at a desk «e-mail жоқ» can be ticked (domain.md §1.11 "Required"). */
export function FirstEmailFields({ email }: { readonly email: FirstEmail }) {
  const { t } = useTranslation('sign-in');
  const status = useStatus();
  if (!email.needed) return null;
  return (
    <>
      <Note kind="attention">{t('email.first')}</Note>
      <TextInput
        label={t('email.label')}
        type="email"
        autoComplete="email"
        value={email.text}
        disabled={email.none}
        onChange={(event) => email.setText(event.currentTarget.value)}
        error={email.shown && email.fault !== null ? <FaultText failure={{ code: email.fault }} /> : null}
      />
      {status.mode === 'desk' ? (
        <Checkbox
          label={t('email.none')}
          description={t('email.noneHint')}
          checked={email.none}
          onChange={(event) => email.setNone(event.currentTarget.checked)}
        />
      ) : null}
    </>
  );
}
