import type { Wording } from './wording.ts';

/** The region: Ақмола облысы, KATO 110000000. */
export const REGION = '110000000';

/** KATO code of a district or city of the region, 9 digits. */
export type DistrictCode = string;

/** A district or a city of the region; `assets/reference/districts.json`, domain.md §4. */
export type District = {
  readonly code: DistrictCode;
  readonly kind: 'city' | 'district';
  readonly name: Wording;
};

/** Whether a text has the form of a KATO code of this region. */
export function isDistrictCode(text: string): boolean {
  return /^11[0-9]{7}$/.test(text) && text !== REGION;
}
