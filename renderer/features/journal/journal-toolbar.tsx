import { ActionIcon, Button, Checkbox, Group, Popover, Stack, Text, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconColumns3, IconFilter, IconSearch, IconX } from '@tabler/icons-react';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { JournalQuery } from '../../../core/protocol/journal.ts';
import { COLUMN_IDS, type ColumnId, NAMING_COLUMN } from './journal-columns.ts';
import { JournalFilters } from './journal-filters.tsx';
import { activeFilters } from './journal-query.ts';

/** Long enough not to ask between two letters, short enough not to be noticed. */
const SEARCH_DELAY_MS = 200;

/** Search, filters and the choice of columns. */
export function JournalToolbar(props: {
  readonly query: JournalQuery;
  readonly hidden: readonly ColumnId[];
  readonly onSearch: (text: string) => void;
  readonly onFilters: Parameters<typeof JournalFilters>[0]['onChange'];
  readonly onHidden: (hidden: readonly ColumnId[]) => void;
}) {
  const { t } = useTranslation('journal');
  const { query, hidden, onHidden } = props;
  const filters = activeFilters(query);
  const [filtering, setFiltering] = useState(filters > 0);
  const panel = useId();
  return (
    <Stack gap="sm">
      <Group gap="sm" align="end">
        <JournalSearch value={query.search} onSearch={props.onSearch} />
        <Button
          variant={filters > 0 ? 'light' : 'default'}
          leftSection={<IconFilter size={20} aria-hidden />}
          aria-expanded={filtering}
          aria-controls={panel}
          onClick={() => setFiltering(!filtering)}
        >
          {filters > 0 ? t('filter.active', { number: filters }) : t('filter.button')}
        </Button>
        <ColumnChoice hidden={hidden} onHidden={onHidden} />
      </Group>
      <div id={panel} hidden={!filtering}>
        {filtering ? <JournalFilters query={query} onChange={props.onFilters} /> : null}
      </div>
    </Stack>
  );
}

function JournalSearch(props: { readonly value: string; readonly onSearch: (text: string) => void }) {
  const { t } = useTranslation('journal');
  const [typed, setTyped] = useState(props.value);
  const [known, setKnown] = useState(props.value);
  const later = useDebouncedCallback(props.onSearch, SEARCH_DELAY_MS);
  // The search can be cleared from elsewhere («Іздеу мен сүзгілерді тазалау»); what is being typed is never overwritten.
  if (known !== props.value) {
    setKnown(props.value);
    if (props.value === '') setTyped('');
  }
  const change = (text: string) => {
    setTyped(text);
    later(text);
  };
  return (
    <TextInput
      type="search"
      flex="1 1 18rem"
      maw="34rem"
      aria-label={t('search.label')}
      placeholder={t('search.placeholder')}
      maxLength={200}
      autoComplete="off"
      spellCheck={false}
      leftSection={<IconSearch size={20} aria-hidden />}
      rightSection={
        typed === '' ? null : (
          <ActionIcon variant="subtle" aria-label={t('search.clear')} onClick={() => change('')}>
            <IconX size={18} aria-hidden />
          </ActionIcon>
        )
      }
      value={typed}
      onChange={(event) => change(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (event.key === 'Escape') change('');
      }}
    />
  );
}

function ColumnChoice(props: {
  readonly hidden: readonly ColumnId[];
  readonly onHidden: (hidden: readonly ColumnId[]) => void;
}) {
  const { t } = useTranslation('journal');
  const { hidden, onHidden } = props;
  return (
    <Popover position="bottom-end" shadow="md" width={320} trapFocus>
      <Popover.Target>
        <Button variant="default" leftSection={<IconColumns3 size={20} aria-hidden />}>
          {t('columns.button')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown mah="70dvh" style={{ overflowY: 'auto' }}>
        <Checkbox.Group
          label={t('columns.title')}
          description={t('columns.always')}
          value={COLUMN_IDS.filter((id) => !hidden.includes(id))}
          onChange={(shown) => onHidden(COLUMN_IDS.filter((id) => !shown.includes(id)))}
        >
          <Stack gap="xs" mt="sm">
            {COLUMN_IDS.filter((id) => id !== NAMING_COLUMN).map((id) => (
              <Checkbox key={id} value={id} size="sm" label={<Text>{t(`column.${id}`)}</Text>} />
            ))}
          </Stack>
        </Checkbox.Group>
        <Button mt="md" size="sm" variant="light" disabled={hidden.length === 0} onClick={() => onHidden([])}>
          {t('columns.all')}
        </Button>
      </Popover.Dropdown>
    </Popover>
  );
}
