import { Tabs } from '@mantine/core';
import { IconCertificate, IconDeviceMobileMessage } from '@tabler/icons-react';
import { Navigate, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Output } from '../../../core/protocol/desk.ts';
import { Card } from '../../components/card.tsx';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { Remark } from '../../components/note.tsx';
import { Page } from '../../components/page.tsx';
import { toFailure } from '../../link/failure.ts';
import { LINKS, type LinkName } from '../../links.ts';
import { useSession, useStatus } from '../../session.ts';
import { CodeSignIn } from './code-sign-in.tsx';
import { KeyChoice } from './key-choice.tsx';
import { OwnerCard } from './owner-card.tsx';
import classes from './sign-in-page.module.css';

/**
 * «Жүйеге кіру» in the two ways of the seeds: by EDS, or by a one-time code.
 * @param ended whoever was signed in lost the session and is told so
 * @param goal where the person was going
 */
export function SignInPage(props: { readonly ended?: boolean; readonly goal?: LinkName }) {
  const { t } = useTranslation('sign-in');
  const session = useSession();
  // Nothing of a visitor outlives the session there.
  const { mode, sessionEnded } = useStatus();
  const kiosk = mode === 'kiosk';
  const navigate = useNavigate();
  const [chosen, setChosen] = useState<Output<'session.choose'> | null>(null);
  const to = LINKS[props.goal ?? 'cabinet'];
  if (session !== null) return <Navigate to={to} replace />;
  const enter = () => void navigate({ to });
  return (
    <Page title={t('title')} back="start" width={40}>
      {sessionEnded !== undefined ? (
        <FailureNotice failure={toFailure({ code: sessionEnded })} mild />
      ) : props.ended === true ? (
        <Remark>{t(kiosk ? 'endedKiosk' : 'ended')}</Remark>
      ) : null}
      {props.goal === 'service' ? <Remark>{t('toFile')}</Remark> : null}
      {chosen !== null ? (
        <OwnerCard chosen={chosen} onAgain={() => setChosen(null)} onEntered={enter} />
      ) : (
        <Card>
          <Tabs
            defaultValue="eds"
            variant="pills"
            keepMounted={false}
            classNames={{ tab: classes.tab ?? '', tabLabel: classes.tabLabel ?? '' }}
          >
            <Tabs.List aria-label={t('tabs')} mb="lg" grow>
              <Tabs.Tab value="eds" fz="md" fw={600} leftSection={<IconCertificate size={20} aria-hidden />}>
                {t('tab.eds')}
              </Tabs.Tab>
              <Tabs.Tab
                value="code"
                fz="md"
                fw={600}
                leftSection={<IconDeviceMobileMessage size={20} aria-hidden />}
              >
                {t('tab.code')}
              </Tabs.Tab>
            </Tabs.List>
            <Tabs.Panel value="eds">
              <KeyChoice onChosen={setChosen} />
            </Tabs.Panel>
            <Tabs.Panel value="code">
              <CodeSignIn onEntered={enter} />
            </Tabs.Panel>
          </Tabs>
        </Card>
      )}
    </Page>
  );
}
