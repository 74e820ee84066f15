import { Button, Select, Stack, Text } from '@mantine/core';
import { IconMapPin } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { compareKazakh } from '../../../core/domain/kazakh.ts';
import { Remark } from '../../components/note.tsx';
import { useLocale } from '../../locale/i18n.ts';
import { useDistrictName, useDistricts } from '../../office.ts';
import { useStatus } from '../../session.ts';

/** Cities of regional importance have these codes; the districts follow them in the register (domain.md §4). */
const LAST_CITY = '112000000';

/**
 * The list of the districts and cities of the region, the office's own chosen already. An office takes applications for its
 * own district only (domain.md §1.11), so another choice is answered with where to go.
 */
export function DistrictChoice(props: {
  readonly value: string | null;
  readonly onChange: (code: string) => void;
}) {
  const { t } = useTranslation('start');
  const locale = useLocale();
  const districts = useDistricts();
  const status = useStatus();
  const own = status.desk?.district ?? status.district;
  const ownName = useDistrictName(own);
  const chosenName = useDistrictName(props.value);
  const named = districts
    .map((district) => ({ value: district.code, label: district[locale] }))
    .sort((left, right) => compareKazakh(left.label, right.label));
  return (
    <Stack gap="sm">
      <Select
        label={t('district.label')}
        value={props.value}
        onChange={(code) => {
          if (code !== null) props.onChange(code);
        }}
        data={[
          { group: t('district.group.city'), items: named.filter(({ value }) => value < LAST_CITY) },
          { group: t('district.group.district'), items: named.filter(({ value }) => value >= LAST_CITY) },
        ]}
        searchable
        size="lg"
        maxDropdownHeight={340}
        leftSection={<IconMapPin size={22} aria-hidden />}
      />
      {own === null || props.value === own ? (
        <Text size="sm" c="var(--kezek-ink-soft)">
          {t('district.own')}
        </Text>
      ) : (
        <Remark>
          <Text>{t('district.other', { own: ownName, other: chosenName })}</Text>
          <Button variant="default" size="sm" mt="sm" onClick={() => props.onChange(own)}>
            {t('district.backToOwn', { own: ownName })}
          </Button>
        </Remark>
      )}
    </Stack>
  );
}
