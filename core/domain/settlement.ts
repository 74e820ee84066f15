import type { DistrictCode } from './district.ts';
import type { Wording } from './wording.ts';

/** A place on the map, degrees north and east. */
export type Coordinates = { readonly latitude: number; readonly longitude: number };

/** A settlement of a district; an editable table, `assets/reference/settlements.json` (domain.md §1.11). */
export type Settlement = {
  readonly id: string;
  readonly district: DistrictCode;
  readonly kind: 'city' | 'town' | 'village';
  readonly name: Wording;
  /** Seat of the district's administration. */
  readonly centre: boolean;
  readonly coordinates: Coordinates | null;
};

const EARTH_RADIUS_KM = 6371;

/** Distance in kilometres between two places as the crow flies; shown only where both have coordinates. */
export function distanceKm(from: Coordinates, to: Coordinates): number {
  const radians = (degrees: number) => (degrees * Math.PI) / 180;
  const latitude = Math.sin(radians(to.latitude - from.latitude) / 2) ** 2;
  const longitude = Math.sin(radians(to.longitude - from.longitude) / 2) ** 2;
  const chord = latitude + Math.cos(radians(from.latitude)) * Math.cos(radians(to.latitude)) * longitude;
  return 2 * EARTH_RADIUS_KM * Math.asin(Math.min(1, Math.sqrt(chord)));
}
