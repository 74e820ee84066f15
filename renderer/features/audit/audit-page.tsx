import { Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { IconShieldCheck } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isPlainDate } from '../../../core/domain/plain-date.ts';
import type { AuditLine, AuditNames, Broken } from '../../../core/protocol/audit.ts';
import { Answered } from '../../components/answered.tsx';
import { Card } from '../../components/card.tsx';
import { DataTable } from '../../components/data-table.tsx';
import { Facts } from '../../components/facts.tsx';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { MaskedInput } from '../../components/masked-input.tsx';
import { Remark } from '../../components/note.tsx';
import { Page } from '../../components/page.tsx';
import { useCore, useCoreMutation } from '../../link/use-core.ts';
import { hasWord } from '../../locale/has-word.ts';
import { useWords } from '../../locale/i18n.ts';
import { maskDate, typedDate } from '../../masks.ts';
import { useStatus } from '../../session.ts';
import { minuteText, momentText } from '../journal/journal-format.ts';
import { WhyLink } from '../why/why-link.tsx';
import { AuditFacts, useSubjectWords } from './audit-facts.tsx';

type Filter = { readonly from: string; readonly to: string; readonly search: string };
const NOTHING: Filter = { from: '', to: '', search: '' };

/** Everything that was written, read-only: who did what, when, at which desk, on whose behalf (domain.md §2.3). */
export function AuditPage() {
  const { t } = useTranslation('audit');
  const [typed, setTyped] = useState(NOTHING);
  const [filter, setFilter] = useState(NOTHING);
  const [before, setBefore] = useState<readonly number[]>([]);
  const page = useCore(
    'audit.page',
    {
      from: dayOf(filter.from),
      to: dayOf(filter.to),
      action: null,
      search: filter.search,
      before: before.at(-1) ?? null,
    },
    { fresh: true, keepPrevious: true },
  );
  const faulty = (text: string) => (text !== '' && dayOf(text) === null ? t('filter.notADay') : null);
  const apply = () => {
    if (faulty(typed.from) !== null || faulty(typed.to) !== null) return;
    setBefore([]);
    setFilter(typed);
  };
  return (
    <Page title={t('title')} lead={t('lead')} back="cabinet" width={110}>
      <Ledger />
      <form
        onSubmit={(event) => {
          event.preventDefault();
          apply();
        }}
      >
        <Group align="end" gap="md">
          <MaskedInput
            label={t('filter.from')}
            mask={maskDate}
            value={typed.from}
            onMasked={(from) => setTyped((now) => ({ ...now, from }))}
            placeholder={t('filter.format')}
            error={faulty(typed.from)}
            w="10rem"
          />
          <MaskedInput
            label={t('filter.to')}
            mask={maskDate}
            value={typed.to}
            onMasked={(to) => setTyped((now) => ({ ...now, to }))}
            placeholder={t('filter.format')}
            error={faulty(typed.to)}
            w="10rem"
          />
          <TextInput
            label={t('filter.search')}
            value={typed.search}
            onChange={(event) => {
              const search = event.currentTarget.value;
              setTyped((now) => ({ ...now, search }));
            }}
            maxLength={100}
            flex={1}
            miw="16rem"
          />
          <Button type="submit">{t('filter.apply')}</Button>
        </Group>
      </form>
      <Answered
        query={page}
        empty={{ title: t('empty'), text: t('emptyText') }}
        isEmpty={({ lines }) => lines.length === 0}
      >
        {({ lines, more, names }) => (
          <Stack gap="md">
            <Lines lines={lines} names={names} />
            {before.length === 0 && !more ? null : (
              <Group justify="end">
                <Button
                  variant="default"
                  disabled={before.length === 0}
                  onClick={() => setBefore((now) => now.slice(0, -1))}
                >
                  {t('newer')}
                </Button>
                <Button
                  variant="default"
                  disabled={!more}
                  onClick={() => {
                    const last = lines.at(-1);
                    if (last !== undefined) setBefore((now) => [...now, last.id]);
                  }}
                >
                  {t('older')}
                </Button>
              </Group>
            )}
          </Stack>
        )}
      </Answered>
    </Page>
  );
}

function Lines({ lines, names }: { readonly lines: readonly AuditLine[]; readonly names: AuditNames }) {
  const { t } = useTranslation('audit');
  const actionText = useActionWords();
  const subjectText = useSubjectWords(names);
  const own = useStatus().desk?.district;
  return (
    <DataTable
      caption={t('title')}
      rows={lines}
      keyOf={({ id }) => String(id)}
      columns={[
        { key: 'at', head: t('column.at'), cell: ({ at }) => momentText(at) },
        {
          key: 'action',
          head: t('column.action'),
          cell: ({ action }) => actionText(action),
        },
        {
          key: 'actor',
          head: t('column.actor'),
          cell: ({ actor }) =>
            actor === null ? (
              t('bySystem')
            ) : (
              <>
                {actor.name}
                <Text size="sm" c="var(--kezek-ink-soft)">
                  {actor.iin}
                </Text>
              </>
            ),
        },
        { key: 'desk', head: t('column.desk'), cell: ({ desk }) => desk ?? '—' },
        {
          key: 'subject',
          head: t('column.subject'),
          cell: ({ application, district, subject }) =>
            application === null ? (
              subject === null ? (
                '—'
              ) : (
                subjectText(subject)
              )
            ) : (
              <OfApplication application={application} number={subject} here={district === own} />
            ),
        },
        {
          key: 'facts',
          head: t('column.facts'),
          cell: ({ facts }) => <AuditFacts facts={facts} names={names} />,
        },
      ]}
    />
  );
}

/** An application of this office by its card, one of another district by «why this number»: no desk holds another's register. */
function OfApplication(props: {
  readonly application: string;
  readonly number: string | null;
  readonly here: boolean;
}) {
  const { application: uuid, number, here } = props;
  return here ? (
    <Link to="/application/$uuid" params={{ uuid }}>
      {number}
    </Link>
  ) : (
    <>
      {number}
      <div>
        <WhyLink uuid={uuid} />
      </div>
    </>
  );
}

/** What was done, in words; what this desk has no word for as it was written. */
function useActionWords(): (action: string) => string {
  const { action: actions } = useWords('audit');
  const { event: events } = useWords('history');
  return (action) =>
    hasWord(actions, action) ? actions[action] : hasWord(events, action) ? events[action] : action;
}

/** The ledger reckoned anew, leaf by leaf. */
function Ledger() {
  const { t } = useTranslation('audit');
  const check = useCoreMutation('audit.ledger');
  const { data } = check;
  return (
    <Card
      title={t('ledger.title')}
      text={t('ledger.text')}
      aside={
        <Button
          leftSection={<IconShieldCheck size={20} aria-hidden />}
          loading={check.isPending}
          onClick={() => check.mutate({})}
        >
          {t('ledger.check')}
        </Button>
      }
    >
      {check.isError ? <FailureNotice failure={check.error.failure} /> : null}
      {data === undefined ? null : data.broken === null ? (
        <Remark title={t('ledger.whole')}>
          {t('ledger.wholeText', { size: data.size, at: minuteText(data.checkedAt) })}
          <Text size="sm" mt="xs">
            <code>{data.root}</code>
          </Text>
        </Remark>
      ) : (
        <BrokenLedger broken={data.broken} />
      )}
    </Card>
  );
}

/** Where the ledger is broken, as far as it can be said, and what to do. */
function BrokenLedger({ broken: { index, leaf } }: { readonly broken: Broken }) {
  const { t } = useTranslation('audit');
  const actionText = useActionWords();
  return (
    <FailureNotice failure={{ code: 'ledger-broken', facts: { index } }}>
      {leaf === null ? (
        <Text>{t('ledger.missing')}</Text>
      ) : (
        <Facts
          facts={[
            [t('ledger.what'), actionText(leaf.kind)],
            [t('ledger.application'), leaf.number],
            [t('ledger.at'), momentText(leaf.at)],
          ]}
        />
      )}
    </FailureNotice>
  );
}

function dayOf(text: string): string | null {
  const day = typedDate(text);
  return isPlainDate(day) ? day : null;
}
