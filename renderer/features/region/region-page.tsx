import { Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { formatNumber } from '../../../core/domain/wording.ts';
import type { Anomaly, DistrictOverview } from '../../../core/protocol/region.ts';
import { Answered } from '../../components/answered.tsx';
import { Card } from '../../components/card.tsx';
import { type DataColumn, DataTable } from '../../components/data-table.tsx';
import { Page } from '../../components/page.tsx';
import { useCore } from '../../link/use-core.ts';
import { useLocale } from '../../locale/i18n.ts';
import { useDistricts } from '../../office.ts';
import { minuteText } from '../journal/journal-format.ts';

const FIGURES = [
  'waiting',
  'notified',
  'undecided',
  'referred',
  'stopListed',
  'enrolled',
  'kindergartens',
  'capacity',
  'offered',
  'open',
  'heldBack',
  'undeliveredNotices',
  'desks',
] as const satisfies readonly (keyof DistrictOverview)[];

/** Every district of the region at a glance, and what deserves a look. */
export function RegionPage() {
  const { t } = useTranslation('region');
  const overview = useCore('region.overview', {}, { fresh: true });
  const name = useName();
  const locale = useLocale();
  const columns: readonly DataColumn<DistrictOverview>[] = [
    { key: 'district', head: t('district'), cell: ({ district }) => name(district) },
    ...FIGURES.map((key) => ({
      key,
      head: t(`figure.${key}`),
      cell: (row: DistrictOverview) => formatNumber(row[key], locale),
      numeric: true,
    })),
  ];
  return (
    <Page title={t('title')} lead={t('lead')} back="cabinet" width={120}>
      <Answered query={overview}>
        {({ districts }) => (
          <DataTable
            caption={t('title')}
            columns={columns}
            rows={[...districts, totalOf(districts)]}
            keyOf={({ district }) => district}
            sum={({ district }) => district === REGION}
          />
        )}
      </Answered>
      <Anomalies />
    </Page>
  );
}

/** The region's KATO code stands for the sum of its districts. */
const REGION = '110000000';

function totalOf(districts: readonly DistrictOverview[]): DistrictOverview {
  const sum = (key: (typeof FIGURES)[number]) => districts.reduce((total, row) => total + row[key], 0);
  return {
    district: REGION,
    waiting: sum('waiting'),
    notified: sum('notified'),
    undecided: sum('undecided'),
    referred: sum('referred'),
    stopListed: sum('stopListed'),
    enrolled: sum('enrolled'),
    kindergartens: sum('kindergartens'),
    capacity: sum('capacity'),
    offered: sum('offered'),
    open: sum('open'),
    heldBack: sum('heldBack'),
    undeliveredNotices: sum('undeliveredNotices'),
    desks: sum('desks'),
  };
}

function useName(): (code: string | null) => string {
  const { t } = useTranslation('region');
  const districts = useDistricts();
  const locale = useLocale();
  return (code) =>
    code === REGION || code === null
      ? t('wholeRegion')
      : (districts.find((each) => each.code === code)?.[locale] ?? code);
}

function Anomalies() {
  const { t } = useTranslation('region');
  const anomalies = useCore('region.anomalies', {}, { fresh: true });
  const name = useName();
  const locale = useLocale();
  const columns: readonly DataColumn<Anomaly>[] = [
    {
      key: 'kind',
      head: t('anomaly.what'),
      cell: ({ kind }) => (
        <Stack gap={0}>
          {t(`anomaly.kind.${kind}`)}
          <Text size="sm" fw={400} c="var(--kezek-ink-soft)">
            {t(`anomaly.why.${kind}`)}
          </Text>
        </Stack>
      ),
    },
    {
      key: 'subject',
      head: t('anomaly.subject'),
      cell: ({ subject }) => subject[locale === 'ru' ? 'ru' : 'kk'],
    },
    { key: 'district', head: t('district'), cell: ({ district }) => name(district) },
    {
      key: 'count',
      head: t('anomaly.count'),
      cell: ({ count }) => (count === 0 ? '—' : count),
      numeric: true,
    },
    {
      key: 'since',
      head: t('anomaly.since'),
      cell: ({ since }) => (since === null ? '—' : minuteText(since)),
    },
  ];
  return (
    <Card title={t('anomaly.title')} text={t('anomaly.text')}>
      <Answered
        query={anomalies}
        empty={{ title: t('anomaly.none'), text: t('anomaly.noneText') }}
        isEmpty={(data) => data.anomalies.length === 0}
      >
        {(data) => (
          <DataTable
            caption={t('anomaly.title')}
            columns={columns}
            rows={data.anomalies}
            keyOf={({ kind, subject, district, since }) => [kind, district, subject.kk, since].join(' ')}
          />
        )}
      </Answered>
    </Card>
  );
}
