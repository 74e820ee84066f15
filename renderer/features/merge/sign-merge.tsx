import { Button, Group, Stack, Text } from '@mantine/core';
import { IconSignature } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Command } from '../../../core/protocol/command.ts';
import { commandText } from '../../../core/protocol/command-wording.ts';
import { type FoundApplication, MERGE_CONSENT_MINUTES } from '../../../core/protocol/merge.ts';
import type { Storage } from '../../../core/protocol/ncalayer.ts';
import { Card } from '../../components/card.tsx';
import { Facts } from '../../components/facts.tsx';
import { NcaLayerGuide } from '../../components/ncalayer-guide.tsx';
import { SigningFailureNotice } from '../../components/ncalayer-help.tsx';
import { Remark } from '../../components/note.tsx';
import { StorageSelect } from '../../components/storage-select.tsx';
import { LINKS } from '../../links.ts';
import { useLocale } from '../../locale/i18n.ts';
import { useSession } from '../../session.ts';
import commandClasses from '../command/command.module.css';
import { CommandDone, CommandRunning, CommandSaved } from '../command/command-outcome.tsx';
import { useCommand } from '../command/use-command.ts';
import { useNow } from '../one-time-code/use-code.ts';
import type { Confirmation } from './confirmation.ts';

/** Step three: the second parent signs with the own key, and the server joins the application. */
export function SignMerge(props: {
  readonly found: FoundApplication;
  readonly confirmed: Confirmation;
  /** The confirmation can no longer be used: another code is asked for. */
  readonly onAgain: () => void;
}) {
  const { t } = useTranslation('merge');
  const { t: command } = useTranslation('command');
  const navigate = useNavigate();
  const locale = useLocale();
  const session = useSession();
  const { giving, give, abandon } = useCommand();
  const [storage, setStorage] = useState<Storage>('PKCS12');
  const now = useNow();
  const { found, confirmed } = props;
  const iin = session?.iin ?? '';
  const order: Command = { do: 'mergeApplication', application: found.application, applicant: iin };
  const running = giving.state === 'running';
  const over = !running && giving.state !== 'done' && now >= confirmed.goodUntil;
  // Where the policy lets a one-time code sign, nothing is signed at NCALayer.
  const signed = session?.means !== 'code';
  const start = () =>
    void give({
      command: order,
      attachments: [],
      storage: signed ? storage : null,
      signer: signed ? 'applicant' : null,
      consent: { means: 'code', id: confirmed.id },
    });
  const toJournal = () => void navigate({ to: LINKS.journal });

  if (giving.state === 'saved') return <CommandSaved onClose={toJournal} />;
  if (giving.state === 'done')
    return (
      <CommandDone
        title={t('done.title')}
        text={t('done.text')}
        close={t('search.journal')}
        onClose={toJournal}
      >
        {session?.phone === null ? <Remark>{t('done.phone')}</Remark> : null}
      </CommandDone>
    );
  const failure = giving.state === 'failed' ? giving.failure : null;
  const spent = failure?.code === 'consent-unknown';
  return (
    <Card title={t('sign.title')}>
      <Stack gap="lg">
        <section className={commandClasses.signed}>
          <Facts
            label={t('sign.what')}
            facts={[
              [command('fact.action'), commandText(order, found.number, locale)],
              [command('fact.child'), found.child],
            ]}
          />
        </section>
        {signed ? (
          <>
            <Text>{command('ownKey', { name: session?.name ?? '', iin })}</Text>
            <StorageSelect signs value={storage} onChange={setStorage} />
            <NcaLayerGuide />
          </>
        ) : null}
        {over ? <Remark>{t('confirm.over', { minutes: MERGE_CONSENT_MINUTES })}</Remark> : null}
        {failure === null ? null : <SigningFailureNotice failure={failure} retry={start} />}
        <Group>
          {over || spent ? (
            <Button size="lg" onClick={props.onAgain}>
              {t('confirm.again')}
            </Button>
          ) : (
            <Button
              size="lg"
              leftSection={signed ? <IconSignature size={22} aria-hidden /> : null}
              loading={running}
              onClick={start}
            >
              {t('sign.action')}
            </Button>
          )}
        </Group>
        <Text role="status" c="var(--kezek-ink-soft)">
          {running ? command('working') : ''}
        </Text>
      </Stack>
      {running && giving.signed ? (
        <CommandRunning
          title={command('mergeApplication.title')}
          giving={giving}
          whose={session?.name ?? ''}
          onCancel={abandon}
        />
      ) : null}
    </Card>
  );
}
