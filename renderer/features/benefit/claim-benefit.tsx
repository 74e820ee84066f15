import { Select, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { almatyDay } from '../../../core/domain/almaty.ts';
import {
  ATTACHMENT_LIMITS,
  type Attachment,
  BENEFIT_CODES,
  type BenefitCode,
} from '../../../core/domain/application-form.ts';
import type { Card } from '../../../core/protocol/card.ts';
import type { Command } from '../../../core/protocol/command.ts';
import { FaultText } from '../../components/fault-text.tsx';
import { MaskedInput } from '../../components/masked-input.tsx';
import { Remark } from '../../components/note.tsx';
import { useCore } from '../../link/use-core.ts';
import { useLocale } from '../../locale/i18n.ts';
import { maskDate, typedDate } from '../../masks.ts';
import { proofOf } from '../application/benefit-card.tsx';
import { UploadZone } from '../application/upload-zone.tsx';
import { CommandDialog } from '../command/command-dialog.tsx';
import { useNames } from '../command/use-giver.ts';
import { checkClaim } from './benefit-claim.ts';

const RIGHTS = ['extraordinary', 'first-priority'] as const;

/** A benefit claimed after filing: the original filing time stays (domain.md §1.11 "More commands"). */
export function ClaimBenefit(props: { readonly card: Card; readonly onClose: () => void }) {
  const { t } = useTranslation('command');
  const { t: form } = useTranslation('application');
  const { t: common } = useTranslation();
  const locale = useLocale();
  const { card } = props;
  const benefits = useCore('reference.load', {}).data?.benefits ?? [];
  const [category, setCategory] = useState<BenefitCode | null>(null);
  const [typed, setTyped] = useState('');
  const [scans, setScans] = useState<readonly Attachment[]>([]);
  const [asked, setAsked] = useState(false);
  const names = useNames(card);
  const chosen = benefits.find(({ code }) => code === category);
  const certificateDate = typedDate(typed);
  const claim = { category, certificateDate, scans: scans.length };
  const faults = checkClaim(claim, almatyDay(Date.now()));
  const shown = asked ? faults : {};
  const command: Command | null =
    category === null || Object.keys(faults).length > 0
      ? null
      : {
          do: 'claimBenefit',
          application: card.row.uuid,
          benefit: category,
          certificateDate: chosen?.certificateMonths == null ? null : certificateDate,
        };
  const name = chosen?.[locale] ?? '';
  return (
    <CommandDialog
      name="claimBenefit"
      card={card}
      title={t('claimBenefit.title')}
      lead={t('claimBenefit.lead', { child: card.row.childName })}
      meaning={[t('claimBenefit.filing'), t('claimBenefit.pending')]}
      facts={[[t('claimBenefit.fact.category'), name]]}
      statement={t('claimBenefit.statement', { ...names, what: name })}
      action={t('claimBenefit.action')}
      command={command}
      onIncomplete={() => setAsked(true)}
      attachments={scans}
      done={t('claimBenefit.done')}
      onClose={props.onClose}
    >
      <Stack gap="md">
        <Select
          label={form('child.benefitCategory')}
          placeholder={form('child.benefitChoose')}
          required
          maxDropdownHeight={380}
          value={category}
          onChange={(value) => setCategory(BENEFIT_CODES.find((each) => each === value) ?? null)}
          data={RIGHTS.map((right) => ({
            group: form(`child.right.${right}`),
            items: benefits
              .filter((each) => each.right === right)
              .map((each) => ({ value: each.code, label: each[locale] })),
          }))}
          error={shown.category === undefined ? null : <FaultText failure={{ code: shown.category }} />}
        />
        {chosen === undefined ? null : (
          <Remark title={form(`child.right.${chosen.right}`)}>
            {form('child.proof', { proof: proofOf(chosen, locale) })}
          </Remark>
        )}
        {chosen?.certificateMonths == null ? null : (
          <MaskedInput
            label={form('child.certificateDate')}
            description={form('child.certificateHint', { months: chosen.certificateMonths })}
            required
            inputMode="numeric"
            placeholder={common('field.dateFormat')}
            value={typed}
            mask={maskDate}
            onMasked={setTyped}
            error={
              shown.certificateDate === undefined ? null : (
                <FaultText failure={{ code: shown.certificateDate }} />
              )
            }
          />
        )}
        <UploadZone
          purpose="benefit"
          files={scans}
          room={ATTACHMENT_LIMITS.files - scans.length}
          onAdd={(file) =>
            setScans((now) => (now.some(({ sha256 }) => sha256 === file.sha256) ? now : [...now, file]))
          }
          onRemove={(file) => setScans((now) => now.filter((each) => each !== file))}
          fault={
            shown.scans === undefined ? null : (
              <Text c="var(--kezek-danger)" size="0.9375rem" role="alert">
                <FaultText failure={{ code: shown.scans }} />
              </Text>
            )
          }
        />
      </Stack>
    </CommandDialog>
  );
}
