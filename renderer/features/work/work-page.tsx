import { Anchor, Badge, Box, Group, Paper, SimpleGrid, Stack, Text } from '@mantine/core';
import { IconCoffee, IconPhoneCall, IconUsers, IconWifiOff } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { capitalise } from '../../../core/domain/kazakh.ts';
import type { Output } from '../../../core/protocol/desk.ts';
import { WORK_KINDS, type WorkItem, type WorkKind } from '../../../core/protocol/work.ts';
import { Answered } from '../../components/answered.tsx';
import { Card } from '../../components/card.tsx';
import { CardButton } from '../../components/card-button.tsx';
import { Remark } from '../../components/note.tsx';
import { Nothing } from '../../components/nothing.tsx';
import { Page } from '../../components/page.tsx';
import { useCore } from '../../link/use-core.ts';
import { LINKS } from '../../links.ts';
import { useIsOperator } from '../../session.ts';
import { useBenefitName } from '../benefit/use-benefit.ts';
import { dateText, phoneText } from '../journal/journal-format.ts';
import { FIRST_QUERY } from '../journal/journal-query.ts';

/** The operator's day: what ends today and tomorrow, whom to call, what came back refused. */
export function WorkPage() {
  const { t } = useTranslation('work');
  const work = useCore('work.today', {}, { fresh: true });
  return (
    <Page title={t('title')} lead={t('lead')} back="cabinet" width={80}>
      <Answered query={work}>
        {(data) => (
          <Stack gap="lg">
            {data.calendarLacks.map((year) => (
              <Remark key={year}>{t('calendarLacks', { year })}</Remark>
            ))}
            <Elsewhere proposals={data.proposals} />
            {data.items.length === 0 ? (
              <Nothing icon={IconCoffee} title={t('empty')} text={t('emptyText')} />
            ) : (
              <Lists work={data} />
            )}
          </Stack>
        )}
      </Answered>
    </Page>
  );
}

/** Work that has a page of its own. */
function Elsewhere({ proposals }: { readonly proposals: number }) {
  const { t } = useTranslation('work');
  const operator = useIsOperator();
  const calls = useCore('notice.callList', {}, { enabled: operator, fresh: true }).data?.rows.length;
  const refused = useCore('application.journal', {
    ...FIRST_QUERY,
    submission: 'refused',
  }).data?.total;
  return (
    <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="md">
      {operator && calls !== undefined ? (
        <Way icon={<IconPhoneCall size={24} aria-hidden />} to="calls" link={t('toCalls')}>
          {calls === 0 ? t('callsNone') : t('calls', { number: calls })}
        </Way>
      ) : null}
      <Way icon={<IconUsers size={24} aria-hidden />} to="proposals" link={t('toProposals')}>
        {proposals === 0 ? t('proposalsNone') : t('proposals', { number: proposals })}
      </Way>
      {refused === undefined || refused === 0 ? null : (
        <Way icon={<IconWifiOff size={24} aria-hidden />} to="journal" link={t('refusedText')}>
          {t('refused', { number: refused })}
        </Way>
      )}
    </SimpleGrid>
  );
}

function Way(props: {
  readonly icon: ReactNode;
  readonly to: 'calls' | 'proposals' | 'journal';
  readonly link: string;
  readonly children: string;
}) {
  return (
    <Paper withBorder p="md">
      <Group gap="md" wrap="nowrap" align="flex-start">
        {props.icon}
        <div>
          <Text fw={600}>{props.children}</Text>
          <Anchor component={Link} to={LINKS[props.to]}>
            {props.link}
          </Anchor>
        </div>
      </Group>
    </Paper>
  );
}

function Lists({ work }: { readonly work: Output<'work.today'> }) {
  const { t } = useTranslation('work');
  return WORK_KINDS.map((kind) => {
    const items = work.items.filter((item) => item.kind === kind);
    const count = work.counts[kind] ?? items.length;
    if (items.length === 0) return null;
    return (
      <Card
        key={kind}
        title={t(`kind.${kind}`)}
        text={t(`todo.${kind}`)}
        aside={
          <Badge size="xl" variant="light">
            {count}
          </Badge>
        }
      >
        <Stack gap="sm" component="ul" p={0} m={0} aria-label={t(`kind.${kind}`)}>
          {items.map((item) => (
            <Row key={`${item.application} ${item.person}`} item={item} today={work.today} />
          ))}
        </Stack>
        {count > items.length ? <Text>{t('more', { number: count - items.length })}</Text> : null}
      </Card>
    );
  });
}

function Row({ item, today }: { readonly item: WorkItem; readonly today: string }) {
  const { t } = useTranslation('work');
  const benefit = useBenefitName();
  const named: readonly WorkKind[] = ['benefit-unproved', 'certificate-ends'];
  return (
    <Paper withBorder p="md" component="li" display="block">
      <Group justify="space-between" gap="md">
        <Box flex="1 1 20rem">
          <Text fw={600}>{item.childName}</Text>
          {item.benefit !== null && named.includes(item.kind) ? (
            <Text>{capitalise(benefit(item.benefit))}</Text>
          ) : null}
          {item.person === null ? null : <Text>{t(`person.${item.person}`)}</Text>}
          <Text size="sm" c="var(--kezek-ink-soft)" className="numbers">
            {item.number} · {item.applicantName} · {phoneText(item.phone)}
          </Text>
        </Box>
        <Group gap="md">
          {item.day === null ? null : (
            <Text fw={600} className="numbers">
              {item.day === today ? `${t('today')}, ` : ''}
              {t('until', { date: dateText(item.day) })}
            </Text>
          )}
          <CardButton application={item.application} text={t('card')} of={item.childName} />
        </Group>
      </Group>
    </Paper>
  );
}
