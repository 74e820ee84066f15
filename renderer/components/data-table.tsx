import { Box } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './data-table.module.css';

/** A column: its heading, and what stands in it for a row. The first column names the row. */
export type DataColumn<Row> = {
  readonly key: string;
  readonly head: string;
  readonly cell: (row: Row) => ReactNode;
  readonly numeric?: boolean;
};

/** Columns that fit side by side however narrow the window is. */
const FEW = 3;

/**
 * A plain table of what the server answered. Where it is too narrow for its columns, each row becomes a card of headings and values;
 * a table of figures, which is there to be compared, keeps its columns and scrolls sideways by itself.
 */
export function DataTable<Row>(props: {
  /** Said by a screen reader before the table. */
  readonly caption: string;
  readonly columns: readonly DataColumn<Row>[];
  readonly rows: readonly Row[];
  readonly keyOf: (row: Row) => string;
  /** The row that sums up the others. */
  readonly sum?: (row: Row) => boolean;
  /** Rows that are past: shown fainter. */
  readonly faded?: (row: Row) => boolean;
}) {
  const { caption, columns, rows, keyOf, sum, faded } = props;
  const figures = columns.filter(({ numeric }) => numeric === true).length;
  const stacks = columns.length > FEW && figures < columns.length / 2;
  return (
    // Whoever has no mouse scrolls a wide table with the arrow keys.
    <Box component="section" className={classes.box} tabIndex={0} aria-label={caption}>
      <table
        className={classes.table}
        data-stacks={stacks || undefined}
        data-dense={columns.length > 10 || undefined}
      >
        <caption>{caption}</caption>
        <thead>
          <tr>
            {columns.map(({ key, head, numeric }) => (
              <th key={key} scope="col" data-numeric={numeric || undefined}>
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={keyOf(row)} data-faded={faded?.(row) || undefined} data-sum={sum?.(row) || undefined}>
              {columns.map(({ key, head, cell, numeric }, index) =>
                index === 0 ? (
                  <th key={key} scope="row" data-numeric={numeric || undefined}>
                    {cell(row)}
                  </th>
                ) : (
                  <td key={key} data-head={head} data-numeric={numeric || undefined}>
                    <div>{cell(row)}</div>
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </Box>
  );
}
