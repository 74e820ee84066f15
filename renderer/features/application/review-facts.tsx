import { Button } from '@mantine/core';
import { IconPencil } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { formatDate } from '../../../core/domain/almaty.ts';
import { fullName } from '../../../core/domain/application-form.ts';
import { isPlainDate } from '../../../core/domain/plain-date.ts';
import { addressLine } from '../../address-line.ts';
import { Card } from '../../components/card.tsx';
import { Facts } from '../../components/facts.tsx';
import { useCore } from '../../link/use-core.ts';
import { LINKS, type LinkName } from '../../links.ts';
import { useLocale } from '../../locale/i18n.ts';
import { maskPhone } from '../../masks.ts';
import { useDistrictName } from '../../office.ts';
import { AttachmentItem } from './attachment-item.tsx';
import { useForm } from './form-context.tsx';
import { toForm } from './to-form.ts';
import classes from './uploads.module.css';

/** Everything that will be signed, in plain words, with a way back to each part. */
export function ReviewFacts() {
  return (
    <>
      <ApplicantFacts />
      <ChildFacts />
      <QueueFacts />
      <FilesFacts />
    </>
  );
}

function Change(props: { readonly to: LinkName; readonly label: string }) {
  const { t } = useTranslation();
  return (
    <Button
      component={Link}
      to={LINKS[props.to]}
      variant="subtle"
      size="sm"
      aria-label={props.label}
      leftSection={<IconPencil size={18} aria-hidden />}
    >
      {t('action.edit')}
    </Button>
  );
}

/** Said wherever ГБД ФЛ did not confirm the data. */
function useUnconfirmed(): (source: 'registry' | 'manual') => string {
  const { t } = useTranslation('application');
  return (source) => (source === 'manual' ? ` (${t('registry.unconfirmed')})` : '');
}

function ApplicantFacts() {
  const { t } = useTranslation('application');
  const { applicant } = toForm(useForm().values);
  const unconfirmed = useUnconfirmed();
  const residence = addressLine(applicant.residenceAddress, t);
  return (
    <Card title={t('review.applicant')} aside={<Change to="applicant" label={t('review.changeApplicant')} />}>
      <Facts
        label={t('review.applicant')}
        facts={[
          [t('applicant.iin'), applicant.iin],
          [t('applicant.name'), fullName(applicant.name) + unconfirmed(applicant.source)],
          [t('applicant.birthDate'), dateWords(applicant.birthDate)],
          [t('applicant.registration'), addressLine(applicant.registrationAddress, t)],
          [t('applicant.residence'), residence],
          [t('applicant.phone'), maskPhone(applicant.phone)],
          [t('applicant.additionalPhone'), maskPhone(applicant.additionalPhone ?? '')],
          [t('applicant.email'), applicant.email ?? t('applicant.noEmail')],
          [t('applicant.additionalEmail'), applicant.additionalEmail],
        ]}
      />
    </Card>
  );
}

function ChildFacts() {
  const { t } = useTranslation('application');
  const { t: common } = useTranslation();
  const form = toForm(useForm().values);
  const unconfirmed = useUnconfirmed();
  return (
    <Card
      title={t(form.children.length > 1 ? 'review.children' : 'review.child')}
      aside={<Change to="child" label={t('review.changeChild')} />}
    >
      {form.children.map((child, index) => (
        <Facts
          key={child.uuid}
          label={t('child.heading', { number: index + 1 })}
          facts={[
            [t('child.iin'), child.iin],
            [t('child.name'), fullName(child.name) + unconfirmed(child.source)],
            [t('child.birthDate'), dateWords(child.birthDate)],
          ]}
        />
      ))}
      <Facts
        facts={[
          [t('child.relation'), t(`child.relationOf.${form.relation}`)],
          [t('child.twins'), form.twins ? common('state.yes') : null],
          [t('child.nonResident'), common(form.nonResident ? 'state.yes' : 'state.no')],
        ]}
      />
    </Card>
  );
}

function QueueFacts() {
  const { t } = useTranslation('application');
  const locale = useLocale();
  const form = toForm(useForm().values);
  const district = useDistrictName(form.district);
  const benefits = useCore('reference.load', {}).data?.benefits ?? [];
  const benefit = benefits.find(({ code }) => code === form.benefit?.category);
  const certificate = form.benefit?.certificateDate ?? '';
  return (
    <Card title={t('review.queue')} aside={<Change to="child" label={t('review.changeQueue')} />}>
      <Facts
        label={t('review.queue')}
        facts={[
          [t('child.region'), district],
          [t('child.settlement'), form.settlement],
          [t('child.languageHint'), t(`child.languageOf.${form.language}`)],
          [t('child.groupKind'), t(`child.groupKindOf.${form.groupKind}`)],
          [
            t('child.benefitCategory'),
            benefit === undefined ? (
              t('review.benefitNone')
            ) : (
              <>
                {t(`child.right.${benefit.right}`)}: {benefit[locale]}
              </>
            ),
          ],
          [t('child.certificateDate'), dateWords(certificate)],
          [t('review.ticks'), `${t('service.dataCurrent')}\n${t('service.algorithmRead')}`],
        ]}
      />
    </Card>
  );
}

function FilesFacts() {
  const { t } = useTranslation('application');
  const { attachments } = toForm(useForm().values);
  if (attachments.length === 0) return null;
  return (
    <Card title={t('review.files')} aside={<Change to="child" label={t('review.changeFiles')} />}>
      <ul className={classes.list}>
        {attachments.map((file) => (
          <AttachmentItem key={`${file.purpose}-${file.sha256}`} file={file} />
        ))}
      </ul>
    </Card>
  );
}

function dateWords(date: string): string {
  return isPlainDate(date) ? formatDate(date) : date;
}
