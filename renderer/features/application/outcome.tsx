import { Button, Group, Modal, Stack, Text, Title } from '@mantine/core';
import { IconArrowLeft, IconCircleCheck, IconDeviceFloppy } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { useCore } from '../../link/use-core.ts';
import { LINKS } from '../../links.ts';
import { useIsOperator, useSession } from '../../session.ts';
import { OnBehalfLine } from '../consent/on-behalf.tsx';
import { DocumentToTake } from './document-to-take.tsx';
import { useForm } from './form-context.tsx';
import classes from './outcome.module.css';
import type { Submission } from './use-submission.ts';

/** How it ended: received with a number, only saved here so far, or refused. */
export function Outcome(props: { readonly submission: Submission; readonly onBack: () => void }) {
  const { submission } = props;
  if (submission.state === 'received') return <Received applications={submission.applications} />;
  if (submission.state === 'saved') return <Saved {...submission} />;
  if (submission.state === 'refused') return <Refused failure={submission.failure} onBack={props.onBack} />;
  return null;
}

type ReceivedOne = Extract<Submission, { state: 'received' }>['applications'][number];

/** The seeds' dialog «Хабарлама»: the number, the document, «ОК» to «Өтініштер». */
function Received({ applications }: { readonly applications: readonly ReceivedOne[] }) {
  const { t } = useTranslation('application');
  const { t: common } = useTranslation();
  const navigate = useNavigate();
  const close = () => void navigate({ to: LINKS.journal });
  return (
    <Ended title={t('success.title')} onClose={close}>
      {applications.map((one) => (
        <ReceivedApplication key={one.uuid} one={one} />
      ))}
      <SignedOnBehalf />
      <Text c="var(--kezek-ink-soft)">{t('success.mayChange')}</Text>
      <Group justify="flex-end">
        <Button variant="default" size="lg" onClick={close} data-autofocus>
          {common('action.ok')}
        </Button>
      </Group>
    </Ended>
  );
}

/** The dialog at the end: left by its own buttons, and by Esc as by them. */
function Ended(props: {
  readonly title: string;
  readonly size?: 'lg' | 'xl';
  readonly onClose: () => void;
  readonly children: ReactNode;
}) {
  return (
    <Modal
      opened
      onClose={props.onClose}
      title={props.title}
      withCloseButton={false}
      closeOnClickOutside={false}
      size={props.size ?? 'xl'}
      classNames={{ title: classes.title }}
    >
      <Stack gap="lg">{props.children}</Stack>
    </Modal>
  );
}

function ReceivedApplication({ one }: { readonly one: ReceivedOne }) {
  const { t } = useTranslation('application');
  const card = useCore('application.card', { uuid: one.uuid });
  const document = card.data?.documents.find(({ kind }) => kind === 'registration');
  return (
    <section className={classes.result}>
      <Group wrap="nowrap" align="start" gap="md">
        <IconCircleCheck
          className={classes.icon}
          size={44}
          stroke={1.6}
          color="var(--kezek-good)"
          aria-hidden
        />
        <div>
          {card.data === undefined ? null : <Text fw={600}>{card.data.row.childName}</Text>}
          <Title order={2} className={classes.words}>
            {t('success.text', { number: one.queueNumber })}
          </Title>
          <Text mt={6}>
            {t('success.application')}: <b className="numbers">{one.number}</b>
          </Text>
        </div>
      </Group>
      {card.isError ? (
        <FailureNotice failure={card.error.failure} retry={() => void card.refetch()} />
      ) : document === undefined ? (
        <Text mt="md" role="status">
          {t('success.documentComing')}
        </Text>
      ) : (
        <div className={classes.document}>
          <DocumentToTake id={document.id} kind="registration" />
        </div>
      )}
    </section>
  );
}

/** Who signed where it was not the applicant, and on which consent. */
function SignedOnBehalf() {
  const { applicant, signing } = useForm().values;
  const operator = useIsOperator();
  const session = useSession();
  if (!operator || session?.iin === applicant.iin || signing.signer === 'applicant') return null;
  return <OnBehalfLine operator={session?.name ?? ''} means={signing.means} />;
}

/** Honest: saved on this computer, no more. The provisional slip goes home with the parent. */
function Saved(props: { readonly uuid: string; readonly label: string }) {
  const { t } = useTranslation('application');
  const navigate = useNavigate();
  return (
    <Ended title={t('saved.title')} onClose={() => void navigate({ to: LINKS.journal })}>
      <Group wrap="nowrap" align="start" gap="md">
        <IconDeviceFloppy
          className={classes.icon}
          size={44}
          stroke={1.6}
          color="var(--kezek-warn-ink)"
          aria-hidden
        />
        <Text size="lg">{t('saved.text')}</Text>
      </Group>
      <div className={classes.label}>
        <Text>{t('saved.label')}</Text>
        <Text className="numbers" fw={700} fz="1.75rem">
          {props.label}
        </Text>
      </div>
      <SignedOnBehalf />
      <Text>{t('saved.slip')}</Text>
      <DocumentToTake id={`provisional:${props.uuid}`} kind="provisional" />
      <Group justify="space-between">
        <Text c="var(--kezek-ink-soft)">{t('saved.watch')}</Text>
        <Button variant="default" size="lg" onClick={() => void navigate({ to: LINKS.journal })}>
          {t('saved.toJournal')}
        </Button>
      </Group>
    </Ended>
  );
}

/** The server's no, with what to do next; the form is still there, under new identifiers. */
function Refused(props: {
  readonly failure: Extract<Submission, { state: 'refused' }>['failure'];
  readonly onBack: () => void;
}) {
  const { t } = useTranslation('application');
  const form = useForm();
  const back = () => {
    form.renew(props.failure);
    props.onBack();
  };
  return (
    <Ended title={t('refused.title')} size="lg" onClose={back}>
      <FailureNotice failure={props.failure} />
      <Text>{t('refused.kept')}</Text>
      <Group justify="flex-end">
        <Button size="lg" leftSection={<IconArrowLeft size={20} aria-hidden />} onClick={back} data-autofocus>
          {t('refused.back')}
        </Button>
      </Group>
    </Ended>
  );
}
