import { Button, Group, Stack, Text } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { type ReactNode, useRef } from 'react';
import { RECEIPT_LIMITS } from '../../../core/protocol/receipt.ts';

/** One of the two lists of a receipt: rows of fields, each with its button that takes it away, and one that adds a row. */
export function RowList<Row extends { readonly key: string }>(props: {
  readonly title: string;
  readonly text: string;
  readonly rows: readonly Row[];
  /** The fields of a row. */
  readonly fields: (row: Row, number: number) => ReactNode;
  /** How a row of several fields is called. */
  readonly rowLabel?: (number: number) => string;
  readonly removeLabel: (number: number) => string;
  readonly addLabel: string;
  readonly newRow: () => Row;
  /** What is wrong with the list as a whole. */
  readonly fault?: string | null;
  readonly onChange: (rows: readonly Row[]) => void;
}) {
  const { rows, onChange, rowLabel } = props;
  const faulty = typeof props.fault === 'string';
  const add = useRef<HTMLButtonElement>(null);
  const remove = (key: string) => {
    onChange(rows.filter((row) => row.key !== key));
    // The button that had the focus goes with its row.
    add.current?.focus();
  };
  return (
    <fieldset className="plain-group">
      <legend>{props.title}</legend>
      <Text c="var(--kezek-ink-soft)" mb="sm">
        {props.text}
      </Text>
      <Stack gap="md">
        {rows.map((row, index) => (
          <Group
            key={row.key}
            gap="sm"
            align="flex-start"
            {...(rowLabel === undefined ? {} : { role: 'group', 'aria-label': rowLabel(index + 1) })}
          >
            {props.fields(row, index + 1)}
            <RemoveButton label={props.removeLabel(index + 1)} onClick={() => remove(row.key)} />
          </Group>
        ))}
        {faulty ? (
          <Text c="var(--kezek-danger)" role="alert">
            {props.fault}
          </Text>
        ) : null}
        <Group>
          <Button
            ref={add}
            variant="light"
            leftSection={<IconPlus size={20} aria-hidden />}
            disabled={rows.length >= RECEIPT_LIMITS.lines}
            data-fault={faulty || undefined}
            onClick={() => onChange([...rows, props.newRow()])}
          >
            {props.addLabel}
          </Button>
        </Group>
      </Stack>
    </fieldset>
  );
}

/** Takes a row away; stands level with the field, below the height of its label. */
function RemoveButton(props: { readonly label: string; readonly onClick: () => void }) {
  return (
    <Button
      variant="subtle"
      color="red"
      mt="1.75rem"
      px="sm"
      aria-label={props.label}
      title={props.label}
      onClick={props.onClick}
    >
      <IconTrash size={20} aria-hidden />
    </Button>
  );
}
