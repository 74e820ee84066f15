import { Alert, Button, Flex, Group, Stepper, Text } from '@mantine/core';
import { IconAlertCircle, IconCloudCheck } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatAlmatyMinute } from '../../../core/domain/almaty.ts';
import { parseInstant } from '../../../core/domain/instant.ts';
import { AskFirst } from '../../components/ask-first.tsx';
import { FailureNotice } from '../../components/failure-notice.tsx';
import noteClasses from '../../components/note.module.css';
import { Remark } from '../../components/note.tsx';
import { Page } from '../../components/page.tsx';
import { LINKS } from '../../links.ts';
import { useStatus } from '../../session.ts';
import { FormReceipt } from '../receipt/form-receipt.tsx';
import type { FormStep } from './faults.ts';
import { useForm } from './form-context.tsx';

const STEPS = ['applicant', 'child', 'review'] as const;

/** The frame of the form's pages: the steps, what became of the draft, what the server said. */
export function FormFrame(props: { readonly step: (typeof STEPS)[number]; readonly children: ReactNode }) {
  const { t } = useTranslation('application');
  const form = useForm();
  const navigate = useNavigate();
  const status = useStatus();
  const at = STEPS.indexOf(props.step);
  return (
    <Page title={t('title')} back="cabinet" width={60} aside={<DraftMark />}>
      <Stepper
        active={at}
        size="md"
        aria-label={t('steps.label')}
        onStepClick={(index) => {
          const to = STEPS[index];
          if (to !== undefined && index < at) void navigate({ to: LINKS[to] });
        }}
      >
        {STEPS.map((step, index) => (
          <Stepper.Step
            key={step}
            label={t(`steps.${step}`)}
            description={t(`steps.${step}Text`)}
            allowStepSelect={index < at}
            aria-current={index === at ? 'step' : undefined}
          />
        ))}
      </Stepper>
      <FormReceipt />
      {form.restoredAt === null ? null : <Restored at={form.restoredAt} />}
      {form.draft.failure === null ? null : <FailureNotice failure={form.draft.failure} retry={form.flush} />}
      {form.refusal === null ? null : (
        <FailureNotice failure={form.refusal}>
          <Text>{t('refused.kept')}</Text>
        </FailureNotice>
      )}
      {status.server === 'unreachable' && status.mode === 'desk' ? <Remark>{t('offlineDesk')}</Remark> : null}
      {props.children}
    </Page>
  );
}

function DraftMark() {
  const { t } = useTranslation('application');
  const { draft } = useForm();
  const savedAt = draft.savedAt === null ? null : parseInstant(draft.savedAt);
  // Its place is kept free, so that nothing moves when it appears.
  return (
    <Flex
      gap={6}
      c="var(--kezek-ink-soft)"
      role="status"
      align="center"
      justify={{ base: 'flex-start', md: 'flex-end' }}
      miw="18rem"
    >
      {savedAt === null ? null : (
        <>
          <IconCloudCheck size={20} aria-hidden />
          <Text size="sm">{t('draft.saved', { at: formatAlmatyMinute(savedAt).slice(11) })}</Text>
        </>
      )}
    </Flex>
  );
}

function Restored({ at }: { readonly at: string }) {
  const { t } = useTranslation('application');
  const form = useForm();
  const navigate = useNavigate();
  const [asked, setAsked] = useState(false);
  const instant = parseInstant(at);
  return (
    <>
      <Remark>
        <Group justify="space-between" gap="sm">
          <Text flex={1} miw="14rem">
            {t('draft.restored', { at: instant === null ? '' : formatAlmatyMinute(instant) })}
          </Text>
          <Button variant="default" size="sm" onClick={() => setAsked(true)}>
            {t('draft.startOver')}
          </Button>
        </Group>
      </Remark>
      <AskFirst
        opened={asked}
        title={t('draft.startOver')}
        text={t('draft.startOverAsk')}
        action={t('draft.startOver')}
        onClose={() => setAsked(false)}
        onAction={() => {
          form.startOver();
          void navigate({ to: LINKS.applicant });
        }}
      />
    </>
  );
}

/** How many fields of a step are to be corrected, once the person tried to go on. */
export function FaultSummary({ step }: { readonly step: FormStep }) {
  const { t } = useTranslation('application');
  const form = useForm();
  const number = form.faults.filter((fault) => form.shownFault(fault.field) !== null).length;
  if (!form.attempted(step) || number === 0) return null;
  return (
    <Alert
      className={noteClasses.danger}
      icon={<IconAlertCircle aria-hidden />}
      title={t('faults.title', { number })}
      role="alert"
    >
      {t('faults.text')}
    </Alert>
  );
}
