import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { searchName } from '../../core/domain/kazakh.ts';
import type { Coordinates } from '../../core/domain/settlement.ts';

const Settlements = z.object({
  settlements: z.array(
    z.object({
      district: z.string(),
      name: z.object({ kk: z.string(), ru: z.string() }),
      coordinates: z.object({ latitude: z.number(), longitude: z.number() }).nullable(),
    }),
  ),
});

/** Where the settlements of the region lie; `assets/reference/settlements.json`. */
export type SettlementTable = {
  /** By district and name in Kazakh or Russian, however it is written; null where it is not known. */
  coordinatesOf(district: string, name: string): Coordinates | null;
};

/** Reads the table; throws when the asset is broken. */
export function loadSettlements(): SettlementTable {
  const file = new URL('../../assets/reference/settlements.json', import.meta.url);
  const { settlements } = Settlements.parse(JSON.parse(readFileSync(file, 'utf8')));
  const known = new Map(
    settlements.flatMap(({ district, name, coordinates }) =>
      coordinates === null
        ? []
        : [name.kk, name.ru].map((each) => [keyOf(district, each), coordinates] as const),
    ),
  );
  return { coordinatesOf: (district, name) => known.get(keyOf(district, name)) ?? null };
}

function keyOf(district: string, name: string): string {
  return `${district}/${searchName(name)}`;
}
