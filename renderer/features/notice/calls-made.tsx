import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Notice } from '../../../core/protocol/notice.ts';
import { minuteText } from '../journal/journal-format.ts';

/** The calls that were made because of a notice: when, by whom, what came of them. */
export function CallsMade({ calls }: { readonly calls: Notice['calls'] }) {
  const { t } = useTranslation('notice');
  if (calls.length === 0) return null;
  return (
    <div>
      <Text size="sm" fw={600} mt="sm">
        {t('calls.before')}
      </Text>
      {calls.map(({ at, by, outcome }) => (
        <Text key={at} size="sm" className="numbers">
          {minuteText(at)} · {t(`called.${outcome}`)} · {by}
        </Text>
      ))}
    </div>
  );
}
