import { Radio, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { SIGNERS } from '../../../core/protocol/consent.ts';
import { useSession, useStatus } from '../../session.ts';
import { CodeConsent } from './code-consent.tsx';
import classes from './consent.module.css';
import type { ConsentSubject } from './consent-subject.ts';
import { PaperConsent } from './paper-consent.tsx';

const MEANS = ['code', 'paper'] as const;

/** At the desk: whether the parent signs, or the operator on the parent's behalf, and by what the parent consents. */
export function SignerChoice({ subject }: { readonly subject: ConsentSubject }) {
  const { t } = useTranslation('consent');
  const session = useSession();
  const { applicant, signing, setSigning: set } = subject;
  const hints = {
    applicant: t('applicantHint', { name: applicant.name, iin: applicant.iin }),
    operator: t('operatorHint', { name: session?.name ?? '' }),
  };
  return (
    <Stack gap="lg">
      <Radio.Group
        label={subject.question}
        value={signing.signer}
        onChange={(value) => {
          const signer = SIGNERS.find((each) => each === value);
          if (signer !== undefined) set({ signer });
        }}
      >
        <div className={classes.choices}>
          {SIGNERS.map((signer) => (
            <Choice key={signer} value={signer} label={t(signer)} hint={hints[signer]} />
          ))}
        </div>
      </Radio.Group>
      {signing.signer === 'applicant' ? null : <ConsentChoice subject={subject} />}
    </Stack>
  );
}

/** How the parent consents to what the operator does on the parent's behalf. */
export function ConsentChoice({ subject }: { readonly subject: ConsentSubject }) {
  const { t } = useTranslation('consent');
  const status = useStatus();
  const { signing, setSigning: set } = subject;
  return (
    <Stack gap="lg">
      <div className={classes.statement}>
        <Text mb={6}>{t('words')}</Text>
        <Text fw={600} fz="lg">
          «{subject.statement}»
        </Text>
      </div>
      <Radio.Group
        label={t('how')}
        value={signing.means}
        onChange={(value) => {
          const means = MEANS.find((each) => each === value);
          if (means !== undefined) set({ means });
        }}
      >
        <div className={classes.choices}>
          {MEANS.map((means) => (
            <Choice key={means} value={means} label={t(means)} hint={t(`${means}Hint`)} />
          ))}
        </div>
      </Radio.Group>
      {signing.means === 'code' ? (
        <CodeConsent subject={subject} offline={status.server === 'unreachable'} />
      ) : (
        <PaperConsent subject={subject} />
      )}
    </Stack>
  );
}

function Choice(props: { readonly value: string; readonly label: string; readonly hint: string }) {
  return (
    <Radio
      value={props.value}
      label={props.label}
      description={props.hint}
      size="md"
      styles={{ description: { fontSize: '0.9375rem', color: 'var(--kezek-ink-soft)' } }}
      classNames={{
        root: classes.choice ?? '',
        label: classes.label ?? '',
        labelWrapper: classes.words ?? '',
      }}
    />
  );
}
