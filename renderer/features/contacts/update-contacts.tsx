import { Checkbox, SimpleGrid, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Card } from '../../../core/protocol/card.ts';
import { FaultText } from '../../components/fault-text.tsx';
import { MaskedInput } from '../../components/masked-input.tsx';
import { maskPhone } from '../../masks.ts';
import { useSession, useStatus } from '../../session.ts';
import { OptionalLabel } from '../application/field.tsx';
import { CommandDialog } from '../command/command-dialog.tsx';
import { type ContactField, contactValues, ownContactValues, readContacts } from './contact-values.ts';

/** «Байланыс деректерін жаңарту»: the notice of the turn goes there (R11). */
export function UpdateContacts(props: { readonly card: Card; readonly onClose: () => void }) {
  const { t } = useTranslation('command');
  const { t: form } = useTranslation('application');
  const { mode } = useStatus();
  const { t: merge } = useTranslation('merge');
  const session = useSession();
  const { card } = props;
  // The second parent has contacts of the own: what the first one gave is not theirs to change.
  const second = session !== null && (card.record?.parents.indexOf(session.iin) ?? -1) > 0;
  const [values, setValues] = useState(() =>
    second ? ownContactValues(session) : contactValues(card.record?.contacts ?? card.form.applicant),
  );
  const [asked, setAsked] = useState(false);
  const set = (patch: Partial<typeof values>) => setValues((now) => ({ ...now, ...patch }));
  const { contacts, faults } = readContacts(values);
  const errorOf = (field: ContactField) => {
    const code = faults[field];
    return asked && code !== undefined ? <FaultText failure={{ code }} /> : null;
  };
  return (
    <CommandDialog
      name="updateContacts"
      card={card}
      title={t('updateContacts.title')}
      lead={t('updateContacts.lead')}
      meaning={second ? [merge('ownContacts')] : []}
      action={t('updateContacts.action')}
      command={contacts === null ? null : { do: 'updateContacts', application: card.row.uuid, contacts }}
      onIncomplete={() => setAsked(true)}
      done={t('updateContacts.done')}
      onClose={props.onClose}
    >
      <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="md">
        <MaskedInput
          label={form('applicant.phone')}
          required
          type="tel"
          inputMode="tel"
          value={values.phone}
          mask={maskPhone}
          onMasked={(phone) => set({ phone })}
          error={errorOf('phone')}
        />
        <Stack gap="xs">
          <TextInput
            label={form('applicant.email')}
            required={!values.noEmail}
            type="email"
            inputMode="email"
            autoComplete="off"
            disabled={values.noEmail}
            value={values.email}
            onChange={(event) => set({ email: event.currentTarget.value })}
            error={errorOf('email')}
          />
          {mode === 'desk' || values.noEmail ? (
            <Checkbox
              label={form('applicant.noEmail')}
              checked={values.noEmail}
              onChange={(event) => set({ noEmail: event.currentTarget.checked })}
            />
          ) : null}
        </Stack>
        {second ? null : (
          <>
            <MaskedInput
              label={<OptionalLabel text={form('applicant.additionalPhone')} />}
              type="tel"
              inputMode="tel"
              value={values.additionalPhone}
              mask={maskPhone}
              onMasked={(additionalPhone) => set({ additionalPhone })}
              error={errorOf('additionalPhone')}
            />
            <TextInput
              label={<OptionalLabel text={form('applicant.additionalEmail')} />}
              type="email"
              inputMode="email"
              autoComplete="off"
              value={values.additionalEmail}
              onChange={(event) => set({ additionalEmail: event.currentTarget.value })}
              error={errorOf('additionalEmail')}
            />
          </>
        )}
      </SimpleGrid>
    </CommandDialog>
  );
}
