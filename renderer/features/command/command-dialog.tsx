import { Button, Group, Modal, Stack, Text, Title } from '@mantine/core';
import { IconSignature } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Attachment } from '../../../core/domain/application-form.ts';
import type { Failure } from '../../../core/domain/failure.ts';
import type { CommandName } from '../../../core/protocol/command.ts';
import type { Storage } from '../../../core/protocol/ncalayer.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { NcaLayerGuide } from '../../components/ncalayer-guide.tsx';
import { SigningFailureNotice } from '../../components/ncalayer-help.tsx';
import { StorageSelect } from '../../components/storage-select.tsx';
import { useSession } from '../../session.ts';
import { consentTo } from '../consent/consent-state.ts';
import type { ConsentSubject } from '../consent/consent-subject.ts';
import { ConsentChoice, SignerChoice } from '../consent/signer-choice.tsx';
import { useNow } from '../one-time-code/use-code.ts';
import { EdsButton } from '../sign-in/needs-eds-page.tsx';
import classes from './command.module.css';
import { CommandDone, CommandRunning, CommandSaved } from './command-outcome.tsx';
import { showFault } from './show-fault.ts';
import { useCommand } from './use-command.ts';
import { useCommandSubject } from './use-command-subject.tsx';
import { useGiver } from './use-giver.ts';
import { useMissing } from './use-missing.ts';
import { Meaning, type SignedWords, WhatIsSigned } from './what-is-signed.tsx';
import { type Duties, dutiesOf, signerOf } from './who-gives.ts';

/** What a dialog says and gives. */
export type AskedCommand = SignedWords & {
  readonly name: CommandName;
  /** What will be done, in one sentence. */
  readonly lead: string;
  /** What it means, a sentence each. */
  readonly meaning: readonly string[];
  /** What the parent agrees to, to be read out where an operator gives the command. */
  readonly statement?: string;
  readonly action: string;
  /** Whose key is asked for, where it is neither the applicant's nor that of whoever is signed in. */
  readonly whose?: string;
  readonly danger?: boolean;
  /** What is asked is itself a refusal: «Бас тарту» to go back would be read as giving it. */
  readonly refuses?: boolean;
  /** The button was pressed while something is missing: the fields say what. */
  readonly onIncomplete?: () => void;
  readonly attachments?: readonly Attachment[];
  /** What is said when it is done, and what stands below it. */
  readonly done: string;
  readonly doneContent?: ReactNode;
  readonly doneClose?: string;
  /** A refusal in words that say more of it here. */
  readonly reworded?: (failure: Failure) => Failure;
  /** Another way to go on after a refusal. */
  readonly onRefused?: (failure: Failure) => ReactNode;
  /** @param done whether the server carried the command out */
  readonly onClose: (done: boolean) => void;
  /** Fields of its own. */
  readonly children?: ReactNode;
};

/** Says in plain words what will be done, asks for consent and signature where they are due, and follows it to the answer. */
export function CommandDialog(asked: AskedCommand) {
  const { t } = useTranslation('command');
  const { giving, give, abandon, reset, uuid } = useCommand();
  const session = useSession();
  const giver = useGiver(asked.card);
  const duties = dutiesOf(asked.command ?? { do: asked.name }, giver);
  const [storage, setStorage] = useState<Storage>('PKCS12');
  const [unconsented, setUnconsented] = useState(false);
  const [fields, showMissing] = useMissing();
  const attachments = asked.attachments ?? [];
  const { card, command, statement = '' } = asked;
  const subject = useCommandSubject({ card, command, attachments, statement, duties, uuid });
  const { signing } = subject;

  const consented = duties.consent !== 'none';
  const standing = consentTo(subject, useNow());
  const missing = consented && standing.state !== 'given' && standing.state !== 'not-needed';

  const start = () => {
    if (command === null) {
      asked.onIncomplete?.();
      return showMissing();
    }
    setUnconsented(missing);
    if (missing) return;
    const consent = consented && standing.state === 'given' ? standing.consent : null;
    const paper = consent?.means === 'paper' && subject.scan !== null ? [subject.scan] : [];
    void give({
      command,
      attachments: [...attachments, ...paper],
      storage: duties.signed ? storage : null,
      signer: signerOf(duties, signing.signer),
      consent,
    });
  };

  if (giving.state === 'saved') return <CommandSaved onClose={() => asked.onClose(false)} />;
  if (giving.state === 'done')
    return (
      <CommandDone
        title={asked.title}
        text={asked.done}
        close={asked.doneClose}
        quiet={asked.doneContent !== undefined}
        onClose={() => asked.onClose(true)}
      >
        {asked.doneContent}
      </CommandDone>
    );
  const running = giving.state === 'running';
  const whose =
    asked.whose ??
    (giver.onBehalf && signing.signer === 'applicant' ? subject.applicant.name : (session?.name ?? ''));
  const refused = giving.state === 'failed' ? giving.failure : null;
  const failure = refused === null ? null : (asked.reworded?.(refused) ?? refused);
  // Where it goes on in another way, the same once more would only be refused again.
  const elsewhere = failure === null ? null : (asked.onRefused?.(failure) ?? null);
  return (
    <>
      <Modal
        opened
        onClose={() => (running ? undefined : asked.onClose(false))}
        title={asked.title}
        closeOnClickOutside={false}
        withCloseButton={false}
        size="xl"
        classNames={{ title: classes.title ?? '' }}
      >
        <Stack gap="lg">
          <Text size="lg">{asked.lead}</Text>
          <div ref={fields} className={classes.fields}>
            {asked.children}
          </div>
          <Meaning sentences={asked.meaning} />
          {duties.signed || duties.consent !== 'none' ? <WhatIsSigned asked={asked} /> : null}
          {duties.needsEds ? (
            <FailureNotice failure={{ code: 'code-not-enough' }} mild>
              <Group>
                <EdsButton />
              </Group>
            </FailureNotice>
          ) : (
            <Signing {...{ duties, subject, storage, setStorage }} />
          )}
          {unconsented && missing ? <FailureNotice failure={{ code: 'consent-required' }} /> : null}
          {failure === null ? null : (
            <div ref={intoView}>
              <SigningFailureNotice failure={failure} {...(elsewhere === null ? { retry: start } : {})}>
                {elsewhere}
                {failure.code === 'iin-mismatch' ? (
                  <Text fw={600}>{t('mismatch', { name: whose })}</Text>
                ) : null}
                {failure.code === 'consent-unknown' && signing.code !== null ? (
                  <ConsentAgain
                    onAgain={() => {
                      subject.setSigning({ code: null });
                      reset();
                    }}
                  />
                ) : null}
              </SigningFailureNotice>
            </div>
          )}
          <Buttons
            action={asked.action}
            danger={asked.danger === true}
            signed={duties.signed}
            busy={running}
            barred={duties.needsEds}
            refuses={asked.refuses === true}
            over={elsewhere !== null}
            onCancel={() => asked.onClose(false)}
            onGive={start}
          />
        </Stack>
      </Modal>
      {running && giving.signed ? (
        <CommandRunning title={asked.title} giving={giving} whose={whose} onCancel={abandon} />
      ) : null}
    </>
  );
}

/** A long dialog ends below the window: what went wrong is brought before the eyes. */
function intoView(element: HTMLElement | null): void {
  element?.scrollIntoView({ block: 'nearest' });
}

/** Where the key is, and at a desk who signs and how the parent consents. */
function Signing(props: {
  readonly duties: Duties;
  readonly subject: ConsentSubject;
  readonly storage: Storage;
  readonly setStorage: (storage: Storage) => void;
}) {
  const { t } = useTranslation('command');
  const session = useSession();
  const { signed, consent } = props.duties;
  if (!signed && consent === 'none') return null;
  return (
    <Stack gap="md">
      <Title order={3}>{t(signed ? 'sign' : 'consent')}</Title>
      {consent === 'choice' && signed ? <SignerChoice subject={props.subject} /> : null}
      {consent === 'always' || (consent === 'choice' && !signed) ? (
        <ConsentChoice subject={props.subject} />
      ) : null}
      {consent === 'none' ? (
        <Text>{t('ownKey', { name: session?.name ?? '', iin: session?.iin ?? '' })}</Text>
      ) : null}
      {signed ? (
        <>
          <StorageSelect signs value={props.storage} onChange={props.setStorage} />
          <NcaLayerGuide />
        </>
      ) : null}
    </Stack>
  );
}

function ConsentAgain({ onAgain }: { readonly onAgain: () => void }) {
  const { t } = useTranslation('command');
  return (
    <Group>
      <Button variant="light" onClick={onAgain}>
        {t('consentAgain')}
      </Button>
    </Group>
  );
}

function Buttons(props: {
  readonly action: string;
  readonly danger: boolean;
  readonly signed: boolean;
  readonly busy: boolean;
  readonly barred: boolean;
  readonly refuses: boolean;
  /** It goes on in another way: the same is not asked for again. */
  readonly over: boolean;
  readonly onCancel: () => void;
  readonly onGive: () => void;
}) {
  const { t } = useTranslation('command');
  return (
    <div>
      <Group justify="space-between">
        <Button variant="default" size="lg" onClick={props.onCancel} disabled={props.busy}>
          {t(props.refuses ? 'close' : 'cancel')}
        </Button>
        {props.over ? null : (
          <Button
            size="lg"
            {...(props.danger ? { color: 'red.8' } : {})}
            leftSection={props.signed ? <IconSignature size={22} aria-hidden /> : null}
            loading={props.busy}
            disabled={props.barred}
            onClick={({ currentTarget: button }) => {
              props.onGive();
              showFault(button);
            }}
          >
            {props.action}
          </Button>
        )}
      </Group>
      <Text role="status" c="var(--kezek-ink-soft)" className={classes.status ?? ''}>
        {props.busy ? t('working') : ''}
      </Text>
    </div>
  );
}
