import { Button, Group, Stack, Text } from '@mantine/core';
import { IconArrowLeft, IconPencil, IconSignature } from '@tabler/icons-react';
import { Link, Navigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { fullName } from '../../../core/domain/application-form.ts';
import type { Storage } from '../../../core/protocol/ncalayer.ts';
import { Card } from '../../components/card.tsx';
import { Facts } from '../../components/facts.tsx';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { NcaLayerGuide } from '../../components/ncalayer-guide.tsx';
import { SigningFailureNotice } from '../../components/ncalayer-help.tsx';
import { StorageSelect } from '../../components/storage-select.tsx';
import { WaitingScreen } from '../../components/waiting-screen.tsx';
import { LINKS } from '../../links.ts';
import { useIsOperator, useSession, useStatus } from '../../session.ts';
import { type ConsentState, consentState } from '../consent/consent-state.ts';
import { useFormSubject } from '../consent/form-subject.tsx';
import { SignerChoice } from '../consent/signer-choice.tsx';
import { useSigning } from '../consent/use-signing.ts';
import { stepOf } from './faults.ts';
import { useForm } from './form-context.tsx';
import { FormFrame } from './form-frame.tsx';
import { SIGNED_BY_APPLICANT } from './form-values.ts';
import { Outcome } from './outcome.tsx';
import { ReviewFacts } from './review-facts.tsx';
import { toForm } from './to-form.ts';
import { useDoubts } from './use-doubts.ts';
import { stepsOf, useSubmission } from './use-submission.ts';

/** The last page: everything in plain words, who signs, «Кезекке тұру». */
export function ReviewPage() {
  const form = useForm();
  const first = form.faults[0];
  const [complete] = useState(first === undefined);
  // Checked once on arriving: an incomplete form has no review, it has fields to fill in.
  if (!complete && first !== undefined) return <Navigate to={LINKS[stepOf(first.field)]} replace />;
  return (
    <FormFrame step="review">
      <Reviewed />
    </FormFrame>
  );
}

function Reviewed() {
  const { t } = useTranslation('application');
  const { t: common } = useTranslation();
  const { values } = useForm();
  const operator = useIsOperator();
  const session = useSession();
  const [kept, setSigning] = useSigning();
  // What an operator files as a parent is signed as by any parent.
  const mayChoose = operator && session?.iin !== values.applicant.iin;
  const signing = mayChoose ? kept : SIGNED_BY_APPLICANT;
  // Where the policy lets a one-time code do, nothing is signed at NCALayer.
  const byCode = session?.means === 'code';
  const [storage, setStorage] = useState<Storage>('PKCS12');
  const [unconsented, setUnconsented] = useState(false);
  const { submission, submit, abandon, reset } = useSubmission();
  const doubts = useDoubts(submission.state === 'idle' || submission.state === 'failed');
  const form = toForm(values);
  const subject = useFormSubject(form);
  const applicant = fullName(form.applicant.name);
  const start = () => {
    const consent = consentState(signing, form, Date.now());
    const ready = isReady(consent);
    setUnconsented(!ready);
    if (ready) submit(storage, consent.state === 'given' ? consent.consent : null);
  };
  const failure = submission.state === 'failed' ? submission.failure : null;
  return (
    <Stack gap="lg">
      <Text size="lg">{t('review.lead')}</Text>
      <ReviewFacts form={form} />
      {doubts.failures.map((doubt) => (
        <FailureNotice key={`${doubt.code}-${doubt.field ?? ''}`} failure={doubt}>
          {doubt.field === undefined ? null : (
            <Group>
              <Button
                component={Link}
                to={LINKS[stepOf(doubt.field)]}
                variant="default"
                size="sm"
                leftSection={<IconPencil size={18} aria-hidden />}
              >
                {common('action.edit')}
              </Button>
            </Group>
          )}
        </FailureNotice>
      ))}
      <Card
        title={t('review.sign')}
        {...(mayChoose
          ? {}
          : {
              text: t(byCode ? 'review.signCode' : 'review.signOwn', {
                name: applicant,
                iin: form.applicant.iin,
              }),
            })}
      >
        <MadeHere />
        {mayChoose ? <SignerChoice subject={subject} /> : null}
        {byCode ? null : <StorageSelect signs value={storage} onChange={setStorage} />}
        {unconsented && !isReady(consentState(signing, form, Date.now())) ? (
          <FailureNotice failure={{ code: 'consent-required' }} />
        ) : null}
        {failure === null ? null : <SigningFailureNotice failure={failure} retry={start} />}
        {failure?.code === 'consent-unknown' && signing.code !== null ? (
          <Group>
            <Button variant="light" onClick={() => setSigning({ code: null })}>
              {t('review.consentAgain')}
            </Button>
          </Group>
        ) : null}
        <Group justify="space-between">
          <Button
            component={Link}
            to={LINKS.child}
            variant="default"
            size="lg"
            leftSection={<IconArrowLeft size={20} aria-hidden />}
          >
            {common('action.back')}
          </Button>
          <Button
            size="lg"
            leftSection={<IconSignature size={22} aria-hidden />}
            loading={doubts.checking}
            disabled={doubts.failures.length > 0}
            onClick={start}
          >
            {t('review.submit')}
          </Button>
        </Group>
        {byCode ? null : <NcaLayerGuide />}
      </Card>
      {submission.state === 'running' ? (
        <WaitingScreen
          title={t('review.submit')}
          steps={stepsOf(byCode).map((name) => ({ name, text: t(`progress.${name}`) }))}
          current={submission.step}
          atNcaLayer={submission.step === 'signing' && submission.atNcaLayer}
          whose={signing.signer === 'operator' ? (session?.name ?? '') : applicant}
          {...(submission.step === 'preparing' || submission.step === 'signing' ? { onCancel: abandon } : {})}
        />
      ) : null}
      <Outcome submission={submission} onBack={reset} />
    </Stack>
  );
}

/** Whether nothing stands in the way of signing. */
function isReady({ state }: ConsentState): boolean {
  return state === 'not-needed' || state === 'given';
}

/** What is signed besides the form: where it was made, and by whom it was entered. */
function MadeHere() {
  const { t } = useTranslation('application');
  const operator = useIsOperator();
  const session = useSession();
  const { desk } = useStatus();
  return (
    <Facts
      label={t('review.made')}
      facts={[
        [t('review.desk'), desk?.code ?? ''],
        [t('review.operator'), operator ? (session?.name ?? '') : ''],
      ]}
    />
  );
}
