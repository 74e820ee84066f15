import { Button } from '@mantine/core';
import { IconClipboardPlus, IconSearchOff } from '@tabler/icons-react';
import { Link, useNavigate } from '@tanstack/react-router';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { JournalQuery } from '../../../core/protocol/journal.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { Loading } from '../../components/loading.tsx';
import { Nothing } from '../../components/nothing.tsx';
import { Page } from '../../components/page.tsx';
import { useCore } from '../../link/use-core.ts';
import { LINKS } from '../../links.ts';
import { useSession, useStatus } from '../../session.ts';
import { OwnOnly } from '../merge/own-only.tsx';
import { type ColumnId, shownColumns } from './journal-columns.ts';
import { JournalPager } from './journal-pager.tsx';
import { cleared, filteredBy, isNarrowed, onPage, searchedFor, sortedBy } from './journal-query.ts';
import { JournalTable } from './journal-table.tsx';
import { JournalToolbar } from './journal-toolbar.tsx';
import { keepHidden, keptHidden, useJournalView } from './journal-view.ts';
import { OwnApplications } from './own-applications.tsx';

/** «Кезекке қоюға өтініштер журналы»: a clerk's district, or a parent's own applications. */
export function JournalPage() {
  const { t } = useTranslation('journal');
  const navigate = useNavigate();
  const kiosk = useStatus().mode === 'kiosk';
  const [view, changeView] = useJournalView();
  const [hidden, setHidden] = useState(keptHidden);
  const columns = useMemo(() => shownColumns(hidden), [hidden]);
  const { query } = view;
  const journal = useCore('application.journal', query, { keepPrevious: true });
  const ask = useCallback(
    (step: (query: JournalQuery) => JournalQuery) =>
      changeView((now) => {
        const next = step(now.query);
        return next === now.query ? now : { ...now, query: next };
      }),
    [changeView],
  );
  const hide = (chosen: readonly ColumnId[]) => {
    setHidden(chosen);
    keepHidden(chosen);
  };
  const setCurrent = useCallback(
    (uuid: string) => changeView((now) => (now.current === uuid ? now : { ...now, current: uuid })),
    [changeView],
  );
  const open = useCallback(
    (uuid: string) => void navigate({ to: '/application/$uuid', params: { uuid } }),
    [navigate],
  );
  const staff = (useSession()?.grants.length ?? 0) > 0;
  const total = journal.data?.total ?? 0;
  useEffect(() => {
    // Rows can go while somebody is on the last page.
    if (journal.data !== undefined && !journal.isPlaceholderData)
      ask((now) => onPage(now, now.page, journal.data.total));
  }, [journal.data, journal.isPlaceholderData, ask]);
  return (
    <Page title={t('title')} back="cabinet" width={kiosk ? 72 : 120}>
      {kiosk ? null : (
        <JournalToolbar
          query={query}
          hidden={hidden}
          onSearch={(text) => ask((now) => searchedFor(now, text))}
          onFilters={(filters) => ask((now) => filteredBy(now, filters))}
          onHidden={hide}
        />
      )}
      {staff ? null : <OwnOnly />}
      {journal.isError ? (
        <FailureNotice failure={journal.error.failure} retry={() => void journal.refetch()} />
      ) : journal.data === undefined ? (
        <Loading />
      ) : journal.data.rows.length === 0 && total === 0 ? (
        <Empty narrowed={isNarrowed(query)} onClear={() => ask(cleared)} />
      ) : kiosk ? (
        <OwnApplications rows={journal.data.rows} />
      ) : (
        <JournalTable
          page={JSON.stringify(query)}
          rows={journal.data.rows}
          columns={columns}
          query={query}
          current={view.current}
          scroll={view.scroll}
          busy={journal.isPlaceholderData}
          onSort={(sort) => ask((now) => sortedBy(now, sort))}
          onCurrent={setCurrent}
          onOpen={open}
          onGone={(scroll) => changeView((now) => ({ ...now, scroll }))}
        />
      )}
      {journal.data === undefined || (kiosk && total <= query.pageSize) ? null : (
        <JournalPager
          page={query.page}
          pageSize={query.pageSize}
          total={total}
          onPage={(page) => ask((now) => onPage(now, page, total))}
          onSize={(pageSize) => ask((now) => ({ ...now, pageSize, page: 1 }))}
        />
      )}
    </Page>
  );
}

function Empty(props: { readonly narrowed: boolean; readonly onClear: () => void }) {
  const { t } = useTranslation('journal');
  return props.narrowed ? (
    <Nothing icon={IconSearchOff} title={t('empty.nothing')} text={t('empty.nothingText')}>
      <Button mt="sm" onClick={props.onClear}>
        {t('empty.reset')}
      </Button>
    </Nothing>
  ) : (
    <Nothing icon={IconClipboardPlus} title={t('empty.title')} text={t('empty.text')}>
      <Button mt="sm" component={Link} to={LINKS.service}>
        {t('empty.apply')}
      </Button>
    </Nothing>
  );
}
