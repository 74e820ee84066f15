import { Button, Checkbox, SimpleGrid, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { Link, Navigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { normalisePhone, phoneKind } from '../../../core/domain/phone.ts';
import { addressLine } from '../../address-line.ts';
import { Card } from '../../components/card.tsx';
import { MaskedInput } from '../../components/masked-input.tsx';
import { Note } from '../../components/note.tsx';
import { LINKS } from '../../links.ts';
import { maskPhone } from '../../masks.ts';
import { useIsOperator, useStatus } from '../../session.ts';
import { AddressFields } from './address-fields.tsx';
import { fieldId, GroupFault, OptionalLabel, useField } from './field.tsx';
import { useForm } from './form-context.tsx';
import type { ApplicantValues } from './form-values.ts';
import { PersonFields } from './person-fields.tsx';
import { StepForm } from './step-form.tsx';

/** 1-қадам: the applicant. */
export function ApplicantPage() {
  const { t } = useTranslation('application');
  const { t: common } = useTranslation();
  const form = useForm();
  const operator = useIsOperator();
  // The two ticks come first (seeds 003, 004): they are on the page of the service.
  if (!form.values.dataCurrent || !form.values.algorithmRead) return <Navigate to={LINKS.service} replace />;
  return (
    <StepForm
      step="applicant"
      next="child"
      back={
        <Button component={Link} to={LINKS.cabinet} variant="default" size="lg">
          {common('action.cancel')}
        </Button>
      }
    >
      <Card title={t('applicant.title')}>
        <PersonFields
          who="applicant"
          own={!operator}
          labels={{
            iin: t('applicant.iin'),
            name: t('applicant.name'),
            surname: t('applicant.surname'),
            given: t('applicant.given'),
            patronymic: t('applicant.patronymic'),
            birthDate: t('applicant.birthDate'),
          }}
        />
        <Registration />
        <Residence />
      </Card>
      <Card title={t('applicant.contacts')}>
        <Note kind="attention">{t('applicant.contactsNote')}</Note>
        <Contacts />
      </Card>
    </StepForm>
  );
}

function useApplicant(): readonly [ApplicantValues, (patch: Partial<ApplicantValues>) => void] {
  const form = useForm();
  return [
    form.values.applicant,
    (patch) => form.change((values) => ({ ...values, applicant: { ...values.applicant, ...patch } })),
  ];
}

/** Прописка: from ГБД ФЛ, or typed where it was silent. */
function Registration() {
  const { t } = useTranslation('application');
  const form = useForm();
  const [applicant, set] = useApplicant();
  const { onBlur } = useField('applicant.registrationAddress');
  if (applicant.source === 'none') return <Note kind="important">{t('applicant.registrationRule')}</Note>;
  const line = addressLine(applicant.registrationAddress, t);
  if (applicant.source === 'registry')
    return (
      <Stack gap="md">
        {line === '' ? (
          <Note kind="important">
            {t('applicant.registrationRule')} {t('applicant.noRegistration')}
          </Note>
        ) : (
          <>
            <Textarea
              id={fieldId('applicant.registrationAddress')}
              label={t('applicant.registration')}
              required
              readOnly
              rows={2}
              resize="none"
              size="md"
              value={line}
            />
            {applicant.registrationDistrict === form.values.district ? null : (
              <Note kind="attention">{t('applicant.otherDistrict')}</Note>
            )}
          </>
        )}
      </Stack>
    );
  return (
    <fieldset className="plain-group">
      <legend>
        {t('applicant.registration')} <span aria-hidden>*</span>
      </legend>
      <Stack gap="sm">
        <Note kind="important">{t('applicant.registrationRule')}</Note>
        <AddressFields
          idPrefix={fieldId('applicant.registrationAddress')}
          value={applicant.registrationAddress}
          onBlur={onBlur}
          onChange={(registrationAddress) => set({ registrationAddress })}
        />
        <GroupFault path="applicant.registrationAddress" />
      </Stack>
    </fieldset>
  );
}

function Residence() {
  const { t } = useTranslation('application');
  const form = useForm();
  const [applicant, set] = useApplicant();
  if (applicant.source === 'none') return null;
  return (
    <fieldset className="plain-group">
      <legend>{t('applicant.residence')}</legend>
      <Stack gap="md">
        {addressLine(applicant.registrationAddress, t) === '' && applicant.source === 'registry' ? null : (
          <Checkbox
            label={t('applicant.residenceSame')}
            checked={applicant.residenceSame}
            onChange={(event) => set({ residenceSame: event.currentTarget.checked })}
          />
        )}
        {applicant.residenceSame ? null : (
          <AddressFields
            idPrefix={fieldId('applicant.residenceAddress')}
            value={applicant.residenceAddress}
            onBlur={form.flush}
            onChange={(residenceAddress) => set({ residenceAddress })}
          />
        )}
      </Stack>
    </fieldset>
  );
}

function Contacts() {
  const { t } = useTranslation('application');
  const status = useStatus();
  const [applicant, set] = useApplicant();
  const phone = useField('applicant.phone');
  const additionalPhone = useField('applicant.additionalPhone');
  const email = useField('applicant.email');
  const additionalEmail = useField('applicant.additionalEmail');
  const parsed = normalisePhone(applicant.phone);
  const landline = parsed.ok && phoneKind(parsed.value) === 'landline';
  return (
    <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="md">
      <Stack gap={4}>
        <MaskedInput
          {...phone}
          label={t('applicant.phone')}
          required
          type="tel"
          inputMode="tel"
          placeholder="+7 (7__) ___-__-__"
          value={applicant.phone}
          mask={maskPhone}
          onMasked={(text) => set({ phone: text })}
        />
        {landline ? (
          <Text size="sm" c="var(--kezek-warn-ink)" role="status">
            {t('applicant.landline')}
          </Text>
        ) : null}
      </Stack>
      <Stack gap="xs">
        <TextInput
          {...email}
          label={t('applicant.email')}
          required={!applicant.noEmail}
          type="email"
          inputMode="email"
          autoComplete="off"
          disabled={applicant.noEmail}
          value={applicant.email}
          onChange={(event) => set({ email: event.currentTarget.value })}
        />
        {status.mode === 'desk' ? (
          <Checkbox
            label={t('applicant.noEmail')}
            description={t('applicant.noEmailHint')}
            checked={applicant.noEmail}
            onChange={(event) => set({ noEmail: event.currentTarget.checked })}
          />
        ) : null}
      </Stack>
      <MaskedInput
        {...additionalPhone}
        label={<OptionalLabel text={t('applicant.additionalPhone')} />}
        type="tel"
        inputMode="tel"
        placeholder="+7 (7__) ___-__-__"
        value={applicant.additionalPhone}
        mask={maskPhone}
        onMasked={(additionalPhone) => set({ additionalPhone })}
      />
      <TextInput
        {...additionalEmail}
        label={<OptionalLabel text={t('applicant.additionalEmail')} />}
        type="email"
        inputMode="email"
        autoComplete="off"
        value={applicant.additionalEmail}
        onChange={(event) => set({ additionalEmail: event.currentTarget.value })}
      />
    </SimpleGrid>
  );
}
