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

/** A plain table of what the server answered; on a narrow screen it scrolls sideways by itself. */
export function DataTable<Row>(props: {
  /** Said by a screen reader before the table. */
  readonly caption: string;
  readonly columns: readonly DataColumn<Row>[];
  readonly rows: readonly Row[];
  readonly keyOf: (row: Row) => string;
  /** Rows that are past: shown fainter. */
  readonly faded?: (row: Row) => boolean;
}) {
  const { caption, columns, rows, keyOf, faded } = props;
  return (
    // Whoever has no mouse scrolls a wide table with the arrow keys.
    <Box component="section" className={classes.box} tabIndex={0} aria-label={caption}>
      <table className={classes.table}>
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
            <tr key={keyOf(row)} data-faded={faded?.(row) || undefined}>
              {columns.map(({ key, cell, numeric }, index) =>
                index === 0 ? (
                  <th key={key} scope="row" data-numeric={numeric || undefined}>
                    {cell(row)}
                  </th>
                ) : (
                  <td key={key} data-numeric={numeric || undefined}>
                    {cell(row)}
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
