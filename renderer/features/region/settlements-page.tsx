import { Button, List, Select, Stack, Text, Textarea } from '@mantine/core';
import { IconPencil } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Answered } from '../../components/answered.tsx';
import { Card } from '../../components/card.tsx';
import { Page } from '../../components/page.tsx';
import { useCore } from '../../link/use-core.ts';
import { useLocale } from '../../locale/i18n.ts';
import { useDistricts } from '../../office.ts';
import { useSession, useStatus } from '../../session.ts';
import { useReason } from '../administration/revoke-dialogs.tsx';
import { CommandDialog } from '../command/command-dialog.tsx';

type Settlement = { readonly kk: string; readonly ru: string };

/** The settlements that the form offers in each district (domain.md §1.11). */
export function SettlementsPage() {
  const { t } = useTranslation('region');
  const locale = useLocale();
  const districts = useDistricts();
  const here = useStatus().desk?.district ?? null;
  const [district, setDistrict] = useState(here ?? '');
  const [editing, setEditing] = useState(false);
  const keeper = useSession()?.grants.some(({ role }) => role === 'region') ?? false;
  const edited = useCore('region.settlements', { district }, { enabled: district !== '', fresh: true });
  const shipped = districts.find(({ code }) => code === district)?.settlements ?? [];
  return (
    <Page title={t('settlements.title')} lead={t('settlements.lead')} back="cabinet">
      <Select
        label={t('district')}
        data={districts.map((each) => ({ value: each.code, label: each[locale] }))}
        value={district}
        onChange={(value) => setDistrict(value ?? district)}
        searchable
      />
      <Answered query={edited}>
        {({ settlements }) => {
          const shown = settlements ?? shipped;
          return (
            <Card
              title={districts.find(({ code }) => code === district)?.[locale] ?? district}
              text={t(settlements === null ? 'settlements.shipped' : 'settlements.edited')}
              aside={
                keeper ? (
                  <Button
                    size="sm"
                    variant="default"
                    leftSection={<IconPencil size={18} aria-hidden />}
                    onClick={() => setEditing(true)}
                  >
                    {t('calendar.edit')}
                  </Button>
                ) : null
              }
            >
              <List>
                {shown.map(({ kk, ru }) => (
                  <List.Item key={kk}>
                    {locale === 'ru' ? ru : kk}
                    {kk === ru ? null : (
                      <Text span c="var(--kezek-ink-soft)">
                        {' '}
                        · {locale === 'ru' ? kk : ru}
                      </Text>
                    )}
                  </List.Item>
                ))}
              </List>
              {editing ? (
                <SettlementsDialog
                  district={district}
                  settlements={shown}
                  onClose={(done) => {
                    setEditing(false);
                    if (done) void edited.refetch();
                  }}
                />
              ) : null}
            </Card>
          );
        }}
      </Answered>
    </Page>
  );
}

function SettlementsDialog(props: {
  readonly district: string;
  readonly settlements: readonly Settlement[];
  readonly onClose: (done: boolean) => void;
}) {
  const { t } = useTranslation('region');
  const [text, setText] = useState(() => props.settlements.map(({ kk, ru }) => `${kk} | ${ru}`).join('\n'));
  const [pressed, setPressed] = useState(false);
  const reason = useReason();
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const read = lines.map((line) => {
    const [kk = '', ru = ''] = line.split('|').map((part) => part.trim());
    return { kk, ru };
  });
  const wrong = read.findIndex(({ kk, ru }) => kk === '' || ru === '');
  const complete = read.length > 0 && wrong < 0 && reason.text !== null;
  return (
    <CommandDialog
      name="saveSettlements"
      title={t('settlements.dialog')}
      lead={t('settlements.dialogLead')}
      meaning={[t('settlements.filed')]}
      action={t('calendar.save')}
      command={
        complete && reason.text !== null
          ? { do: 'saveSettlements', district: props.district, settlements: read, reason: reason.text }
          : null
      }
      onIncomplete={() => {
        setPressed(true);
        reason.press();
      }}
      done={t('settlements.done')}
      onClose={props.onClose}
    >
      <Stack gap="md">
        <Textarea
          label={t('settlements.lines')}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          error={
            pressed && (wrong >= 0 || read.length === 0)
              ? t('settlements.fault', { line: Math.max(wrong, 0) + 1 })
              : null
          }
          autosize
          minRows={6}
          maxRows={18}
        />
        {reason.field}
      </Stack>
    </CommandDialog>
  );
}
