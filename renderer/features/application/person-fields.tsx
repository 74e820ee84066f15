import { Badge, Button, Loader, SimpleGrid, Stack, Text, TextInput } from '@mantine/core';
import { IconPencil, IconShieldCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { fullName } from '../../../core/domain/application-form.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { MaskedInput } from '../../components/masked-input.tsx';
import { Remark } from '../../components/note.tsx';
import { maskDate, maskIin } from '../../masks.ts';
import { OptionalLabel, useField } from './field.tsx';
import { useForm } from './form-context.tsx';
import { allowsManualEntry, mayAskAgain, personOf, type Who, withPerson } from './people.ts';
import classes from './person-fields.module.css';

/** The labels of a person's fields: the applicant's and a child's differ (seeds 000, 003, 004). */
export type PersonLabels = {
  readonly iin: string;
  readonly name: string;
  readonly surname: string;
  readonly given: string;
  readonly patronymic: string;
  readonly birthDate: string;
};

/**
 * A person by IIN: ГБД ФЛ fills in name and date of birth; where it is silent or knows nobody, they are typed and marked.
 * The name is kept in parts and shown joined (domain.md §11.8).
 */
export function PersonFields(props: {
  readonly who: Who;
  readonly labels: PersonLabels;
  readonly own?: boolean;
}) {
  const { who, labels } = props;
  const { t } = useTranslation('application');
  const form = useForm();
  const at = who === 'applicant' ? 'applicant' : `children.${who}`;
  const person = personOf(form.values, who);
  const lookup = form.lookupOf(who);
  const iin = useField(`${at}.iin`);
  if (person === undefined) return null;
  // What ГБД ФЛ has against this person stands below in a notice of its own: at the field a red frame is enough.
  const barred = lookup?.state === 'failed' && !allowsManualEntry(lookup.failure.code);
  return (
    <Stack gap="md">
      <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="md">
        <MaskedInput
          {...iin}
          error={barred && iin.error !== null ? true : iin.error}
          label={labels.iin}
          required
          inputMode="numeric"
          className="numbers"
          value={person.iin}
          readOnly={props.own === true}
          mask={maskIin}
          onMasked={(text) => form.setIin(who, text)}
          rightSection={lookup?.state === 'searching' ? <Loader size={20} aria-hidden /> : null}
          description={person.iin === '' ? t('registry.enterIin') : null}
        />
        <SourceMark who={who} />
      </SimpleGrid>
      {lookup?.state === 'failed' ? (
        allowsManualEntry(lookup.failure.code) ? (
          <FailureNotice failure={lookup.failure} mild retry={() => form.lookUp(who)} />
        ) : (
          <FailureNotice
            failure={lookup.failure}
            {...(mayAskAgain(lookup.failure.code) ? { retry: () => form.lookUp(who) } : {})}
          />
        )
      ) : null}
      {person.source === 'registry' ? <RegistryPart who={who} labels={labels} /> : null}
      {person.source === 'manual' ? <ManualPart who={who} labels={labels} /> : null}
    </Stack>
  );
}

function SourceMark({ who }: { readonly who: Who }) {
  const { t } = useTranslation('application');
  const form = useForm();
  const person = personOf(form.values, who);
  if (form.lookupOf(who)?.state === 'searching')
    return (
      <Text role="status" c="var(--kezek-ink-soft)" className={classes.mark}>
        {t('registry.searching')}
      </Text>
    );
  if (person === undefined || person.source === 'none') return null;
  const confirmed = person.source === 'registry';
  return (
    <div className={classes.mark} role="status">
      <Badge
        size="xl"
        variant="light"
        color={confirmed ? 'sky' : 'orange'}
        c={confirmed ? 'var(--kezek-sky-deep)' : 'var(--kezek-warn-ink)'}
        leftSection={
          confirmed ? <IconShieldCheck size={18} aria-hidden /> : <IconPencil size={18} aria-hidden />
        }
      >
        {t(confirmed ? 'registry.filled' : 'registry.unconfirmed')}
      </Badge>
    </div>
  );
}

function RegistryPart({ who, labels }: { readonly who: Who; readonly labels: PersonLabels }) {
  const form = useForm();
  const at = who === 'applicant' ? 'applicant' : `children.${who}`;
  const name = useField(`${at}.name`);
  const birthDate = useField(`${at}.birthDate`);
  const person = personOf(form.values, who);
  if (person === undefined) return null;
  return (
    <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="md">
      <TextInput {...name} label={labels.name} required readOnly value={fullName(person.name)} />
      <TextInput {...birthDate} label={labels.birthDate} required readOnly value={person.birthDate} />
    </SimpleGrid>
  );
}

function ManualPart({ who, labels }: { readonly who: Who; readonly labels: PersonLabels }) {
  const { t } = useTranslation('application');
  const { t: common } = useTranslation();
  const form = useForm();
  const at = who === 'applicant' ? 'applicant' : `children.${who}`;
  const name = useField(`${at}.name`);
  const given = useField(`${at}.name.given`);
  const patronymic = useField(`${at}.name.patronymic`);
  const birthDate = useField(`${at}.birthDate`);
  const person = personOf(form.values, who);
  if (person === undefined) return null;
  const setName = (part: 'surname' | 'name' | 'patronymic', text: string) =>
    form.change((values) =>
      withPerson(values, who, { name: { ...(personOf(values, who)?.name ?? person.name), [part]: text } }),
    );
  return (
    <Stack gap="md">
      {form.lookupOf(who) === null ? (
        <Remark title={t('registry.manualTitle')}>
          {t('registry.manual')}
          <Button variant="default" size="sm" mt="sm" onClick={() => form.lookUp(who)} display="block">
            {t('registry.again')}
          </Button>
        </Remark>
      ) : null}
      <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="md">
        <TextInput
          {...name}
          label={labels.surname}
          required
          maxLength={100}
          value={person.name.surname}
          onChange={(event) => setName('surname', event.currentTarget.value)}
        />
        <TextInput
          {...given}
          label={labels.given}
          required
          maxLength={100}
          value={person.name.name}
          onChange={(event) => setName('name', event.currentTarget.value)}
        />
        <TextInput
          {...patronymic}
          label={<OptionalLabel text={labels.patronymic} />}
          maxLength={100}
          value={person.name.patronymic}
          onChange={(event) => setName('patronymic', event.currentTarget.value)}
        />
        <MaskedInput
          {...birthDate}
          label={labels.birthDate}
          required
          inputMode="numeric"
          placeholder={common('field.dateFormat')}
          value={person.birthDate}
          mask={maskDate}
          onMasked={(text) => form.change((values) => withPerson(values, who, { birthDate: text }))}
        />
      </SimpleGrid>
    </Stack>
  );
}
