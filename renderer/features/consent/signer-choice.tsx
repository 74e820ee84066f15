import { Radio, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { type ApplicationForm, fullName } from '../../../core/domain/application-form.ts';
import { SIGNERS } from '../../../core/protocol/consent.ts';
import { useSession, useStatus } from '../../session.ts';
import { CodeConsent } from './code-consent.tsx';
import classes from './consent.module.css';
import { PaperConsent } from './paper-consent.tsx';
import { useSigning } from './use-signing.ts';

const MEANS = ['code', 'paper'] as const;

/** At the desk: whether the parent signs, or the operator on the parent's behalf, and by what the parent consents. */
export function SignerChoice({ form }: { readonly form: ApplicationForm }) {
  const { t } = useTranslation('consent');
  const session = useSession();
  const status = useStatus();
  const [signing, set] = useSigning();
  const applicant = fullName(form.applicant.name);
  const operator = session?.name ?? '';
  const hints = {
    applicant: t('applicantHint', { name: applicant, iin: form.applicant.iin }),
    operator: t('operatorHint', { name: operator }),
  };
  return (
    <Stack gap="lg">
      <Radio.Group
        label={t('who')}
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
      {signing.signer === 'applicant' ? null : (
        <>
          <div className={classes.statement}>
            <Text mb={6}>{t('words')}</Text>
            <Text fw={600} fz="lg">
              «{t('statement', { applicant, operator })}»
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
            <CodeConsent form={form} offline={status.server === 'unreachable'} />
          ) : (
            <PaperConsent form={form} />
          )}
        </>
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
