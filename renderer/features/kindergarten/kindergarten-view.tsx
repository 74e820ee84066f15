import { Button, Group, Paper, Stack, Tabs, Text } from '@mantine/core';
import {
  IconFileText,
  IconHistory,
  IconMail,
  IconRefresh,
  IconUsers,
  IconUsersGroup,
} from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { Loading } from '../../components/loading.tsx';
import { Page } from '../../components/page.tsx';
import { useCore } from '../../link/use-core.ts';
import { useLocale } from '../../locale/i18n.ts';
import { useSession } from '../../session.ts';
import { EnrolledList } from './enrolled-list.tsx';
import { GroupList } from './group-list.tsx';
import { KindergartenHeader } from './kindergarten-header.tsx';
import { LogTable } from './log-table.tsx';
import { Papers } from './papers.tsx';
import { ReceivedList } from './received-list.tsx';
import type { Said } from './said.ts';

const TABS = ['groups', 'received', 'enrolled', 'papers', 'log'] as const;
export type KindergartenTab = (typeof TABS)[number];
const ICONS = {
  groups: IconUsersGroup,
  received: IconMail,
  enrolled: IconUsers,
  papers: IconFileText,
  log: IconHistory,
};

/** Whether a text names a part of the page. */
export function isKindergartenTab(text: unknown): text is KindergartenTab {
  return TABS.some((tab) => tab === text);
}

/** One kindergarten: for its director everything, for those above him where the places are. */
export function KindergartenView(props: {
  readonly id: string;
  readonly back: 'cabinet' | 'kindergarten';
  readonly tab?: KindergartenTab | undefined;
}) {
  const { t } = useTranslation('kindergarten');
  const locale = useLocale();
  const client = useQueryClient();
  const session = useSession();
  const [said, setSaid] = useState<Said | null>(null);
  const garden = useCore('kindergarten.groups', { kindergarten: props.id }, { fresh: true });
  const { data } = garden;
  const title = data?.kindergarten.name[locale === 'ru' ? 'ru' : 'kk'] ?? t('title');
  const seesChildren =
    data?.may.publish === true || session?.grants.some(({ role }) => role === 'head') === true;
  const refresh = () => {
    setSaid(null);
    void client.invalidateQueries({
      predicate: ({ queryKey: [method] }) => /^(kindergarten|place|referral)\./.test(String(method)),
    });
  };
  const hidden = <Text>{t('childrenHidden')}</Text>;
  return (
    <Page
      title={title}
      back={props.back}
      width={84}
      aside={
        <Button variant="default" leftSection={<IconRefresh size={18} aria-hidden />} onClick={refresh}>
          {t('refresh')}
        </Button>
      }
    >
      {garden.isError ? (
        <FailureNotice failure={garden.error.failure} retry={() => void garden.refetch()} />
      ) : data === undefined ? (
        <Loading />
      ) : (
        <Stack gap="md">
          <KindergartenHeader garden={data} onDone={setSaid} />
          <div role="status" aria-live="polite">
            {said === null ? null : (
              <Paper withBorder p="md" bg="var(--kezek-good-ground)" c="var(--kezek-good)">
                <Text fw={600}>{t(`${said.of}.done`, { ...said.values })}</Text>
              </Paper>
            )}
          </div>
          <Paper withBorder p={{ base: 'md', sm: 'lg' }}>
            <Tabs defaultValue={props.tab ?? TABS[0]} keepMounted={false} onChange={() => setSaid(null)}>
              <Tabs.List mb="lg">
                {TABS.map((tab) => (
                  <Tabs.Tab key={tab} value={tab} fz="md" py="sm">
                    <TabLabel tab={tab} />
                  </Tabs.Tab>
                ))}
              </Tabs.List>
              <Tabs.Panel value="groups">
                <GroupList garden={data} onDone={setSaid} />
              </Tabs.Panel>
              <Tabs.Panel value="received">
                {seesChildren ? (
                  <ReceivedList kindergarten={props.id} marks={data.may.publish} onDone={setSaid} />
                ) : (
                  hidden
                )}
              </Tabs.Panel>
              <Tabs.Panel value="enrolled">
                {seesChildren ? (
                  <EnrolledList kindergarten={props.id} marks={data.may.publish} onDone={setSaid} />
                ) : (
                  hidden
                )}
              </Tabs.Panel>
              <Tabs.Panel value="papers">
                <Papers />
              </Tabs.Panel>
              <Tabs.Panel value="log">
                <LogTable kindergarten={props.id} />
              </Tabs.Panel>
            </Tabs>
          </Paper>
        </Stack>
      )}
    </Page>
  );
}

function TabLabel({ tab }: { readonly tab: KindergartenTab }) {
  const { t } = useTranslation('kindergarten');
  const Icon = ICONS[tab];
  return (
    <Group gap={8} wrap="nowrap">
      <Icon size={20} aria-hidden />
      {t(`tab.${tab}`)}
    </Group>
  );
}
