import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { formatDate } from '../../../core/domain/almaty.ts';
import { type ApplicationForm, type DataSource, fullName } from '../../../core/domain/application-form.ts';
import { isPlainDate } from '../../../core/domain/plain-date.ts';
import { addressLine } from '../../address-line.ts';
import { Facts } from '../../components/facts.tsx';
import { useCore } from '../../link/use-core.ts';
import { useLocale } from '../../locale/i18n.ts';
import { maskPhone } from '../../masks.ts';
import { useDistrictName, useDistricts } from '../../office.ts';

/**
 * What is signed, in plain words: the same words before signing (review page) and after (the card), so that every field of
 * `ApplicationForm` but its identifiers is in one of these parts. Scans are listed by whoever shows them.
 */
type Part = { readonly form: ApplicationForm };

/** Where the data of a person come from, in words. */
function useSourceWords(): (source: DataSource) => string {
  const { t } = useTranslation('application');
  return (source) => t(source === 'registry' ? 'registry.filled' : 'registry.unconfirmed');
}

/** Name of a district, or its code where nobody knows it. */
function useDistrictWords(): (code: string | null) => string | null {
  const locale = useLocale();
  const districts = useDistricts();
  return (code) =>
    code === null ? null : (districts.find((district) => district.code === code)?.[locale] ?? code);
}

/** Who applies, as it is signed. */
export function ApplicantPart({ form }: Part) {
  const { t } = useTranslation('application');
  const { applicant } = form;
  const source = useSourceWords();
  const district = useDistrictWords();
  return (
    <Facts
      label={t('review.applicant')}
      facts={[
        [t('applicant.iin'), applicant.iin],
        [t('applicant.name'), fullName(applicant.name)],
        [t('applicant.birthDate'), dateWords(applicant.birthDate)],
        [t('review.data'), source(applicant.source)],
        [t('applicant.registration'), addressLine(applicant.registrationAddress, t)],
        [t('review.registrationDistrict'), district(applicant.registrationDistrict)],
        [t('applicant.residence'), addressLine(applicant.residenceAddress, t)],
        [t('applicant.phone'), maskPhone(applicant.phone)],
        [t('applicant.additionalPhone'), maskPhone(applicant.additionalPhone ?? '')],
        [t('applicant.email'), applicant.email ?? t('applicant.noEmail')],
        [t('applicant.additionalEmail'), applicant.additionalEmail],
      ]}
    />
  );
}

/** The children, as they are signed. */
export function ChildrenPart({ form }: Part) {
  const { t } = useTranslation('application');
  const { t: common } = useTranslation();
  const source = useSourceWords();
  const district = useDistrictWords();
  return (
    <>
      {form.children.map((child, index) => (
        <div key={child.uuid}>
          {form.children.length === 1 ? null : (
            <Text fw={700} mb={4}>
              {t('child.heading', { number: index + 1 })}
            </Text>
          )}
          <Facts
            label={t('child.heading', { number: index + 1 })}
            facts={[
              [t('child.iin'), child.iin],
              [t('child.name'), fullName(child.name)],
              [t('child.birthDate'), dateWords(child.birthDate)],
              [t('review.data'), source(child.source)],
              [t('review.registrationDistrict'), district(child.registrationDistrict)],
            ]}
          />
        </div>
      ))}
      <Facts
        facts={[
          [t('child.relation'), t(`child.relationOf.${form.relation}`)],
          [t('child.twins'), common(form.twins ? 'state.yes' : 'state.no')],
          [t('child.nonResident'), common(form.nonResident ? 'state.yes' : 'state.no')],
          [t('child.moves'), common(form.moves === true ? 'state.yes' : 'state.no')],
        ]}
      />
    </>
  );
}

/** Where, in which queue and with which benefit, as it is signed. */
export function QueuePart({ form }: Part) {
  const { t } = useTranslation('application');
  const { t: common } = useTranslation();
  const locale = useLocale();
  const district = useDistrictName(form.district);
  const benefits = useCore('reference.load', {}).data?.benefits ?? [];
  const benefit = benefits.find(({ code }) => code === form.benefit?.category);
  const tick = (ticked: boolean, text: string) => (ticked ? text : `${common('state.no')}: ${text}`);
  return (
    <Facts
      label={t('review.queue')}
      facts={[
        [t('child.region'), district ?? form.district],
        [t('child.settlement'), form.settlement],
        [t('child.languageHint'), t(`child.languageOf.${form.language}`)],
        [t('child.groupKind'), t(`child.groupKindOf.${form.groupKind}`)],
        [
          t('child.benefitCategory'),
          form.benefit === null
            ? t('review.benefitNone')
            : benefit === undefined
              ? form.benefit.category
              : `${t(`child.right.${benefit.right}`)}: ${benefit[locale]}`,
        ],
        [t('child.certificateDate'), dateWords(form.benefit?.certificateDate ?? '')],
        [
          t('review.ticks'),
          `${tick(form.dataCurrent, t('service.dataCurrent'))}\n${tick(form.algorithmRead, t('service.algorithmRead'))}`,
        ],
      ]}
    />
  );
}

function dateWords(date: string): string {
  return isPlainDate(date) ? formatDate(date) : date;
}
