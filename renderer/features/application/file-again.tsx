import { Button, Group } from '@mantine/core';
import { IconPencil } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ApplicationForm } from '../../../core/domain/application-form.ts';
import { toIso } from '../../../core/domain/instant.ts';
import { AskFirst } from '../../components/ask-first.tsx';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { useCore, useCoreMutation } from '../../link/use-core.ts';
import { LINKS } from '../../links.ts';
import { useMayFile } from '../../session.ts';
import { fromForm } from './from-form.ts';

/**
 * The way on from an application that the server refused: its form is opened again as it was filled in, to be corrected and
 * signed anew. An unfinished one that would give way to it is asked about first.
 */
export function FileAgain({ form }: { readonly form: ApplicationForm }) {
  const { t } = useTranslation('application');
  const navigate = useNavigate();
  const mayFile = useMayFile();
  const draft = useCore('draft.load', {}, { fresh: true, enabled: mayFile });
  const save = useCoreMutation('draft.save');
  const [asked, setAsked] = useState(false);
  if (!mayFile) return null;
  const unfinished = draft.data !== undefined && draft.data !== null && draft.data.step !== 'service';
  const open = () =>
    save.mutate(
      {
        uuid: crypto.randomUUID(),
        step: 'applicant',
        values: fromForm(form, () => crypto.randomUUID()),
        savedAt: toIso(Date.now()),
      },
      { onSuccess: () => void navigate({ to: LINKS.applicant }) },
    );
  return (
    <>
      {save.isError ? <FailureNotice failure={save.error.failure} /> : null}
      <Group>
        <Button
          variant="default"
          leftSection={<IconPencil size={20} aria-hidden />}
          loading={draft.isPending || save.isPending}
          onClick={() => (unfinished ? setAsked(true) : open())}
        >
          {t('refused.again')}
        </Button>
      </Group>
      <AskFirst
        opened={asked}
        title={t('refused.againAsk')}
        text={t('refused.againText')}
        action={t('refused.againYes')}
        onClose={() => setAsked(false)}
        onAction={open}
      />
    </>
  );
}
