import { Badge, Button, Group, SegmentedControl, Stack } from '@mantine/core';
import { IconCalendarPlus, IconPencil } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Output } from '../../../core/protocol/desk.ts';
import { Answered } from '../../components/answered.tsx';
import { Card } from '../../components/card.tsx';
import { DataTable } from '../../components/data-table.tsx';
import { Remark } from '../../components/note.tsx';
import { Page } from '../../components/page.tsx';
import { useCore } from '../../link/use-core.ts';
import { useLocale } from '../../locale/i18n.ts';
import { useSession } from '../../session.ts';
import { dateText, minuteText } from '../journal/journal-format.ts';
import { CalendarDialog } from './calendar-dialog.tsx';

type Year = Output<'region.calendar'>['years'][number];

/** The working calendar by which every deadline counts (domain.md §5). */
export function CalendarPage() {
  const { t } = useTranslation('region');
  const calendar = useCore('region.calendar', {}, { fresh: true });
  const keeper = useSession()?.grants.some(({ role }) => role === 'region') ?? false;
  const [shown, setShown] = useState<number | null>(null);
  const [editing, setEditing] = useState<Year | null>(null);
  return (
    <Page title={t('calendar.title')} lead={t('calendar.lead')} back="cabinet" width={80}>
      <Answered query={calendar}>
        {({ years, warnings }) => {
          const present = new Date().getUTCFullYear();
          const year =
            years.find((each) => each.year === (shown ?? present)) ??
            years.find((each) => each === years.at(-1));
          return (
            <Stack gap="lg">
              {warnings.map(({ kind, year: of }) => (
                <Remark key={`${kind} ${of}`}>{t(`calendar.warning.${kind}`, { year: of })}</Remark>
              ))}
              <Group justify="space-between">
                <SegmentedControl
                  aria-label={t('calendar.year')}
                  data={years.map((each) => String(each.year))}
                  value={String(year?.year ?? present)}
                  onChange={(value) => setShown(Number(value))}
                />
                {keeper ? (
                  <Button
                    variant="default"
                    leftSection={<IconCalendarPlus size={20} aria-hidden />}
                    onClick={() =>
                      setEditing({
                        year: (years.at(-1)?.year ?? present) + 1,
                        ...{ computed: true, daysOff: [], workedDays: [], saved: null, savedBy: null },
                      })
                    }
                  >
                    {t('calendar.add')}
                  </Button>
                ) : null}
              </Group>
              {year === undefined ? null : (
                <YearCard year={year} {...(keeper ? { onEdit: () => setEditing(year) } : {})} />
              )}
              {editing === null ? null : (
                <CalendarDialog
                  year={editing}
                  onClose={(done) => {
                    if (done) {
                      setShown(editing.year);
                      void calendar.refetch();
                    }
                    setEditing(null);
                  }}
                />
              )}
            </Stack>
          );
        }}
      </Answered>
    </Page>
  );
}

function YearCard({ year, onEdit }: { readonly year: Year; readonly onEdit?: () => void }) {
  const { t } = useTranslation('region');
  const locale = useLocale();
  const days = [
    ...year.daysOff.map((day) => ({ ...day, worked: false })),
    ...year.workedDays.map((day) => ({ ...day, worked: true })),
  ].toSorted((one, other) => (one.date < other.date ? -1 : 1));
  return (
    <Card
      title={String(year.year)}
      text={
        year.saved === null
          ? t('calendar.shipped')
          : t('calendar.saved', { at: minuteText(year.saved), name: year.savedBy ?? '' })
      }
      aside={
        <Group gap="sm">
          <Badge variant="light">{t(year.computed ? 'calendar.computed' : 'calendar.official')}</Badge>
          {onEdit === undefined ? null : (
            <Button
              size="sm"
              variant="default"
              leftSection={<IconPencil size={18} aria-hidden />}
              onClick={onEdit}
            >
              {t('calendar.edit')}
            </Button>
          )}
        </Group>
      }
    >
      <DataTable
        caption={String(year.year)}
        rows={days}
        keyOf={({ date }) => date}
        columns={[
          { key: 'date', head: t('calendar.date'), cell: ({ date }) => dateText(date) },
          { key: 'name', head: t('calendar.name'), cell: ({ name }) => name[locale] },
          {
            key: 'kind',
            head: t('calendar.kind'),
            cell: ({ kind, worked }) => t(worked ? 'calendar.worked' : `calendar.kinds.${kind}`),
          },
        ]}
      />
    </Card>
  );
}
