import { Button, Checkbox, Group, Stack } from '@mantine/core';
import { IconArrowLeft, IconPlus, IconTrash } from '@tabler/icons-react';
import { Link, Navigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { isPlainDate, partsOf } from '../../../core/domain/plain-date.ts';
import { Card } from '../../components/card.tsx';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { Remark } from '../../components/note.tsx';
import { LINKS } from '../../links.ts';
import { typedDate } from '../../masks.ts';
import { BenefitCard } from './benefit-card.tsx';
import { fieldId } from './field.tsx';
import { useForm } from './form-context.tsx';
import { childrenOf, emptyChild, needsRegistrationPaper } from './form-values.ts';
import { PersonFields } from './person-fields.tsx';
import { QueueCard } from './queue-card.tsx';
import { RelationFields } from './relation-fields.tsx';
import { StepForm } from './step-form.tsx';
import { Uploads } from './uploads.tsx';

/** As many children as `ApplicationFormSchema` takes. */
const MOST_CHILDREN = 8;

/** 2-қадам: the child, or the twins. */
export function ChildPage() {
  const { t } = useTranslation('application');
  const { t: common } = useTranslation();
  const form = useForm();
  if (form.values.applicant.source === 'none') return <Navigate to={LINKS.applicant} replace />;
  return (
    <StepForm
      step="child"
      next="review"
      back={
        <Button
          component={Link}
          to={LINKS.applicant}
          variant="default"
          size="lg"
          leftSection={<IconArrowLeft size={20} aria-hidden />}
        >
          {common('action.back')}
        </Button>
      }
    >
      <Card title={t('child.title')}>
        <Ticks />
        <Children />
        <RelationFields />
        {form.values.nonResident ? <Uploads purpose="non-resident" /> : null}
      </Card>
      <QueueCard />
      <RegistrationPaper />
      <BenefitCard />
    </StepForm>
  );
}

function Ticks() {
  const { t } = useTranslation('application');
  const form = useForm();
  return (
    <Group gap="xl" id={fieldId('twins')}>
      <Checkbox
        label={t('child.nonResident')}
        checked={form.values.nonResident}
        onChange={(event) => {
          const nonResident = event.currentTarget.checked;
          form.change((values) => ({ ...values, nonResident }));
        }}
      />
      <Checkbox
        label={t('child.twins')}
        checked={form.values.twins}
        onChange={(event) => {
          const twins = event.currentTarget.checked;
          const second = emptyChild(crypto.randomUUID());
          form.change((values) => ({
            ...values,
            twins,
            children: values.children.length > 1 ? values.children : [...values.children, second],
          }));
        }}
      />
    </Group>
  );
}

function Children() {
  const { t } = useTranslation('application');
  const form = useForm();
  const { twins } = form.values;
  const children = childrenOf(form.values);
  return (
    <Stack gap="lg">
      {children.map((child, index) => {
        const number = index + 1;
        return (
          <fieldset key={child.uuid} className="plain-group">
            {twins ? <legend>{t('child.heading', { number })}</legend> : null}
            <Stack gap="md">
              <PersonFields
                who={index}
                labels={{
                  iin: twins ? t('child.iinOf', { number }) : t('child.iin'),
                  name: t('child.name'),
                  surname: t('child.surname'),
                  given: t('child.given'),
                  patronymic: t('child.patronymic'),
                  birthDate: t('child.birthDate'),
                }}
              />
              <GroupYear who={index} birthDate={typedDate(child.birthDate)} />
              {twins && children.length > 2 ? (
                <Group>
                  <Button
                    variant="subtle"
                    color="red"
                    size="sm"
                    leftSection={<IconTrash size={18} aria-hidden />}
                    onClick={() =>
                      form.change((values) => ({
                        ...values,
                        children: values.children.filter((each) => each.uuid !== child.uuid),
                      }))
                    }
                  >
                    {t('child.remove', { number })}
                  </Button>
                </Group>
              ) : null}
            </Stack>
          </fieldset>
        );
      })}
      {twins && children.length < MOST_CHILDREN ? (
        <Group>
          <Button
            variant="light"
            leftSection={<IconPlus size={20} aria-hidden />}
            onClick={() => {
              const next = emptyChild(crypto.randomUUID());
              form.change((values) => ({ ...values, children: [...values.children, next] }));
            }}
          >
            {t('child.add')}
          </Button>
        </Group>
      ) : null}
    </Stack>
  );
}

/** The group year is the year of birth (domain.md §1.4); not said of a child that cannot be put in the queue. */
function GroupYear({ who, birthDate }: { readonly who: number; readonly birthDate: string }) {
  const { t } = useTranslation('application');
  const form = useForm();
  const wrong = ['iin', 'birthDate'].some((field) => form.shownFault(`children.${who}.${field}`) !== null);
  if (wrong || !isPlainDate(birthDate)) return null;
  return <Remark>{t('child.group', { year: partsOf(birthDate).year })}</Remark>;
}

/** Прописка: refused, or to be shown on paper where ГБД ФЛ is silent. */
function RegistrationPaper() {
  const { t } = useTranslation('application');
  const form = useForm();
  const refused = form.faults.find(({ field }) => field === 'registration');
  if (needsRegistrationPaper(form.values))
    return (
      <Card title={t('applicant.registration')} text={t('applicant.registrationRule')}>
        <Uploads purpose="registration" />
      </Card>
    );
  if (refused === undefined) return null;
  return (
    <div id={fieldId('registration')} tabIndex={-1}>
      <FailureNotice failure={{ code: refused.code }} />
    </div>
  );
}
