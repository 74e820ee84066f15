import { Checkbox, Select, SimpleGrid, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { BENEFIT_CODES } from '../../../core/domain/application-form.ts';
import type { Locale } from '../../../core/domain/wording.ts';
import type { BenefitChoice } from '../../../core/protocol/reference.ts';
import { Card } from '../../components/card.tsx';
import { MaskedInput } from '../../components/masked-input.tsx';
import { Remark } from '../../components/note.tsx';
import { useCore } from '../../link/use-core.ts';
import { useLocale } from '../../locale/i18n.ts';
import { maskDate } from '../../masks.ts';
import { useField } from './field.tsx';
import { useForm } from './form-context.tsx';
import { Uploads } from './uploads.tsx';

const RIGHTS = ['extraordinary', 'first-priority'] as const;

/** «Жеңілдіктің бар болуы»: category, date of the certificate where it has a term, scans of the proof. */
export function BenefitCard() {
  const { t } = useTranslation('application');
  const form = useForm();
  return (
    <Card>
      <Checkbox
        label={t('child.benefit')}
        description={t('child.benefitAlso')}
        checked={form.values.benefitClaimed}
        onChange={(event) => {
          const benefitClaimed = event.currentTarget.checked;
          form.change((values) => ({ ...values, benefitClaimed }));
        }}
      />
      {form.values.benefitClaimed ? <Claim /> : null}
    </Card>
  );
}

function Claim() {
  const { t } = useTranslation('application');
  const { t: common } = useTranslation();
  const locale = useLocale();
  const form = useForm();
  const benefits = useCore('reference.load', {}).data?.benefits ?? [];
  const chosen = benefits.find(({ code }) => code === form.values.benefitCategory);
  const category = useField('benefit.category');
  const certificate = useField('benefit.certificateDate');
  return (
    <Stack gap="md">
      <Text fw={700}>{t('child.benefitInfo')}</Text>
      <Select
        {...category}
        label={t('child.benefitCategory')}
        placeholder={t('child.benefitChoose')}
        required
        maxDropdownHeight={380}
        value={form.values.benefitCategory}
        onChange={(value) => {
          const code = BENEFIT_CODES.find((each) => each === value);
          if (code !== undefined) form.change((values) => ({ ...values, benefitCategory: code }));
        }}
        data={RIGHTS.map((right) => ({
          group: t(`child.right.${right}`),
          items: benefits
            .filter((each) => each.right === right)
            .map((each) => ({ value: each.code, label: each[locale] })),
        }))}
      />
      {chosen === undefined ? null : (
        <Remark title={t(`child.right.${chosen.right}`)}>
          <Text>{chosen[locale]}</Text>
          <Text mt={4}>{t('child.proof', { proof: proofOf(chosen, locale) })}</Text>
        </Remark>
      )}
      {chosen === undefined || chosen.certificateMonths === null ? null : (
        <SimpleGrid cols={{ base: 1, sm: 2 }}>
          <MaskedInput
            {...certificate}
            label={t('child.certificateDate')}
            description={t('child.certificateHint', { months: chosen.certificateMonths })}
            required
            inputMode="numeric"
            placeholder={common('field.dateFormat')}
            value={form.values.certificateDate}
            mask={maskDate}
            onMasked={(certificateDate) => form.change((values) => ({ ...values, certificateDate }))}
          />
        </SimpleGrid>
      )}
      <Uploads purpose="benefit" />
      <Text c="var(--kezek-ink-soft)">{t('child.decision')}</Text>
    </Stack>
  );
}

/** What has to be shown for a benefit, in the language of the interface. */
export function proofOf(benefit: BenefitChoice, locale: Locale): string {
  return { kk: benefit.proofKk, ru: benefit.proofRu, en: benefit.proofEn }[locale];
}
