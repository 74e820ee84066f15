import { Button, Group, Modal, SimpleGrid, Stack, Text, TextInput } from '@mantine/core';
import { IconEye, IconPrinter } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { useTranslation } from 'react-i18next';
import type { Failure } from '../../../core/domain/failure.ts';
import { RECEIPT_LIMITS } from '../../../core/protocol/receipt.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { FaultText } from '../../components/fault-text.tsx';
import { MaskedInput } from '../../components/masked-input.tsx';
import { Remark } from '../../components/note.tsx';
import { core } from '../../link/core.ts';
import { useLocale } from '../../locale/i18n.ts';
import { maskIin } from '../../masks.ts';
import { OptionalLabel } from '../application/field.tsx';
import { FileView } from '../attachment-view/file-view.tsx';
import { documentLocaleFor } from '../document/document-language.tsx';
import { PrintDialog } from '../print/print-dialog.tsx';
import type { FileTarget } from '../print/print-target.ts';
import { HandedRows } from './handed-rows.tsx';
import { MissingRows } from './missing-rows.tsx';
import { faultsOfDraft, inputOfDraft, type ReceiptDraft } from './receipt-draft.ts';

/** The paper that was numbered last, and what it was numbered for. */
type Given = { readonly of: string; readonly id: string; readonly number: string };

/**
 * «Құжаттарды қабылдау (қабылдаудан бас тарту) туралы қолхат»: what was handed in and what is missing, then printed or shown. A
 * change after that is a paper with a new number; a failure leaves everything as typed.
 */
export function ReceiptDialog(props: { readonly start: () => ReceiptDraft; readonly onClose: () => void }) {
  const { t } = useTranslation('receipt');
  const { t: common } = useTranslation();
  const { t: document } = useTranslation('document');
  const locale = useLocale();
  const fields = useRef<HTMLDivElement>(null);
  const [draft, setDraft] = useState(props.start);
  const [asked, setAsked] = useState(false);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [given, setGiven] = useState<Given | null>(null);
  const [opened, setOpened] = useState<'print' | 'view' | null>(null);
  const change = (patch: Partial<ReceiptDraft>) => setDraft((now) => ({ ...now, ...patch }));
  const input = inputOfDraft(draft);
  const text = JSON.stringify(input);
  const current = given?.of === text ? given : null;
  const faults = asked ? faultsOfDraft(draft) : null;
  const open = async (how: 'print' | 'view') => {
    if (input === null) {
      flushSync(() => setAsked(true));
      fields.current?.querySelector<HTMLElement>('[aria-invalid="true"], [data-fault]')?.focus();
      return;
    }
    if (current !== null) return setOpened(how);
    setBusy(true);
    setFailure(null);
    const answer = await core.call('receipt.prepare', input);
    setBusy(false);
    if (!answer.ok) return setFailure(answer.error);
    setGiven({ of: text, ...answer.value });
    setOpened(how);
  };
  const outcome = draft.missing.length === 0 ? 'accepted' : 'refused';
  const target: FileTarget | null =
    current === null ? null : { kind: 'document', id: current.id, fileKind: 'receipt' };
  const shown = {
    ...{ name: t(`name.${outcome}`), locale: documentLocaleFor(locale) },
    onClose: () => setOpened(null),
  };
  return (
    <>
      <Modal
        opened
        onClose={props.onClose}
        title={
          <Text span fw={700} fz="xl">
            {t('title')}
          </Text>
        }
        size="xl"
        closeOnClickOutside={false}
        // What lies above it is closed first.
        closeOnEscape={opened === null && !busy}
        closeButtonProps={{ 'aria-label': common('action.close') }}
      >
        <Stack gap="lg" ref={fields}>
          {draft.application === null ? null : (
            <Text fw={600}>{t('application', { number: draft.application })}</Text>
          )}
          <SimpleGrid cols={{ base: 1, sm: 2 }}>
            <TextInput
              label={t('applicant')}
              required
              maxLength={RECEIPT_LIMITS.name}
              value={draft.applicantName}
              onChange={(event) => change({ applicantName: event.currentTarget.value })}
              error={faults?.applicantName === true ? <FaultText failure={{ code: 'required' }} /> : null}
              data-autofocus
            />
            <MaskedInput
              label={t('iin')}
              required
              inputMode="numeric"
              description={t('iinHint')}
              inputWrapperOrder={['label', 'input', 'description', 'error']}
              mask={maskIin}
              value={draft.applicantIin}
              onMasked={(applicantIin) => change({ applicantIin })}
              error={
                faults === null || faults.applicantIin === null ? null : (
                  <FaultText failure={{ code: faults.applicantIin }} />
                )
              }
            />
          </SimpleGrid>
          <TextInput
            label={<OptionalLabel text={t('child')} />}
            maxLength={RECEIPT_LIMITS.children}
            value={draft.child}
            onChange={(event) => change({ child: event.currentTarget.value })}
          />
          <HandedRows rows={draft.handed} faults={faults} onChange={(handed) => change({ handed })} />
          <MissingRows rows={draft.missing} faults={faults} onChange={(missing) => change({ missing })} />
          <div role="status">
            <Remark>{t(`outcome.${outcome}`)}</Remark>
          </div>
          {failure === null ? null : <FailureNotice failure={failure} />}
          <div role="status">
            {current === null ? null : <Text>{t('given', { number: current.number })}</Text>}
          </div>
          <Group justify="flex-end" gap="sm">
            <Button variant="default" onClick={props.onClose}>
              {common('action.close')}
            </Button>
            <Button
              variant="default"
              disabled={busy}
              leftSection={<IconEye size={20} aria-hidden />}
              onClick={() => void open('view')}
            >
              {document('show')}
            </Button>
            <Button
              loading={busy}
              leftSection={<IconPrinter size={20} aria-hidden />}
              onClick={() => void open('print')}
            >
              {document('print')}
            </Button>
          </Group>
        </Stack>
      </Modal>
      {opened === 'print' && target !== null ? <PrintDialog target={target} {...shown} /> : null}
      {opened === 'view' && target !== null ? <FileView target={target} {...shown} /> : null}
    </>
  );
}
