import { Badge, Button, Group, Text } from '@mantine/core';
import { IconDevices } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DeskEntry } from '../../../core/protocol/administration.ts';
import { Answered } from '../../components/answered.tsx';
import { Card } from '../../components/card.tsx';
import { DataTable } from '../../components/data-table.tsx';
import { Facts } from '../../components/facts.tsx';
import { Page } from '../../components/page.tsx';
import { useCore } from '../../link/use-core.ts';
import { useStatus } from '../../session.ts';
import { minuteText } from '../journal/journal-format.ts';
import { PairDialog } from './pair-dialog.tsx';
import { RevokeDeskDialog } from './revoke-dialogs.tsx';
import { useWhere } from './staff-page.tsx';

/** The computers that are joined to the server, and the keys that the server goes by. */
export function DesksPage() {
  const { t } = useTranslation('administration');
  const desks = useCore('administration.desks', {}, { fresh: true });
  const own = useStatus().desk?.code;
  const [pairing, setPairing] = useState(false);
  const [revoking, setRevoking] = useState<DeskEntry | null>(null);
  const where = useWhere();
  const done = (changed: boolean) => {
    setPairing(false);
    setRevoking(null);
    if (changed) void desks.refetch();
  };
  return (
    <Page
      title={t('desks.title')}
      lead={t('desks.lead')}
      back="cabinet"
      width={88}
      aside={
        <Button leftSection={<IconDevices size={20} aria-hidden />} onClick={() => setPairing(true)}>
          {t('desks.pair')}
        </Button>
      }
    >
      <Answered
        query={desks}
        empty={{ title: t('desks.empty'), text: t('desks.emptyText') }}
        isEmpty={(data) => data.desks.length === 0}
      >
        {(data) => (
          <DataTable
            caption={t('desks.title')}
            rows={data.desks}
            keyOf={({ id }) => id}
            faded={({ revokedAt }) => revokedAt !== null}
            columns={[
              { key: 'code', head: t('desks.code'), cell: ({ code }) => code },
              { key: 'mode', head: t('desks.mode'), cell: ({ mode }) => t(`mode.${mode}`) },
              {
                key: 'where',
                head: t('staff.where'),
                cell: ({ district }) => where({ district, kindergartenName: null }),
              },
              { key: 'pairedAt', head: t('desks.paired'), cell: ({ pairedAt }) => minuteText(pairedAt) },
              {
                key: 'seenAt',
                head: t('desks.seen'),
                cell: ({ seenAt }) => (seenAt === null ? '—' : minuteText(seenAt)),
              },
              { key: 'key', head: t('desks.key'), cell: ({ key }) => <code>{key}</code> },
              {
                key: 'revoke',
                head: t('staff.action'),
                cell: (desk) =>
                  desk.code === own ? (
                    <Text fw={600}>{t('desks.this')}</Text>
                  ) : desk.revokedAt === null ? (
                    <Button
                      variant="default"
                      size="sm"
                      aria-label={t('desks.revokeOf', { code: desk.code })}
                      onClick={() => setRevoking(desk)}
                    >
                      {t('desks.revoke')}
                    </Button>
                  ) : (
                    t('desks.revoked', { at: minuteText(desk.revokedAt) })
                  ),
              },
            ]}
          />
        )}
      </Answered>
      <Keys />
      {pairing ? <PairDialog onClose={done} /> : null}
      {revoking === null ? null : <RevokeDeskDialog desk={revoking} onClose={done} />}
    </Page>
  );
}

/** The server's own key and the authorities it trusts. */
function Keys() {
  const { t } = useTranslation('administration');
  const keys = useCore('administration.keys', {}, { fresh: true });
  return (
    <Card title={t('keys.title')} text={t('keys.text')}>
      <Answered query={keys}>
        {(data) => (
          <>
            <Facts facts={[[t('keys.slip'), <code key="slip">{data.slipKey}</code>]]} />
            <DataTable
              caption={t('keys.authorities')}
              rows={data.authorities}
              keyOf={({ sha256 }) => sha256}
              columns={[
                {
                  key: 'subject',
                  head: t('keys.subject'),
                  cell: ({ subject, sha256 }) => (
                    <>
                      {subject}
                      <Text size="sm" c="var(--kezek-ink-soft)">
                        {sha256.slice(0, 16)}
                      </Text>
                    </>
                  ),
                },
                {
                  key: 'kind',
                  head: t('keys.kind'),
                  cell: ({ anchor, algorithm }) => (
                    <Group gap="xs">
                      <Badge variant="light">{t(anchor ? 'keys.anchor' : 'keys.intermediate')}</Badge>
                      {t(`keys.algorithm.${algorithm}`)}
                    </Group>
                  ),
                },
                { key: 'to', head: t('keys.until'), cell: ({ validTo }) => minuteText(validTo) },
              ]}
            />
          </>
        )}
      </Answered>
    </Card>
  );
}
