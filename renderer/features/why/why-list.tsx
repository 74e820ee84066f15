import { Button, Group, Stack } from '@mantine/core';
import { IconChevronLeft, IconChevronRight, IconChevronsLeft, IconUser } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { WHY_PAGE, type WhyAnswer, type WhyEntry } from '../../../core/protocol/why.ts';
import { momentText } from '../journal/journal-format.ts';
import classes from './why.module.css';

type Place = NonNullable<WhyAnswer['place']>;
const COLUMNS = ['position', 'number', 'line', 'filedAt', 'status', 'reason'] as const;

/** Who stands before, first to last, page by page; the application itself ends the last page. */
export function WhyList({
  place,
  busy,
  onPage,
}: {
  readonly place: Place;
  readonly busy: boolean;
  readonly onPage: (from: number | null) => void;
}) {
  const { t } = useTranslation('why');
  const { position, page } = place;
  const first = page[0]?.position ?? 1;
  const end = (page.at(-1)?.position ?? 0) + 1;
  const last = end >= position;
  return (
    <Stack gap="md">
      <div className={classes.box}>
        <table className={classes.table} aria-busy={busy}>
          <thead>
            <tr>
              {COLUMNS.map((column) => (
                <th key={column} scope="col">
                  {t(`column.${column}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {page.map((entry) => (
              <Row key={entry.position} entry={entry} />
            ))}
            {last ? (
              <tr className={classes.self}>
                <td data-head={t('column.position')}>{position}</td>
                <td data-head={t('column.number')} colSpan={COLUMNS.length - 1}>
                  {t('own')}
                </td>
              </tr>
            ) : null}
          </tbody>
        </table>
      </div>
      {position - 1 <= WHY_PAGE ? null : (
        <Group component="nav" aria-label={t('page.label')} gap="sm">
          <Button
            variant="default"
            leftSection={<IconChevronsLeft size={18} aria-hidden />}
            disabled={first === 1}
            onClick={() => onPage(1)}
          >
            {t('page.head')}
          </Button>
          <Button
            variant="default"
            leftSection={<IconChevronLeft size={18} aria-hidden />}
            disabled={first === 1}
            onClick={() => onPage(Math.max(1, first - WHY_PAGE))}
          >
            {t('page.before')}
          </Button>
          <Button
            variant="default"
            rightSection={<IconChevronRight size={18} aria-hidden />}
            disabled={last}
            onClick={() => onPage(end)}
          >
            {t('page.after')}
          </Button>
          <Button
            variant="default"
            leftSection={<IconUser size={18} aria-hidden />}
            disabled={last}
            onClick={() => onPage(null)}
          >
            {t('page.here')}
          </Button>
        </Group>
      )}
    </Stack>
  );
}

function Row({ entry }: { readonly entry: WhyEntry }) {
  const { t } = useTranslation('why');
  const { t: status } = useTranslation('status');
  return (
    <tr data-reason={entry.reason}>
      <td data-head={t('column.position')}>{entry.position}</td>
      <td data-head={t('column.number')}>{entry.number}</td>
      <td data-head={t('column.line')}>
        {entry.category === null
          ? status(`queueClass.${entry.line}`)
          : t('category', { category: entry.category })}
      </td>
      <td data-head={t('column.filedAt')}>
        <time dateTime={entry.filedAt}>{momentText(entry.filedAt)}</time>
      </td>
      <td data-head={t('column.status')}>{status(`name.${entry.status}`)}</td>
      <td data-head={t('column.reason')}>{t(`reason.${entry.reason}`)}</td>
    </tr>
  );
}
