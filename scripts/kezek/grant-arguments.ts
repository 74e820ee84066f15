import { parseArgs } from 'node:util';
import { parseIin } from '../../core/domain/iin.ts';
import { ROLES } from '../../core/domain/status.ts';
import type { NewGrant } from '../../server/person/grant.ts';
import { loadDistricts } from '../../server/reference/districts.ts';

/** What a certificate takes for an IIN. */
const IIN_FORM = /^[0-9]{12}$/;

/** The arguments of `kezek grant` and `kezek revoke`, or what is wrong with them in one line. */
export function readGrant(args: readonly string[]): NewGrant | string {
  const parsed = parse(args);
  if (typeof parsed === 'string') return parsed;
  const { positionals, values } = parsed;
  const [iin = '', given = '', ...rest] = positionals;
  if (positionals.length < 2 || rest.length > 0) return 'takes an IIN and a role';
  if (!IIN_FORM.test(iin)) return `${iin} is no IIN: it has 12 digits`;
  const role = ROLES.find((each) => each === given);
  if (role === undefined) return `${given} is no role; takes ${ROLES.join(', ')}`;
  const { district, kindergarten } = values;
  if (district !== undefined && kindergarten !== undefined)
    return 'takes either --district or --kindergarten';
  const code = district === undefined ? null : loadDistricts().find(district, district);
  if (district !== undefined && code === null)
    return `${district} is no district; takes a KATO code or a name`;
  return { iin, role, district: code, kindergarten: kindergarten ?? null };
}

/**
 * What is odd about the IIN, in one line; null where nothing is. Taken all the same: a key's certificate says who its owner is by
 * the form of the number, whatever its date and check digit (eds/README.md §6).
 */
export function oddIin({ iin }: NewGrant): string | null {
  const number = parseIin(iin);
  return number.ok
    ? null
    : `warning: ${iin} is not a number that is given to people (${number.error}); check it\n`;
}

/** Where a role counts, in words. */
export function whereOf({ district, kindergarten }: NewGrant): string {
  if (district !== null) return `in ${district}`;
  return kindergarten === null ? 'in the whole region' : `at ${kindergarten}`;
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { district: { type: 'string' }, kindergarten: { type: 'string' } },
    });
  } catch (error) {
    if (error instanceof TypeError) return error.message;
    throw error;
  }
}
