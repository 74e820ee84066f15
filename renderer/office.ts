import type { DistrictChoice } from '../core/protocol/reference.ts';
import { useCore } from './link/use-core.ts';
import { useLocale } from './locale/i18n.ts';

/** The districts and cities of the region in the order of the register; empty until they are loaded. */
export function useDistricts(): readonly DistrictChoice[] {
  return useCore('reference.load', {}).data?.districts ?? [];
}

/** Name of a district by its KATO code in the language of the interface; null while unknown. */
export function useDistrictName(code: string | null): string | null {
  const locale = useLocale();
  return useDistricts().find((district) => district.code === code)?.[locale] ?? null;
}
