import { Button, Group, Stack, Text } from '@mantine/core';
import { IconCircleCheck, IconDeviceMobileMessage } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { formatAlmatyMinute } from '../../../core/domain/almaty.ts';
import { MINUTE, parseInstant } from '../../../core/domain/instant.ts';
import { fail, ok } from '../../../core/domain/result.ts';
import { type FoundApplication, MERGE_CONSENT_MINUTES } from '../../../core/protocol/merge.ts';
import { Card } from '../../components/card.tsx';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { Remark } from '../../components/note.tsx';
import { core } from '../../link/core.ts';
import { useLocale } from '../../locale/i18n.ts';
import { useSession } from '../../session.ts';
import consent from '../consent/consent.module.css';
import { CodeEntry } from '../one-time-code/code-entry.tsx';
import { useCode } from '../one-time-code/use-code.ts';
import type { Confirmation } from './confirmation.ts';

/** Step two: a code goes to the first parent's phone; told to the second parent, it is the first one's consent. */
export function FirstParent(props: {
  readonly found: FoundApplication;
  readonly confirmed: Confirmation | null;
  readonly onConfirmed: (confirmation: Confirmation) => void;
}) {
  const { t } = useTranslation('merge');
  const locale = useLocale();
  const session = useSession();
  const { found, confirmed } = props;
  const code = useCode({
    request: () => core.call('merge.requestCode', { application: found.application, locale }),
    enter: async (ticket, digits) => {
      const answer = await core.call('merge.enterCode', { ticket, code: digits });
      if (!answer.ok) return fail(answer.error);
      const { consent: id, at } = answer.value;
      const goodUntil = Date.now() + MERGE_CONSENT_MINUTES * MINUTE;
      props.onConfirmed({ id, at, goodUntil, phone: code.sent?.phone ?? found.phone });
      code.reset();
      return ok(null);
    },
  });
  return (
    <Card title={t('confirm.title')}>
      {confirmed === null ? (
        <Stack gap="lg">
          <Text>{t('confirm.text', { phone: found.phone })}</Text>
          <div className={consent.statement}>
            <Text fw={600} fz="lg">
              «{t('confirm.statement', { name: session?.name ?? '', number: found.number })}»
            </Text>
          </div>
          {code.progress === null ? (
            <>
              {code.failure === null ? null : <FailureNotice failure={code.failure} />}
              <Group>
                <Button
                  size="lg"
                  loading={code.busy === 'asking'}
                  leftSection={<IconDeviceMobileMessage size={22} aria-hidden />}
                  onClick={code.ask}
                >
                  {t('confirm.send')}
                </Button>
              </Group>
            </>
          ) : (
            <CodeEntry
              key={code.progress.ticket}
              code={code}
              progress={code.progress}
              submit={t('confirm.give')}
              words={{ back: t('confirm.back'), limits: t('confirm.limits') }}
            />
          )}
          <Remark>{t('confirm.instead')}</Remark>
        </Stack>
      ) : (
        <Given confirmed={confirmed} />
      )}
    </Card>
  );
}

function Given({ confirmed }: { readonly confirmed: Confirmation }) {
  const { t } = useTranslation('merge');
  const at = parseInstant(confirmed.at);
  return (
    <div className={consent.given} role="status">
      <IconCircleCheck size={28} aria-hidden />
      <div>
        <Text fw={700}>{t('confirm.given')}</Text>
        <Text c="var(--kezek-ink)">
          {t('confirm.givenAt', {
            at: at === null ? '' : formatAlmatyMinute(at),
            phone: confirmed.phone,
            minutes: MERGE_CONSENT_MINUTES,
          })}
        </Text>
      </div>
    </div>
  );
}
