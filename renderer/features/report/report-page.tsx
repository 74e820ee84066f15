import { Button, Group, NativeSelect, SegmentedControl, Stack } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { REPORT_NAMES, type ReportName } from '../../../core/protocol/report.ts';
import { Answered } from '../../components/answered.tsx';
import { Card } from '../../components/card.tsx';
import { MaskedInput } from '../../components/masked-input.tsx';
import { Page } from '../../components/page.tsx';
import { useCore } from '../../link/use-core.ts';
import { useLocale } from '../../locale/i18n.ts';
import { maskDate } from '../../masks.ts';
import { useDistricts } from '../../office.ts';
import { useSession } from '../../session.ts';
import { ReportBars, ReportRows } from './report-figures.tsx';
import { readPeriod, reportDistricts, thisYear } from './report-query.ts';
import { SaveReport } from './save-report.tsx';

const WHOLE_REGION = '';

/** The reports of an office: one at a time, of a period and a district, as a chart, a table and a file (issue 4.7). */
export function ReportPage() {
  const { t } = useTranslation('report');
  const locale = useLocale();
  const own = reportDistricts(useSession()?.grants ?? []);
  const districts = useDistricts().filter(({ code }) => own === 'region' || own.includes(code));
  const [name, setName] = useState<ReportName>('queue');
  const [chosen, setChosen] = useState<string | null>(null);
  const [typed, setTyped] = useState(() => thisYear(Date.now()));
  const [period, setPeriod] = useState(() => readPeriod(typed).period);
  const [pressed, setPressed] = useState(false);
  const read = readPeriod(typed);
  const district = chosen ?? (own === 'region' ? WHOLE_REGION : (own[0] ?? WHOLE_REGION));
  const query =
    period === null ? null : { name, ...period, district: district === WHOLE_REGION ? null : district };
  return (
    <Page title={t('title')} lead={t('lead')} back="cabinet" width={110}>
      <Card>
        <form
          onSubmit={(event) => {
            event.preventDefault();
            setPressed(true);
            if (read.period !== null) setPeriod(read.period);
          }}
        >
          <Stack gap="md">
            <SegmentedControl
              aria-label={t('which')}
              w="fit-content"
              maw="100%"
              value={name}
              onChange={(value) => setName(REPORT_NAMES.find((each) => each === value) ?? name)}
              data={REPORT_NAMES.map((value) => ({ value, label: t(`name.${value}.title`) }))}
            />
            <Group align="start" gap="md">
              <NativeSelect
                label={t('district')}
                value={district}
                onChange={(event) => setChosen(event.currentTarget.value)}
                data={[
                  ...(own === 'region' ? [{ value: WHOLE_REGION, label: t('wholeRegion') }] : []),
                  ...districts.map((each) => ({ value: each.code, label: each[locale] })),
                ]}
                miw="16rem"
              />
              {(['from', 'to'] as const).map((end) => {
                const fault = read[end];
                return (
                  <MaskedInput
                    key={end}
                    label={t(end)}
                    mask={maskDate}
                    value={typed[end]}
                    onMasked={(text) => setTyped((now) => ({ ...now, [end]: text }))}
                    placeholder={t('format')}
                    error={pressed && fault !== null ? t(fault) : null}
                    w="12rem"
                  />
                );
              })}
              <Button type="submit" mt="1.75rem">
                {t('show')}
              </Button>
            </Group>
          </Stack>
        </form>
      </Card>
      {query === null ? null : <ShownReport query={query} />}
    </Page>
  );
}

function ShownReport({ query }: { readonly query: Parameters<typeof SaveReport>[0]['query'] }) {
  const { t } = useTranslation('report');
  const report = useCore('report.read', query, { fresh: true });
  return (
    <Card title={t(`name.${query.name}.title`)} text={t(`name.${query.name}.text`)}>
      <Answered
        query={report}
        empty={{ title: t('empty'), text: t('emptyText') }}
        isEmpty={({ rows }) => rows.length === 0}
      >
        {(answer) => (
          <Stack gap="xl">
            <SaveReport query={query} />
            <ReportBars report={answer} />
            <ReportRows report={answer} />
          </Stack>
        )}
      </Answered>
    </Card>
  );
}
