import { Button, Text } from '@mantine/core';
import { IconUserPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { StaffMember } from '../../../core/protocol/administration.ts';
import { Answered } from '../../components/answered.tsx';
import { DataTable } from '../../components/data-table.tsx';
import { Page } from '../../components/page.tsx';
import { useCore } from '../../link/use-core.ts';
import { useLocale } from '../../locale/i18n.ts';
import { useDistricts } from '../../office.ts';
import { useSession } from '../../session.ts';
import { minuteText } from '../journal/journal-format.ts';
import { GrantDialog } from './grant-dialog.tsx';
import { RevokeRoleDialog } from './revoke-dialogs.tsx';

/** People and their roles, where the administrator administers. */
export function StaffPage() {
  const { t } = useTranslation('administration');
  const staff = useCore('administration.staff', {}, { fresh: true });
  const [granting, setGranting] = useState(false);
  const [revoking, setRevoking] = useState<StaffMember | null>(null);
  const where = useWhere();
  const own = useSession()?.iin;
  const done = (changed: boolean) => {
    setGranting(false);
    setRevoking(null);
    if (changed) void staff.refetch();
  };
  return (
    <Page
      title={t('staff.title')}
      lead={t('staff.lead')}
      back="cabinet"
      width={88}
      aside={
        <Button leftSection={<IconUserPlus size={20} aria-hidden />} onClick={() => setGranting(true)}>
          {t('staff.grant')}
        </Button>
      }
    >
      <Answered
        query={staff}
        empty={{ title: t('staff.empty'), text: t('staff.emptyText') }}
        isEmpty={(data) => data.staff.length === 0}
      >
        {(data) => (
          <DataTable
            caption={t('staff.title')}
            rows={data.staff}
            keyOf={({ iin, role, district, kindergarten }) => [iin, role, district, kindergarten].join(' ')}
            columns={[
              {
                key: 'name',
                head: t('staff.person'),
                cell: ({ name, iin }) => (
                  <>
                    {name === '' ? iin : name}
                    <Text size="sm" c="var(--kezek-ink-soft)">
                      {name === '' ? t('staff.neverSeen') : iin}
                    </Text>
                  </>
                ),
              },
              { key: 'role', head: t('staff.role'), cell: ({ role }) => t(`role.${role}`) },
              { key: 'where', head: t('staff.where'), cell: where },
              {
                key: 'grantedAt',
                head: t('staff.since'),
                cell: ({ grantedAt }) => minuteText(grantedAt),
              },
              {
                key: 'seenAt',
                head: t('staff.seen'),
                cell: ({ seenAt }) => (seenAt === null ? '—' : minuteText(seenAt)),
              },
              {
                key: 'revoke',
                head: t('staff.action'),
                cell: (member) =>
                  // Nobody takes the own right to administer away: the last one would be lost.
                  member.role === 'administrator' && member.iin === own ? (
                    <Text fw={600}>{t('staff.own')}</Text>
                  ) : (
                    <Button
                      variant="default"
                      size="sm"
                      aria-label={t('staff.revokeOf', {
                        role: t(`role.${member.role}`),
                        name: member.name === '' ? member.iin : member.name,
                      })}
                      onClick={() => setRevoking(member)}
                    >
                      {t('staff.revoke')}
                    </Button>
                  ),
              },
            ]}
          />
        )}
      </Answered>
      {granting ? <GrantDialog onClose={done} /> : null}
      {revoking === null ? null : (
        <RevokeRoleDialog member={revoking} where={where(revoking)} onClose={done} />
      )}
    </Page>
  );
}

/** Where a role is held, in words. */
export function useWhere(): (held: Pick<StaffMember, 'district' | 'kindergartenName'>) => string {
  const { t } = useTranslation('administration');
  const districts = useDistricts();
  const locale = useLocale();
  return ({ district, kindergartenName }) =>
    kindergartenName?.[locale === 'ru' ? 'ru' : 'kk'] ??
    (district === null
      ? t('wholeRegion')
      : (districts.find(({ code }) => code === district)?.[locale] ?? district));
}
