import { readFileSync } from 'node:fs';
import { z } from 'zod';

const Names = z.object({ kk: z.string(), ru: z.string(), en: z.string() });
const Districts = z.object({ districts: z.array(z.object({ code: z.string(), name: Names })) });

/** A district or city of the region; `assets/reference/districts.json`. */
export type DistrictName = z.infer<typeof Districts>['districts'][number];

/** The districts of the region, read once at start. */
export type DistrictTable = {
  readonly all: readonly DistrictName[];
  has(code: string): boolean;
  nameOf(code: string): DistrictName['name'] | null;
  /** The district that a state register means by a KATO code or by its name in Kazakh or Russian; null for another region. */
  find(code: string, ...names: readonly string[]): string | null;
};

/** Reads the table; throws when the asset is broken. */
export function loadDistricts(): DistrictTable {
  const file = new URL('../../assets/reference/districts.json', import.meta.url);
  const { districts } = Districts.parse(JSON.parse(readFileSync(file, 'utf8')));
  const byCode = new Map(districts.map((district) => [district.code, district.name]));
  const byName = new Map(
    districts.flatMap(({ code, name }) => [
      [bare(name.kk), code],
      [bare(name.ru), code],
    ]),
  );
  return {
    all: districts,
    has: (code) => byCode.has(code),
    nameOf: (code) => byCode.get(code) ?? null,
    find(code, ...names) {
      if (byCode.has(code)) return code;
      for (const name of names) {
        const found = byName.get(bare(name));
        if (found !== undefined) return found;
      }
      return null;
    },
  };
}

/** A name without the words for city and district, in one case: registers write it as they like. */
function bare(name: string): string {
  return name
    .normalize('NFC')
    .toUpperCase()
    .replaceAll('Ё', 'Е')
    .split(/[\s.,]+/)
    .filter((word) => !['Г', 'ГОРОД', 'РАЙОН', 'Р-Н', 'АУДАНЫ', 'ҚАЛАСЫ', 'Қ', 'Ә', ''].includes(word))
    .join(' ');
}
