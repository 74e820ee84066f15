import { VisuallyHidden } from '@mantine/core';
import { IconArrowDown, IconArrowsSort, IconArrowUp } from '@tabler/icons-react';
import { type KeyboardEvent, useEffectEvent, useLayoutEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { JournalQuery, JournalRow } from '../../../core/protocol/journal.ts';
import { useCellText } from './journal-cell.tsx';
import { type Column, NAMING_COLUMN } from './journal-columns.ts';
import { targetRow } from './journal-keys.ts';
import type { JournalSort } from './journal-query.ts';
import { JournalTableRow } from './journal-row.tsx';
import classes from './journal-table.module.css';
import type { JournalView } from './journal-view.ts';

/**
 * The journal as a table that scrolls in both directions under its headings; «▶» and the child's name stay in sight. One
 * row is the keyboard's: arrows, Home and End move it, Enter opens it.
 */
export function JournalTable(props: {
  readonly rows: readonly JournalRow[];
  readonly columns: readonly Column[];
  readonly query: Pick<JournalQuery, 'sort' | 'descending'>;
  readonly current: string | null;
  /** Changes whenever the rows are others than before: another page, order, filter. */
  readonly page: string;
  readonly scroll: JournalView['scroll'];
  readonly busy: boolean;
  readonly onSort: (sort: JournalSort) => void;
  readonly onCurrent: (uuid: string) => void;
  readonly onOpen: (uuid: string) => void;
  /** Told when the table goes away: where it was scrolled to. */
  readonly onGone: (scroll: JournalView['scroll']) => void;
}) {
  const { t } = useTranslation('journal');
  const { rows, columns, page, onCurrent } = props;
  const cell = useCellText();
  const box = useRef<HTMLElement>(null);
  const place = useRef(props.scroll);
  const leave = useEffectEvent(() => props.onGone(place.current));
  useLayoutEffect(() => {
    box.current?.scrollTo({ ...place.current, behavior: 'instant' });
    return () => leave();
  }, []);
  const shown = useRef(page);
  useLayoutEffect(() => {
    // Another page, order or filter begins at the top; sideways it stays where the person looks.
    if (shown.current === page) return;
    shown.current = page;
    box.current?.scrollTo({ top: 0, behavior: 'instant' });
  }, [page]);
  const current = rows.some(({ uuid }) => uuid === props.current) ? props.current : (rows[0]?.uuid ?? null);
  const move = (event: KeyboardEvent) => {
    const at = rows.findIndex(({ uuid }) => uuid === current);
    const to = targetRow(event.key, at, rows.length);
    const row = to === null ? undefined : rows[to];
    if (row === undefined) return;
    event.preventDefault();
    onCurrent(row.uuid);
    box.current?.querySelector<HTMLElement>(`[data-open="${row.uuid}"]`)?.focus();
  };
  return (
    <section
      ref={box}
      className={classes.box}
      aria-label={t('title')}
      aria-busy={props.busy}
      onScroll={({ currentTarget: { scrollTop, scrollLeft } }) => {
        place.current = { top: scrollTop, left: scrollLeft };
      }}
    >
      <table className={classes.table} aria-describedby="journal-caption">
        <caption id="journal-caption" className={classes.caption}>
          {t('caption')}
        </caption>
        <colgroup>
          <col className={classes.openColumn} />
          {columns.map(({ id, width }) => (
            <col key={id} style={{ width: `${width}rem` }} />
          ))}
        </colgroup>
        <thead>
          <tr>
            <th scope="col" className={classes.openHead}>
              <VisuallyHidden>{t('column.open')}</VisuallyHidden>
            </th>
            {columns.map((column) => (
              <Heading key={column.id} column={column} query={props.query} onSort={props.onSort} />
            ))}
          </tr>
        </thead>
        <tbody onKeyDown={move}>
          {rows.map((row) => (
            <JournalTableRow
              key={row.uuid}
              row={row}
              columns={columns}
              cell={cell}
              current={row.uuid === current}
              onCurrent={onCurrent}
              onOpen={props.onOpen}
            />
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Heading(props: {
  readonly column: Column;
  readonly query: Pick<JournalQuery, 'sort' | 'descending'>;
  readonly onSort: (sort: JournalSort) => void;
}) {
  const { t } = useTranslation('journal');
  const { id, numeric } = props.column;
  const name = t(`column.${id}`);
  const sorted = id === props.query.sort;
  const order = sorted ? (props.query.descending ? 'descending' : 'ascending') : 'none';
  const Icon = order === 'none' ? IconArrowsSort : order === 'ascending' ? IconArrowUp : IconArrowDown;
  return (
    <th
      scope="col"
      data-column={id}
      data-numeric={numeric || undefined}
      data-naming={id === NAMING_COLUMN || undefined}
      aria-sort={order}
    >
      <button
        type="button"
        className={classes.heading}
        data-sorted={sorted || undefined}
        title={t(`sort.${order}`, { column: name })}
        onClick={() => props.onSort(id)}
      >
        <span>{name}</span>
        <Icon size={16} aria-hidden />
      </button>
    </th>
  );
}
