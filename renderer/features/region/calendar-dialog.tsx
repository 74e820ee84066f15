import { Checkbox, Stack, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Command } from '../../../core/protocol/command.ts';
import { useReason } from '../administration/revoke-dialogs.tsx';
import { CommandDialog } from '../command/command-dialog.tsx';
import { type DayFault, daysText, readDays } from './calendar-text.ts';

type Year = Extract<Command, { do: 'saveCalendarYear' }>['year'];

/** One year of the calendar as lines of text: a day a line, as it stands in the minister's order. */
export function CalendarDialog(props: { readonly year: Year; readonly onClose: (done: boolean) => void }) {
  const { t } = useTranslation('region');
  const { year } = props.year;
  const [computed, setComputed] = useState(props.year.computed);
  const [off, setOff] = useState(() => daysText(props.year.daysOff));
  const [worked, setWorked] = useState(() => daysText(props.year.workedDays));
  const [pressed, setPressed] = useState(false);
  const reason = useReason();
  const daysOff = readDays(off, year);
  const workedDays = readDays(worked, year, true);
  const fault = (read: typeof daysOff): string | null => {
    if (!pressed || read.ok) return null;
    const { code, line }: DayFault = read.error;
    return t(`calendar.fault.${code}`, { line });
  };
  const command =
    reason.text !== null && daysOff.ok && workedDays.ok
      ? ({
          do: 'saveCalendarYear',
          year: { year, computed, daysOff: daysOff.value, workedDays: workedDays.value },
          reason: reason.text,
        } as const)
      : null;
  return (
    <CommandDialog
      name="saveCalendarYear"
      title={t('calendar.dialog', { year })}
      lead={t('calendar.dialogLead')}
      meaning={[t('calendar.running'), t('calendar.passed')]}
      action={t('calendar.save')}
      command={command}
      onIncomplete={() => {
        setPressed(true);
        reason.press();
      }}
      done={t('calendar.done')}
      onClose={props.onClose}
    >
      <Stack gap="md">
        <Checkbox
          label={t('calendar.computedHint')}
          checked={computed}
          onChange={(event) => setComputed(event.currentTarget.checked)}
        />
        <Textarea
          label={t('calendar.daysOff')}
          description={t('calendar.format')}
          value={off}
          onChange={(event) => setOff(event.currentTarget.value)}
          error={fault(daysOff)}
          autosize
          minRows={6}
          maxRows={16}
        />
        <Textarea
          label={t('calendar.workedDays')}
          description={t('calendar.formatWorked')}
          value={worked}
          onChange={(event) => setWorked(event.currentTarget.value)}
          error={fault(workedDays)}
          autosize
          minRows={2}
          maxRows={8}
        />
        {reason.field}
      </Stack>
    </CommandDialog>
  );
}
