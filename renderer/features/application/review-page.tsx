import { Button, Group, Stack, Text } from '@mantine/core';
import { IconArrowLeft, IconPencil, IconSignature } from '@tabler/icons-react';
import { Link, Navigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { fullName } from '../../../core/domain/application-form.ts';
import type { Storage } from '../../../core/protocol/desk.ts';
import { Card } from '../../components/card.tsx';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { SigningFailureNotice } from '../../components/ncalayer-help.tsx';
import { StorageSelect } from '../../components/storage-select.tsx';
import { WaitingScreen } from '../../components/waiting-screen.tsx';
import { LINKS } from '../../links.ts';
import { useIsOperator } from '../../session.ts';
import { stepOf } from './faults.ts';
import { useForm } from './form-context.tsx';
import { FormFrame } from './form-frame.tsx';
import { Outcome } from './outcome.tsx';
import { ReviewFacts } from './review-facts.tsx';
import { useDoubts } from './use-doubts.ts';
import { SUBMISSION_STEPS, useSubmission } from './use-submission.ts';

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
  const form = useForm();
  const operator = useIsOperator();
  const [storage, setStorage] = useState<Storage>('PKCS12');
  const { submission, submit, abandon, reset } = useSubmission();
  const doubts = useDoubts(submission.state === 'idle' || submission.state === 'failed');
  const { applicant } = form.values;
  const signer = { name: fullName(applicant.name), iin: applicant.iin };
  return (
    <Stack gap="lg">
      <Text size="lg">{t('review.lead')}</Text>
      <ReviewFacts />
      {doubts.failures.map((failure) => (
        <FailureNotice key={`${failure.code}-${failure.field ?? ''}`} failure={failure}>
          {failure.field === undefined ? null : (
            <Group>
              <Button
                component={Link}
                to={LINKS[stepOf(failure.field)]}
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
      <Card title={t('review.sign')} text={t(operator ? 'review.signParent' : 'review.signOwn', signer)}>
        <StorageSelect value={storage} onChange={setStorage} />
        {submission.state === 'failed' ? (
          <SigningFailureNotice failure={submission.failure} retry={() => submit(storage)} />
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
            onClick={() => submit(storage)}
          >
            {t('review.submit')}
          </Button>
        </Group>
      </Card>
      {submission.state === 'running' ? (
        <WaitingScreen
          title={t('review.submit')}
          steps={SUBMISSION_STEPS.map((name) => ({ name, text: t(`progress.${name}`) }))}
          current={submission.step}
          atNcaLayer={submission.step === 'signing' && submission.atNcaLayer}
          {...(submission.step === 'preparing' || submission.step === 'signing' ? { onCancel: abandon } : {})}
        />
      ) : null}
      <Outcome submission={submission} onBack={reset} />
    </Stack>
  );
}
