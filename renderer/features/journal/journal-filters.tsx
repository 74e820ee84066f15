import { Button, Group, Select } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { almatyYear } from '../../../core/domain/almaty.ts';
import { QUEUE_CLASSES, STATUSES } from '../../../core/domain/status.ts';
import { type JournalQuery, SUBMISSION_STATES } from '../../../core/protocol/journal.ts';
import { activeFilters, type JournalFilters as Filters, NO_FILTERS } from './journal-query.ts';

const KINDS = ['general', 'special'] as const;
/** Children in the queue are under 7 when they enter it and may wait on; so many birth years are offered. */
const YEARS_BACK = 9;

/** The filters: each «Барлығы» until a word is chosen. */
export function JournalFilters(props: {
  readonly query: JournalQuery;
  readonly onChange: (filters: Partial<Filters>) => void;
}) {
  const { t } = useTranslation('journal');
  const { t: status } = useTranslation('status');
  const { query, onChange } = props;
  const thisYear = almatyYear(Date.now());
  const years = Array.from({ length: YEARS_BACK + 1 }, (_, back) => thisYear - back);
  return (
    <Group gap="sm" align="end">
      <Choice
        label={t('filter.status')}
        value={query.status}
        choices={STATUSES.map((value) => ({ value, label: status(`name.${value}`) }))}
        onChange={(value) => onChange({ status: value })}
        width="14.5rem"
      />
      <Choice
        label={t('filter.groupYear')}
        value={query.groupYear === null ? null : String(query.groupYear)}
        choices={years.map((year) => ({ value: String(year), label: String(year) }))}
        onChange={(value) => onChange({ groupYear: value === null ? null : Number(value) })}
        width="9rem"
      />
      <Choice
        label={t('filter.queueClass')}
        value={query.queueClass}
        choices={QUEUE_CLASSES.map((value) => ({ value, label: status(`queueClass.${value}`) }))}
        onChange={(value) => onChange({ queueClass: value })}
        width="12.5rem"
      />
      <Choice
        label={t('filter.kind')}
        value={query.kind}
        choices={KINDS.map((value) => ({ value, label: status(`queueKind.${value}`) }))}
        onChange={(value) => onChange({ kind: value })}
        width="14.5rem"
      />
      <Choice
        label={t('filter.submission')}
        value={query.submission}
        choices={SUBMISSION_STATES.map((value) => ({ value, label: status(`submission.${value}`) }))}
        onChange={(value) => onChange({ submission: value })}
        width="14.5rem"
      />
      {activeFilters(query) === 0 ? null : (
        <Button variant="subtle" onClick={() => onChange(NO_FILTERS)}>
          {t('filter.reset')}
        </Button>
      )}
    </Group>
  );
}

const ANY = '';

function Choice<Value extends string>(props: {
  readonly label: string;
  readonly value: Value | null;
  readonly choices: readonly { readonly value: Value; readonly label: string }[];
  readonly onChange: (value: Value | null) => void;
  readonly width: string;
}) {
  const { t } = useTranslation('journal');
  return (
    <Select
      w={props.width}
      maw="100%"
      label={props.label}
      data={[{ value: ANY, label: t('filter.any') }, ...props.choices]}
      value={props.value ?? ANY}
      onChange={(chosen) =>
        props.onChange(props.choices.find(({ value }) => value === chosen)?.value ?? null)
      }
    />
  );
}
