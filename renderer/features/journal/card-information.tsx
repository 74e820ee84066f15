import { Stack, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { fullName } from '../../../core/domain/application-form.ts';
import type { Card } from '../../../core/protocol/card.ts';
import { addressLine } from '../../address-line.ts';
import { Facts } from '../../components/facts.tsx';
import { useCore } from '../../link/use-core.ts';
import { useLocale } from '../../locale/i18n.ts';
import { useDistrictName } from '../../office.ts';
import { useConsentWords } from '../signature/consent-words.ts';
import classes from './card.module.css';
import { dateText, lastDayText, momentText, phoneText } from './journal-format.ts';

/** «Өтініш туралы ақпарат»: the child, the application, the referral where there is one, the applicant, the signature. */
export function CardInformation({ card }: { readonly card: Card }) {
  return (
    <div className={classes.groups}>
      <Stack gap="xl">
        <ChildFacts card={card} />
        <ApplicationFacts card={card} />
      </Stack>
      <Stack gap="xl">
        <ReferralFacts card={card} />
        <ApplicantFacts card={card} />
        <SignatureFacts card={card} />
      </Stack>
    </div>
  );
}

function FactGroup(props: { readonly title: string; readonly facts: Parameters<typeof Facts>[0]['facts'] }) {
  return (
    <section>
      <Title order={3} mb={4}>
        {props.title}
      </Title>
      <Facts facts={props.facts} label={props.title} />
    </section>
  );
}

function ChildFacts({ card }: { readonly card: Card }) {
  const { t } = useTranslation('journal');
  const { form, row, childIndex, record } = card;
  const child = form.children[childIndex];
  if (child === undefined) return null;
  const relation: ReactNode = (
    <>
      {t(`card.relation.${form.relation}`)}
      {record?.relationUnproved === true ? (
        <span className={classes.warn}>{t('card.relationUnproved')}</span>
      ) : null}
    </>
  );
  return (
    <FactGroup
      title={t('card.group.child')}
      facts={[
        [t('card.fact.fullName'), fullName(child.name)],
        [t('card.fact.iin'), child.iin],
        [t('card.fact.birthDate'), dateText(child.birthDate)],
        [t('card.fact.age'), row.age < 1 ? t('row.underOne') : t('card.years', { years: row.age })],
        [t('card.fact.relation'), relation],
        [t('card.fact.source'), t(`card.source.${child.source}`)],
        [
          t('card.fact.twins'),
          form.twins ? t('card.twinOf', { index: childIndex + 1, total: form.children.length }) : null,
        ],
      ]}
    />
  );
}

function ApplicationFacts({ card }: { readonly card: Card }) {
  const { t } = useTranslation('journal');
  const { t: status } = useTranslation('status');
  const { form, row, record } = card;
  const district = useDistrictName(form.district);
  const claim = record?.claim ?? null;
  const benefit = useBenefitName(claim?.benefit ?? form.benefit?.category ?? null);
  const certificateDate = claim === null ? form.benefit?.certificateDate : claim.certificateDate;
  return (
    <FactGroup
      title={t('card.group.application')}
      facts={[
        [t('card.fact.district'), district ?? form.district],
        [t('card.fact.settlement'), form.settlement],
        [
          t('card.fact.queueKind'),
          status(`queueKind.${form.groupKind === 'general' ? 'general' : 'special'}`),
        ],
        [t('card.fact.groupKind'), t(`card.groupKind.${form.groupKind}`)],
        [t('card.fact.groupYear'), row.groupYear],
        [t('card.fact.language'), t(`card.language.${form.language}`)],
        [t('card.fact.queueClass'), status(`queueClass.${row.queueClass}`)],
        [t('card.fact.benefit'), benefit],
        [
          t('card.fact.benefitClaim'),
          record === null || record.benefitClaim === 'none' ? null : status(`claim.${record.benefitClaim}`),
        ],
        [t('card.fact.certificateDate'), certificateDate == null ? null : dateText(certificateDate)],
        [t('card.fact.claimReason'), claim?.reason ?? null],
        [t('card.fact.nonResident'), form.nonResident ? t('card.yes') : null],
        [
          t('card.fact.papersClaim'),
          record === null || record.papersClaim === 'none' ? null : status(`claim.${record.papersClaim}`),
        ],
        [t('card.fact.filedAt'), record === null ? null : momentText(record.filedAt)],
        [
          t('card.fact.deskTime'),
          record?.provisional == null ? null : momentText(record.provisional.deskTime),
        ],
        [t('card.provisionalLabel'), record?.provisional?.label ?? null],
        [t('card.fact.expiries'), record === null || record.expiries === 0 ? null : record.expiries],
      ]}
    />
  );
}

function ReferralFacts({ card }: { readonly card: Card }) {
  const { t } = useTranslation('journal');
  const { t: status } = useTranslation('status');
  const locale = useLocale();
  const referral = card.record?.referral ?? null;
  if (referral === null) return null;
  return (
    <FactGroup
      title={t('card.group.referral')}
      facts={[
        [t('card.fact.referralNumber'), referral.number],
        [
          t('card.fact.kindergarten'),
          locale === 'ru' ? (referral.kindergartenRu ?? referral.kindergarten) : referral.kindergarten,
        ],
        [t('card.fact.group'), referral.group],
        [t('card.fact.referralKind'), status(`referralKind.${referral.kind}`)],
        [t('card.fact.issuedAt'), momentText(referral.issuedAt)],
        [t('card.fact.validUntil'), lastDayText(referral.validUntil)],
      ]}
    />
  );
}

function ApplicantFacts({ card }: { readonly card: Card }) {
  const { t } = useTranslation('journal');
  const { t: application } = useTranslation('application');
  const { applicant } = card.form;
  // Those in force: they may have been brought up to date since the form (R11).
  const contacts = card.record?.contacts ?? applicant;
  return (
    <FactGroup
      title={t('card.group.applicant')}
      facts={[
        [t('card.fact.fullName'), fullName(applicant.name)],
        [t('card.fact.iin'), applicant.iin],
        [t('card.fact.birthDate'), dateText(applicant.birthDate)],
        [t('card.fact.registrationAddress'), addressLine(applicant.registrationAddress, application)],
        [t('card.fact.residenceAddress'), addressLine(applicant.residenceAddress, application)],
        [t('card.fact.phone'), phoneText(contacts.phone)],
        [t('card.fact.email'), contacts.email ?? t('card.noEmail')],
        [
          t('card.fact.additionalPhone'),
          contacts.additionalPhone === null ? null : phoneText(contacts.additionalPhone),
        ],
        [t('card.fact.additionalEmail'), contacts.additionalEmail],
        [t('card.fact.source'), t(`card.source.${applicant.source}`)],
        [
          t('card.fact.secondParent'),
          card.record?.parents.filter((iin) => iin !== applicant.iin).join(', ') ?? null,
        ],
      ]}
    />
  );
}

function SignatureFacts({ card }: { readonly card: Card }) {
  const { t } = useTranslation('journal');
  const { t: consentWords } = useTranslation('consent');
  const { t: signature } = useTranslation('signature');
  const consent = useConsentWords();
  const { record } = card;
  if (record === null)
    return (
      <section>
        <Title order={3} mb={4}>
          {t('card.group.signature')}
        </Title>
        {t(card.row.submission === 'refused' ? 'card.signatureRefused' : 'card.signaturePending')}
      </section>
    );
  const { signedBy } = record;
  return (
    <FactGroup
      title={t('card.group.signature')}
      facts={[
        [
          t('card.fact.signedBy'),
          [
            signedBy.name,
            `${t('card.fact.iin')} ${signedBy.iin}`,
            record.signer === 'operator' ? consentWords('onBehalf') : '',
          ]
            .filter((line) => line !== '')
            .join('\n'),
        ],
        [t('card.fact.consent'), consent(record.consent)],
        [t('card.fact.signedAt'), momentText(signedBy.at)],
        [t('card.fact.algorithm'), signedBy.algorithm === '' ? signature('byCode') : signedBy.algorithm],
        [t('card.fact.issuer'), signedBy.issuer],
        [t('card.fact.serialNumber'), signedBy.serialNumber],
        [t('card.fact.enteredBy'), record.enteredBy],
      ]}
    />
  );
}

/** The whole name of a benefit category; «Жеңілдік жоқ» without one. */
function useBenefitName(code: string | null): string {
  const { t } = useTranslation('status');
  const locale = useLocale();
  const benefits = useCore('reference.load', {}).data?.benefits ?? [];
  if (code === null) return t('benefitShort.NONE');
  return benefits.find((benefit) => benefit.code === code)?.[locale] ?? code;
}
