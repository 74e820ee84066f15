import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ATTACHMENT_LIMITS, type Attachment, fullName } from '../../../core/domain/application-form.ts';
import { fail } from '../../../core/domain/result.ts';
import type { Card } from '../../../core/protocol/card.ts';
import type { Command } from '../../../core/protocol/command.ts';
import { core } from '../../link/core.ts';
import { SIGNED_BY_APPLICANT, type SigningValues } from '../application/form-values.ts';
import { UploadZone } from '../application/upload-zone.tsx';
import type { ConsentSubject } from '../consent/consent-subject.ts';
import { contentOf } from './command-order.ts';
import type { Duties } from './who-gives.ts';

/** A command as what the applicant consents to: it holds for this command and nothing else. */
export function useCommandSubject(asked: {
  readonly card: Card | undefined;
  readonly command: Command | null;
  readonly attachments: readonly Attachment[];
  readonly statement: string;
  readonly duties: Duties;
  readonly uuid: () => string;
}): ConsentSubject {
  const { t } = useTranslation('command');
  const { card, command, attachments, duties } = asked;
  const [signing, setSigning] = useState<SigningValues>({
    ...SIGNED_BY_APPLICANT,
    // Without a choice of keys the parent consents.
    signer: duties.signed && duties.consent === 'choice' ? 'applicant' : 'operator',
  });
  const [scan, setScan] = useState<Attachment | null>(null);
  const applicant = card?.form.applicant;
  return {
    applicant: {
      iin: applicant?.iin ?? '',
      name: applicant === undefined ? '' : fullName(applicant.name),
      phone: card?.record?.contacts?.phone ?? applicant?.phone ?? '',
    },
    text: command === null ? '' : contentOf({ command, attachments }),
    scan,
    statement: asked.statement,
    question: t('question'),
    signing,
    setSigning: (patch) => setSigning((now) => ({ ...now, ...patch })),
    prepare: async () =>
      card === undefined || command === null
        ? fail({ code: 'required' })
        : core.call('consent.prepare', {
            uuid: asked.uuid(),
            form: card.form,
            command: { command, number: card.row.number ?? '', statement: asked.statement },
          }),
    uploads: (
      <UploadZone
        purpose="consent"
        files={scan === null ? [] : [scan]}
        room={scan === null ? ATTACHMENT_LIMITS.files - attachments.length : 0}
        onAdd={setScan}
        onRemove={() => setScan(null)}
      />
    ),
  };
}
