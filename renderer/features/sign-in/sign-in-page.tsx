import { Alert, Button, Stack, Tabs, Text } from '@mantine/core';
import { IconCertificate, IconShieldExclamation } from '@tabler/icons-react';
import { Navigate, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Storage } from '../../../core/protocol/desk.ts';
import { Card } from '../../components/card.tsx';
import { SigningFailureNotice } from '../../components/ncalayer-help.tsx';
import noteClasses from '../../components/note.module.css';
import { Note, Remark } from '../../components/note.tsx';
import { Page } from '../../components/page.tsx';
import { StorageSelect } from '../../components/storage-select.tsx';
import { WaitingScreen } from '../../components/waiting-screen.tsx';
import { core } from '../../link/core.ts';
import { useCoreEvent, useCoreMutation } from '../../link/use-core.ts';
import { LINKS } from '../../links.ts';
import { useLocale } from '../../locale/i18n.ts';
import { useSession } from '../../session.ts';
import { OwnerCard } from './owner-card.tsx';

const STEPS = ['connecting', 'choosing', 'checking'] as const;

/** «Жүйеге кіру» by EDS: storage → certificate at NCALayer → the owner's data → «Кіру». */
export function SignInPage(props: { readonly ended?: boolean }) {
  const { t } = useTranslation('sign-in');
  const locale = useLocale();
  const session = useSession();
  const navigate = useNavigate();
  const [storage, setStorage] = useState<Storage>('PKCS12');
  const [step, setStep] = useState<(typeof STEPS)[number]>('connecting');
  const choose = useCoreMutation('session.choose');
  useCoreEvent((event) => {
    if (event.topic === 'ncalayer') setStep(event.open ? 'choosing' : 'checking');
  });
  if (session !== null) return <Navigate to={LINKS.cabinet} replace />;
  const start = () => {
    setStep('connecting');
    choose.mutate({ storage, locale });
  };
  return (
    <Page title={t('title')} back="start" width={40}>
      {props.ended === true ? <Remark>{t('ended')}</Remark> : null}
      {choose.isSuccess ? (
        <OwnerCard
          chosen={choose.data}
          onAgain={() => choose.reset()}
          onEntered={() => void navigate({ to: LINKS.cabinet })}
        />
      ) : (
        <Card>
          <Tabs value="eds" variant="pills">
            <Tabs.List aria-label={t('tabs')} mb="lg">
              <Tabs.Tab value="eds" fz="md" fw={600} leftSection={<IconCertificate size={20} aria-hidden />}>
                {t('tab.eds')}
              </Tabs.Tab>
            </Tabs.List>
            <Tabs.Panel value="eds">
              <Stack gap="lg">
                <Alert
                  className={noteClasses.danger}
                  icon={<IconShieldExclamation aria-hidden />}
                  role="note"
                >
                  <Text c="var(--kezek-danger)" fw={600}>
                    {t('warning')}
                  </Text>
                </Alert>
                <StorageSelect value={storage} onChange={setStorage} />
                <Button size="lg" onClick={start}>
                  {t('choose')}
                </Button>
                {choose.isError ? (
                  <SigningFailureNotice failure={choose.error.failure} retry={start} />
                ) : (
                  <Note kind="important">{t('ncalayer')}</Note>
                )}
              </Stack>
            </Tabs.Panel>
          </Tabs>
        </Card>
      )}
      {choose.isPending ? (
        <WaitingScreen
          title={t('waiting.title')}
          steps={STEPS.map((name) => ({ name, text: t(`waiting.steps.${name}`) }))}
          current={step}
          atNcaLayer={step === 'choosing'}
          onCancel={() => void core.call('ncalayer.abandon', {})}
        />
      ) : null}
    </Page>
  );
}
