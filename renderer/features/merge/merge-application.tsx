import { Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ATTACHMENT_LIMITS, type Attachment } from '../../../core/domain/application-form.ts';
import { parseIin } from '../../../core/domain/iin.ts';
import type { Card } from '../../../core/protocol/card.ts';
import { FaultText } from '../../components/fault-text.tsx';
import { MaskedInput } from '../../components/masked-input.tsx';
import { maskIin } from '../../masks.ts';
import { UploadZone } from '../application/upload-zone.tsx';
import { CommandDialog } from '../command/command-dialog.tsx';
import { useGiver, useNames } from '../command/use-giver.ts';

/**
 * «Өтінішті ата-ананың ЖСН-ға біріктіру» (R10): the second parent signs and the first one consents, both at the operator's; or the
 * head of department does it with a document.
 */
export function MergeApplication(props: { readonly card: Card; readonly onClose: () => void }) {
  const { t } = useTranslation('command');
  const { card } = props;
  const names = useNames(card);
  const byHead = !useGiver(card).onBehalf;
  const [iin, setIin] = useState('');
  const [asked, setAsked] = useState(false);
  const [papers, setPapers] = useState<readonly Attachment[]>([]);
  const parsed = parseIin(iin);
  const already = card.record?.parents.includes(iin) ?? false;
  const missing = byHead && papers.length === 0;
  const fault =
    !asked || (parsed.ok && !already) ? null : parsed.ok ? (
      t('mergeApplication.already')
    ) : (
      <FaultText failure={{ code: `iin-${parsed.error}` }} />
    );
  return (
    <CommandDialog
      name="mergeApplication"
      card={card}
      title={t('mergeApplication.title')}
      lead={t('mergeApplication.lead', { child: card.row.childName })}
      meaning={[
        t('mergeApplication.first'),
        t('mergeApplication.one'),
        t(byHead ? 'mergeApplication.byHead' : 'mergeApplication.both'),
      ]}
      facts={[[t('mergeApplication.second'), iin]]}
      statement={t('mergeApplication.statement', { ...names, what: iin })}
      action={t('mergeApplication.action')}
      {...(byHead ? {} : { whose: `${t('mergeApplication.second')}, ${iin}` })}
      command={
        parsed.ok && !already && !missing
          ? { do: 'mergeApplication', application: card.row.uuid, applicant: iin }
          : null
      }
      onIncomplete={() => setAsked(true)}
      attachments={papers}
      done={t('mergeApplication.done')}
      onClose={props.onClose}
    >
      <MaskedInput
        label={t('mergeApplication.iin')}
        required
        inputMode="numeric"
        value={iin}
        mask={maskIin}
        onMasked={setIin}
        error={fault}
      />
      {byHead ? (
        <UploadZone
          purpose="relation"
          files={papers}
          room={ATTACHMENT_LIMITS.files - papers.length}
          onAdd={(file) => setPapers((now) => [...now, file])}
          onRemove={(file) => setPapers((now) => now.filter((each) => each !== file))}
          fault={
            asked && missing ? (
              <Text c="var(--kezek-danger)" size="0.9375rem" role="alert">
                <FaultText failure={{ code: 'file-required' }} />
              </Text>
            ) : null
          }
        />
      ) : null}
    </CommandDialog>
  );
}
