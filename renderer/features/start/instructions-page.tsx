import { Stack, Tabs, Title } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Card } from '../../components/card.tsx';
import { Note } from '../../components/note.tsx';
import { Page } from '../../components/page.tsx';
import { StepsList } from '../../components/steps-list.tsx';
import { useWords } from '../../locale/i18n.ts';

/** «Нұсқаулықтар»: the manuals of the system, short, with their notes in their own words. */
export function InstructionsPage() {
  const { t } = useTranslation('start');
  return (
    <Page title={t('instructions.title')} lead={t('instructions.lead')} back="start" width={56}>
      <Manuals />
    </Page>
  );
}

/** The manuals themselves, one tab each; the service page shows them too. */
export function Manuals() {
  const { t } = useTranslation('start');
  const { manuals } = useWords('start');
  const [open, setOpen] = useState<string | null>(manuals[0]?.id ?? null);
  return (
    <Tabs value={open} onChange={setOpen} variant="outline" keepMounted={false}>
      <Tabs.List mb="lg">
        {manuals.map((manual) => (
          <Tabs.Tab key={manual.id} value={manual.id} fz="md" fw={600}>
            {manual.title}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      {manuals.map((manual) => (
        <Tabs.Panel key={manual.id} value={manual.id}>
          <Stack gap="md">
            <Card title={manual.title}>
              <Title order={3}>{t('instructions.steps')}</Title>
              <StepsList steps={manual.steps} />
            </Card>
            {manual.notes.map((note) => (
              <Note key={note} kind={manual.id === 'queue' ? 'important' : 'attention'}>
                {note}
              </Note>
            ))}
          </Stack>
        </Tabs.Panel>
      ))}
    </Tabs>
  );
}
