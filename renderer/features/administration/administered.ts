import type { DistrictChoice } from '../../../core/protocol/reference.ts';
import { useDistricts } from '../../office.ts';
import { useSession } from '../../session.ts';

/** Where whoever is signed in administers: these districts, or the whole region; anywhere else the server refuses. */
export function useAdministered(): {
  readonly districts: readonly DistrictChoice[];
  readonly whole: boolean;
} {
  const own = (useSession()?.grants ?? []).filter(({ role }) => role === 'administrator');
  const whole = own.some(({ district, kindergarten }) => district === null && kindergarten === null);
  const all = useDistricts();
  const districts = whole ? all : all.filter(({ code }) => own.some(({ district }) => district === code));
  return { districts, whole };
}
