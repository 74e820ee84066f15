import { Button } from '@mantine/core';
import { IconPencil } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { ApplicationForm } from '../../../core/domain/application-form.ts';
import { Card } from '../../components/card.tsx';
import { LINKS, type LinkName } from '../../links.ts';
import { ApplicantPart, ChildrenPart, QueuePart } from '../signature/form-facts.tsx';
import { AttachmentItem } from './attachment-item.tsx';
import classes from './uploads.module.css';

/** Everything that will be signed, in plain words, with a way back to each part. */
export function ReviewFacts({ form }: { readonly form: ApplicationForm }) {
  const { t } = useTranslation('application');
  // The scan of the consent stands where it is asked for, below.
  const files = form.attachments.filter(({ purpose }) => purpose !== 'consent');
  return (
    <>
      <Card
        title={t('review.applicant')}
        aside={<Change to="applicant" label={t('review.changeApplicant')} />}
      >
        <ApplicantPart form={form} />
      </Card>
      <Card
        title={t(form.children.length > 1 ? 'review.children' : 'review.child')}
        aside={<Change to="child" label={t('review.changeChild')} />}
      >
        <ChildrenPart form={form} />
      </Card>
      <Card title={t('review.queue')} aside={<Change to="child" label={t('review.changeQueue')} />}>
        <QueuePart form={form} />
      </Card>
      {files.length === 0 ? null : (
        <Card title={t('review.files')} aside={<Change to="child" label={t('review.changeFiles')} />}>
          <ul className={classes.list}>
            {files.map((file) => (
              <AttachmentItem key={`${file.purpose}-${file.sha256}`} file={file} showPurpose />
            ))}
          </ul>
        </Card>
      )}
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
