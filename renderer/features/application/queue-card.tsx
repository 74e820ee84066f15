import { Autocomplete, Checkbox, Group, Radio, Select, SimpleGrid } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { GROUP_KINDS, TEACHING_LANGUAGES } from '../../../core/domain/application-form.ts';
import { Card } from '../../components/card.tsx';
import { useLocale } from '../../locale/i18n.ts';
import { useDistricts } from '../../office.ts';
import { fieldId, useField } from './field.tsx';
import { useForm } from './form-context.tsx';
import { Uploads } from './uploads.tsx';

/** Which queue: region, settlement, language of teaching, kind of group. */
export function QueueCard() {
  const { t } = useTranslation('application');
  const locale = useLocale();
  const form = useForm();
  const districts = useDistricts();
  const { district, settlement, language, groupKind, moves } = form.values;
  const region = useField('district');
  const place = useField('settlement');
  const chosenLanguage = useField('language');
  const settlements = districts.find(({ code }) => code === district)?.settlements ?? [];
  return (
    <Card title={t('child.service')}>
      <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="md">
        <Select
          {...region}
          label={t('child.region')}
          description={t('child.regionHint')}
          required
          searchable
          value={district}
          onChange={(code) => {
            if (code !== null) form.change((values) => ({ ...values, district: code }));
          }}
          data={districts.map((each) => ({
            value: each.code,
            label: each[locale],
            disabled: each.code !== district,
          }))}
        />
        <Autocomplete
          {...place}
          label={t('child.settlement')}
          description={t('child.settlementHint')}
          required
          maxLength={200}
          value={settlement}
          onChange={(text) => form.change((values) => ({ ...values, settlement: text }))}
          data={[...new Set(settlements.map((each) => (locale === 'ru' ? each.ru : each.kk)))]}
        />
      </SimpleGrid>
      <Checkbox
        id={fieldId('moves')}
        label={t('child.moves')}
        description={t('child.movesHint')}
        checked={moves}
        onChange={({ currentTarget: { checked } }) =>
          form.change((values) => ({ ...values, moves: checked }))
        }
      />
      <Radio.Group
        id={fieldId('language')}
        label={t('child.language')}
        description={t('child.languageHint')}
        required
        error={chosenLanguage.error}
        value={language}
        onChange={(value) => {
          const chosen = TEACHING_LANGUAGES.find((each) => each === value);
          if (chosen !== undefined) form.change((values) => ({ ...values, language: chosen }));
        }}
      >
        <Group gap="xl" my="xs">
          {TEACHING_LANGUAGES.map((each) => (
            <Radio key={each} value={each} size="md" label={t(`child.languageOf.${each}`)} />
          ))}
        </Group>
      </Radio.Group>
      <Radio.Group
        id={fieldId('groupKind')}
        label={t('child.groupKind')}
        required
        value={groupKind}
        onChange={(value) => {
          const chosen = GROUP_KINDS.find((each) => each === value);
          if (chosen !== undefined) form.change((values) => ({ ...values, groupKind: chosen }));
        }}
      >
        <Group gap="xl" mt="xs" align="start">
          {GROUP_KINDS.map((each) => (
            <Radio
              key={each}
              value={each}
              size="md"
              label={t(`child.groupKindOf.${each}`)}
              description={each === 'general' ? null : t(`child.groupKindHint.${each}`)}
            />
          ))}
        </Group>
      </Radio.Group>
      {groupKind === 'general' ? null : (
        <Uploads purpose="conclusion" title={t(`child.conclusionOf.${groupKind}`)} />
      )}
    </Card>
  );
}
