import { Group, Paper, Stack, Text, ThemeIcon, Title } from '@mantine/core';
import { IconFileTypePdf, IconPhoto, IconReceipt, IconRosetteDiscountCheck } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Attachment } from '../../../core/domain/application-form.ts';
import type { Card } from '../../../core/protocol/card.ts';
import type { DocumentLocale } from '../../../core/protocol/locale.ts';
import { useLocale } from '../../locale/i18n.ts';
import { DocumentLanguage, documentLocaleFor } from '../document/document-language.tsx';
import { FileActions } from '../document/file-actions.tsx';
import classes from './card.module.css';
import { attachmentsOf, documentsOf, type MadeDocument as Made } from './card-files.ts';
import { momentText } from './journal-format.ts';

/** «Жалпы құжаттар»: what the system made and what the applicant attached (seed 000, step 16). */
export function CardDocuments({ card }: { readonly card: Card }) {
  const { t } = useTranslation('document');
  const interfaceLocale = useLocale();
  const [locale, setLocale] = useState<DocumentLocale>(documentLocaleFor(interfaceLocale));
  const made = documentsOf(card);
  const attachments = attachmentsOf(card);
  return (
    <Stack gap="xl">
      <section>
        <SectionTitle title={t('system')} hint={t('systemHint')} />
        {made.length === 0 ? (
          <Text>{t('none')}</Text>
        ) : (
          <Stack gap="md">
            <DocumentLanguage value={locale} onChange={setLocale} />
            {made.map((document) => (
              <MadeDocument key={document.id} document={document} locale={locale} />
            ))}
          </Stack>
        )}
      </section>
      <section>
        <SectionTitle title={t('attachments')} hint={t('attachmentsHint')} />
        {attachments.length === 0 ? (
          <Text>{t('noAttachments')}</Text>
        ) : (
          <Stack gap="md">
            {attachments.map((attachment) => (
              <AttachedFile key={attachment.sha256} attachment={attachment} />
            ))}
          </Stack>
        )}
      </section>
    </Stack>
  );
}

function SectionTitle({ title, hint }: { readonly title: string; readonly hint: string }) {
  return (
    <>
      <Title order={3}>{title}</Title>
      <Text c="var(--kezek-ink-soft)" mb="md">
        {hint}
      </Text>
    </>
  );
}

function MadeDocument({ document, locale }: { readonly document: Made; readonly locale: DocumentLocale }) {
  const { t } = useTranslation('document');
  const provisional = document.kind === 'provisional';
  const Icon = provisional ? IconReceipt : IconRosetteDiscountCheck;
  return (
    <FileCard
      icon={<Icon size={24} aria-hidden />}
      name={t(`kind.${document.kind}`)}
      note={t('issued', { date: momentText(document.issuedAt) })}
      warning={provisional ? t('provisionalHint') : null}
    >
      <FileActions
        target={{ kind: 'document', id: document.id, fileKind: document.kind }}
        name={t(`kind.${document.kind}`)}
        locale={locale}
      />
    </FileCard>
  );
}

function AttachedFile({ attachment }: { readonly attachment: Attachment }) {
  const { t } = useTranslation('document');
  const size = useSizeText();
  const Icon = attachment.type === 'application/pdf' ? IconFileTypePdf : IconPhoto;
  return (
    <FileCard
      icon={<Icon size={24} aria-hidden />}
      name={attachment.name}
      note={`${t(`purpose.${attachment.purpose}`)} · ${size(attachment.size)}`}
      warning={null}
    >
      <FileActions
        target={{ kind: 'attachment', sha256: attachment.sha256, name: attachment.name }}
        name={attachment.name}
        locale="kk"
      />
    </FileCard>
  );
}

function FileCard(props: {
  readonly icon: ReactNode;
  readonly name: string;
  readonly note: string | null;
  readonly warning: string | null;
  readonly children: ReactNode;
}) {
  return (
    <Paper withBorder p="md" className={classes.file}>
      <Group gap="md" wrap="nowrap" align="flex-start" flex="1 1 18rem">
        <ThemeIcon size={44} radius="md" variant="light" aria-hidden>
          {props.icon}
        </ThemeIcon>
        <div>
          <Text fw={600}>{props.name}</Text>
          {props.note === null ? null : (
            <Text size="sm" c="var(--kezek-ink-soft)">
              {props.note}
            </Text>
          )}
          {props.warning === null ? null : (
            <Text size="sm" c="var(--kezek-warn-ink)">
              {props.warning}
            </Text>
          )}
        </div>
      </Group>
      {props.children}
    </Paper>
  );
}

/** A size in bytes for people: `8 КБ`, `1,4 МБ`. */
function useSizeText(): (bytes: number) => string {
  const { t } = useTranslation('document');
  const locale = useLocale();
  return (bytes) => {
    if (bytes < 1024) return t('size.bytes', { value: bytes });
    if (bytes < 1024 * 1024) return t('size.kilobytes', { value: Math.round(bytes / 1024) });
    const value = (bytes / (1024 * 1024)).toFixed(1);
    return t('size.megabytes', { value: locale === 'en' ? value : value.replace('.', ',') });
  };
}
