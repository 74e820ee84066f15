import { Group, SimpleGrid, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { almatyDay, formatDate } from '../../../core/domain/almaty.ts';
import { DAY } from '../../../core/domain/instant.ts';
import { isPlainDate } from '../../../core/domain/plain-date.ts';
import type { DocumentLocale } from '../../../core/protocol/locale.ts';
import { Card } from '../../components/card.tsx';
import { MaskedInput } from '../../components/masked-input.tsx';
import { useLocale } from '../../locale/i18n.ts';
import { maskDate, typedDate } from '../../masks.ts';
import { DocumentLanguage, documentLocaleFor } from '../document/document-language.tsx';
import { FileActions } from '../document/file-actions.tsx';

/** Longest time that one protocol tells of, as the server takes it. */
const LONGEST_MS = 366 * DAY;

/** «Босаған орындар бюллетені» and «Жолдамаларды беру хаттамасы» of this district, for everybody: they name nobody. */
export function Papers() {
  const { t } = useTranslation('kindergarten');
  const locale = useLocale();
  const [language, setLanguage] = useState<DocumentLocale>(documentLocaleFor(locale));
  return (
    <Stack gap="lg">
      <DocumentLanguage value={language} onChange={setLanguage} />
      <SimpleGrid cols={{ base: 1, md: 2 }} spacing="lg">
        <Card title={t('paper.bulletin')} text={t('paper.bulletinText')}>
          <FileActions
            target={{ kind: 'document', id: 'public:place-bulletin', fileKind: 'place-bulletin' }}
            name={t('paper.bulletin')}
            locale={language}
          />
        </Card>
        <IssuedReferrals language={language} />
      </SimpleGrid>
    </Stack>
  );
}

function IssuedReferrals({ language }: { readonly language: DocumentLocale }) {
  const { t } = useTranslation('kindergarten');
  const { t: common } = useTranslation();
  const [typed, setTyped] = useState(() => ({
    from: formatDate(`${almatyDay(Date.now()).slice(0, 8)}01`),
    to: formatDate(almatyDay(Date.now())),
  }));
  const [from, to] = [typedDate(typed.from), typedDate(typed.to)];
  const length = isPlainDate(from) && isPlainDate(to) ? Date.parse(to) - Date.parse(from) : -1;
  const valid = length >= 0 && length < LONGEST_MS;
  return (
    <Card title={t('paper.issued')} text={t('paper.issuedText')}>
      <Group grow>
        {(['from', 'to'] as const).map((end) => (
          <MaskedInput
            key={end}
            label={t(`paper.${end}`)}
            mask={maskDate}
            value={typed[end]}
            onMasked={(text) => setTyped((now) => ({ ...now, [end]: text }))}
            placeholder={common('field.dateFormat')}
            inputMode="numeric"
          />
        ))}
      </Group>
      {valid ? (
        <FileActions
          target={{
            ...{ kind: 'document', fileKind: 'issued-referrals' },
            id: `public:issued-referrals/${from}/${to}`,
          }}
          name={t('paper.issued')}
          locale={language}
        />
      ) : (
        <Text role="alert" c="var(--kezek-danger)">
          {t('paper.wrong')}
        </Text>
      )}
    </Card>
  );
}
