import { Radio, Select, Stack, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { almatyDay } from '../../../core/domain/almaty.ts';
import { isPlainDate } from '../../../core/domain/plain-date.ts';
import { REFUSAL_GROUNDS, type RefusalGround } from '../../../core/domain/refusal-reason.ts';
import type { Card } from '../../../core/protocol/card.ts';
import { MaskedInput } from '../../components/masked-input.tsx';
import { useLocale } from '../../locale/i18n.ts';
import { maskDate, typedDate } from '../../masks.ts';
import { ProposeDialog } from './propose-dialog.tsx';
import { isReason, ReasonField } from './reason-field.tsx';
import { detailsOf, groundText } from './reasons.ts';

/** A refusal with reasons is proposed: ground of the law, facts, and what was said at the hearing (domain.md §1.6, §7.3). */
export function ProposeReject(props: { readonly card: Card; readonly onClose: () => void }) {
  const { t } = useTranslation('proposal');
  const { t: common } = useTranslation();
  const locale = useLocale();
  const [ground, setGround] = useState<RefusalGround | null>(null);
  const [detail, setDetail] = useState<string | null>(null);
  const [point, setPoint] = useState('');
  const [facts, setFacts] = useState('');
  const [fix, setFix] = useState('');
  const [heardOn, setHeardOn] = useState('');
  const [hearing, setHearing] = useState('');
  const [asked, setAsked] = useState(false);
  const hearingOn = heardOn.trim() === '' ? null : typedDate(heardOn);
  const wrongDay = hearingOn !== null && (!isPlainDate(hearingOn) || hearingOn > almatyDay(Date.now()));
  const shortFix = fix.trim() !== '' && !isReason(fix);
  const ready = ground !== null && isReason(facts) && isReason(hearing) && !wrongDay && !shortFix;
  return (
    <ProposeDialog
      kind="reject"
      card={props.card}
      proposal={
        ready
          ? {
              ...{ kind: 'reject', ground, detail, hearingOn },
              rulesPoint: point.trim() === '' ? null : point.trim(),
              facts: facts.trim(),
              fix: fix.trim() === '' ? null : fix.trim(),
              hearing: hearing.trim(),
            }
          : null
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
        <TextInput
          label={t('reject.rulesPoint')}
          description={t('reject.rulesPointHint')}
          maxLength={50}
          value={point}
          onChange={(event) => setPoint(event.currentTarget.value)}
        />
        <ReasonField
          label={t('reject.facts')}
          hint={t('reject.factsHint')}
          value={facts}
          asked={asked}
          onChange={setFacts}
        />
        <Textarea
          label={t('reject.fix')}
          description={t('reject.fixHint')}
          autosize
          minRows={2}
          maxLength={1000}
          value={fix}
          onChange={(event) => setFix(event.currentTarget.value)}
          error={asked && shortFix ? t('propose.required') : null}
        />
        <MaskedInput
          label={t('reject.hearingOn')}
          description={t('reject.hearingOnHint')}
          inputMode="numeric"
          placeholder={common('field.dateFormat')}
          mask={maskDate}
          value={heardOn}
          onMasked={setHeardOn}
          error={asked && wrongDay ? t('reject.wrongDay') : null}
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
