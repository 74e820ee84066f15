import { Button, Checkbox, Group, Modal, Stack, Text, Title } from '@mantine/core';
import { IconArrowRight, IconBook } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Card } from '../../components/card.tsx';
import { Facts } from '../../components/facts.tsx';
import { Note } from '../../components/note.tsx';
import { Page } from '../../components/page.tsx';
import { StepsList } from '../../components/steps-list.tsx';
import { LINKS } from '../../links.ts';
import { useWords } from '../../locale/i18n.ts';
import { useStatus } from '../../session.ts';
import { Manuals } from '../start/manuals.tsx';
import { fieldId, focusField, GroupFault } from './field.tsx';
import { useForm } from './form-context.tsx';
import classes from './service-page.module.css';

const FACTS = ['provider', 'term', 'price', 'result', 'documents', 'condition'] as const;
const TICKS = ['dataCurrent', 'algorithmRead'] as const;

/** The service: its description, the full instruction, the two ticks and «Өтініш беру» (seeds 000 step 7, 003, 004). */
export function ServicePage() {
  const { t } = useTranslation('application');
  return (
    <Page title={t('service.title')} lead={t('service.name')} back="cabinet" width={76}>
      <div className={classes.columns}>
        <Card title={t('service.description')}>
          <Facts
            prose
            facts={FACTS.map((fact) => [t(`service.facts.${fact}`), t(`service.facts.${fact}Text`)] as const)}
          />
          <Title order={3}>{t('service.instruction')}</Title>
          <Manuals firstOpen={false} />
        </Card>
        <div className={classes.beside}>
          <Confirmation />
          <Note kind="important">{t('applicant.registrationRule')}</Note>
        </div>
      </div>
    </Page>
  );
}

function Confirmation() {
  const { t } = useTranslation('application');
  const form = useForm();
  const navigate = useNavigate();
  const [reading, setReading] = useState(false);
  const apply = () => {
    const [fault] = form.attempt('service');
    if (fault === undefined) void navigate({ to: LINKS.applicant });
    else focusField(fault.field);
  };
  return (
    <Card title={t('service.before')}>
      <Stack gap="md">
        {TICKS.map((tick) => (
          <div key={tick} id={fieldId(tick)}>
            <Checkbox
              label={t(`service.${tick}`)}
              checked={form.values[tick]}
              onChange={(event) => {
                const { checked } = event.currentTarget;
                form.change((values) => ({ ...values, [tick]: checked }));
              }}
            />
            <GroupFault path={tick} />
          </div>
        ))}
        <Group>
          <Button
            variant="light"
            leftSection={<IconBook size={20} aria-hidden />}
            onClick={() => setReading(true)}
          >
            {t('service.algorithmOpen')}
          </Button>
        </Group>
        {TICKS.every((tick) => form.values[tick]) ? null : (
          <Text c="var(--kezek-ink-soft)">{t('service.tickBoth')}</Text>
        )}
        <Button size="lg" rightSection={<IconArrowRight size={20} aria-hidden />} onClick={apply}>
          {t('service.apply')}
        </Button>
      </Stack>
      {reading ? (
        <Algorithm
          onClose={() => setReading(false)}
          onRead={() => {
            form.change((values) => ({ ...values, algorithmRead: true }));
            setReading(false);
          }}
        />
      ) : null}
    </Card>
  );
}

/** The rules of the active preset in plain words; «Таныстым» at their end sets the tick. */
function Algorithm(props: { readonly onClose: () => void; readonly onRead: () => void }) {
  const { t } = useTranslation('application');
  const { t: common } = useTranslation();
  const { algorithm } = useWords('application');
  const { policy = 'classic' } = useStatus();
  return (
    <Modal
      opened
      onClose={props.onClose}
      title={
        <Text span fw={700} fz="xl">
          {t('algorithm.title')}
        </Text>
      }
      size="xl"
      closeButtonProps={{ 'aria-label': common('action.close') }}
    >
      <Stack gap="lg">
        <StepsList steps={algorithm.rules[policy]} />
        <Group justify="flex-end">
          <Button variant="default" onClick={props.onClose}>
            {common('action.close')}
          </Button>
          <Button onClick={props.onRead}>{t('algorithm.read')}</Button>
        </Group>
      </Stack>
    </Modal>
  );
}
