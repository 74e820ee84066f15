import { Select, Stack } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { parseIin } from '../../../core/domain/iin.ts';
import { ROLES, type Role } from '../../../core/domain/status.ts';
import { useFailureWords } from '../../components/failure-notice.tsx';
import { MaskedInput } from '../../components/masked-input.tsx';
import { useCore } from '../../link/use-core.ts';
import { useLocale } from '../../locale/i18n.ts';
import { maskIin } from '../../masks.ts';
import { CommandDialog } from '../command/command-dialog.tsx';
import { useAdministered } from './administered.ts';

/** Roles that may be held in the whole region. */
const REGIONAL: readonly Role[] = ['region', 'auditor', 'administrator'];

/** Gives a person a role: IIN, role, and where it holds. */
export function GrantDialog({ onClose }: { readonly onClose: (done: boolean) => void }) {
  const { t } = useTranslation('administration');
  const locale = useLocale();
  const words = useFailureWords();
  const { districts, whole } = useAdministered();
  const [iin, setIin] = useState('');
  const [role, setRole] = useState<Role>('operator');
  const [district, setDistrict] = useState<string | null>(null);
  const [kindergarten, setKindergarten] = useState<string | null>(null);
  const [pressed, setPressed] = useState(false);
  const director = role === 'director';
  const regional = REGIONAL.includes(role);
  const kindergartens = useCore(
    'kindergarten.list',
    { district: district ?? '' },
    { enabled: director && district !== null },
  );
  const parsed = parseIin(iin);
  const fault = parsed.ok ? null : words({ code: `iin-${parsed.error}` }).text;
  const placed = director ? kindergarten !== null : (regional && whole) || district !== null;
  const command =
    parsed.ok && placed
      ? ({
          do: 'grantRole',
          iin: parsed.value.iin,
          role,
          district: director ? null : district,
          kindergarten: director ? kindergarten : null,
        } as const)
      : null;
  const missing = pressed && !placed ? words({ code: 'required' }).text : null;
  return (
    <CommandDialog
      name="grantRole"
      title={t('grant.title')}
      lead={t('grant.lead')}
      meaning={[t('grant.atOnce'), t('grant.logged')]}
      action={t('grant.action')}
      command={command}
      onIncomplete={() => setPressed(true)}
      done={t('grant.done')}
      onClose={onClose}
    >
      <Stack gap="md">
        <MaskedInput
          label={t('grant.iin')}
          mask={maskIin}
          value={iin}
          onMasked={setIin}
          error={pressed ? fault : null}
          inputMode="numeric"
          required
        />
        <Select
          label={t('staff.role')}
          data={ROLES.map((value) => ({ value, label: t(`role.${value}`) }))}
          value={role}
          onChange={(value) => setRole(ROLES.find((each) => each === value) ?? role)}
        />
        <Select
          label={t('grant.district')}
          description={regional && whole ? t('grant.regionalHint') : null}
          data={districts.map((each) => ({ value: each.code, label: each[locale] }))}
          value={district}
          onChange={(value) => {
            setDistrict(value);
            setKindergarten(null);
          }}
          clearable={regional && whole}
          searchable
          required={!(regional && whole)}
          error={director ? null : missing}
        />
        {director ? (
          <Select
            label={t('grant.kindergarten')}
            data={(kindergartens.data?.kindergartens ?? []).map((each) => ({
              value: each.id,
              label: locale === 'ru' ? each.name.ru : each.name.kk,
            }))}
            value={kindergarten}
            onChange={setKindergarten}
            disabled={district === null}
            searchable
            openOnFocus={false}
            required
            error={missing}
          />
        ) : null}
      </Stack>
    </CommandDialog>
  );
}
