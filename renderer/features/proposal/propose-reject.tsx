import { Radio, Select, Stack } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { REFUSAL_GROUNDS, type RefusalGround } from '../../../core/domain/refusal-reason.ts';
import type { Card } from '../../../core/protocol/card.ts';
import { useLocale } from '../../locale/i18n.ts';
import { ProposeDialog } from './propose-dialog.tsx';
import { isReason, ReasonField } from './reason-field.tsx';
import { detailsOf, groundText } from './reasons.ts';

/** A refusal with reasons is proposed: ground of the law, facts, and what was said at the hearing (domain.md §1.6, §7.3). */
export function ProposeReject(props: { readonly card: Card; readonly onClose: () => void }) {
  const { t } = useTranslation('proposal');
  const locale = useLocale();
  const [ground, setGround] = useState<RefusalGround | null>(null);
  const [detail, setDetail] = useState<string | null>(null);
  const [facts, setFacts] = useState('');
  const [hearing, setHearing] = useState('');
  const [asked, setAsked] = useState(false);
  const ready = ground !== null && isReason(facts) && isReason(hearing);
  return (
    <ProposeDialog
      kind="reject"
      card={props.card}
      proposal={
        ready ? { kind: 'reject', ground, detail, facts: facts.trim(), hearing: hearing.trim() } : null
      }
      onIncomplete={() => setAsked(true)}
      onClose={props.onClose}
    >
      <Stack gap="md">
        <Radio.Group
          label={t('reject.ground')}
          required
          value={ground}
          onChange={(value) => {
            setGround(REFUSAL_GROUNDS.find((each) => each === value) ?? null);
            setDetail(null);
          }}
          error={asked && ground === null ? t('reject.choose') : null}
        >
          <Stack gap="sm" mt="xs">
            {REFUSAL_GROUNDS.map((code) => (
              <Radio key={code} value={code} label={`${code} — ${groundText(code, locale)}`} />
            ))}
          </Stack>
        </Radio.Group>
        {detailsOf(ground).length === 0 ? null : (
          <Select
            label={t('reject.detail')}
            placeholder={t('reject.noDetail')}
            clearable
            value={detail}
            onChange={setDetail}
            data={detailsOf(ground).map(({ code, name }) => ({ value: code, label: name[locale] }))}
          />
        )}
        <ReasonField
          label={t('reject.facts')}
          hint={t('reject.factsHint')}
          value={facts}
          asked={asked}
          onChange={setFacts}
        />
        <ReasonField
          label={t('reject.hearing')}
          hint={t('reject.hearingHint')}
          value={hearing}
          asked={asked}
          onChange={setHearing}
        />
      </Stack>
    </ProposeDialog>
  );
}
