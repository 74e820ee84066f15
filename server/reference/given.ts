import { z } from 'zod';
import { ok } from '../../core/domain/result.ts';
import {
  type EditedReference,
  SettlementSchema,
  VoucherCategorySchema,
} from '../../core/protocol/reference.ts';
import type { Answer } from '../answer.ts';
import type { Services } from '../services.ts';
import { readEdited } from './edited.ts';

/** Names under which the edited tables are kept. */
export const CATEGORIES = 'voucher-categories';
const SETTLEMENTS = 'settlements/';
/** The name under which the settlements of a district are kept. */
export const settlementsOf = (district: string) => `${SETTLEMENTS}${district}`;

/** What people of the region edited, for the forms of every desk. */
export async function editedReference({ db }: Services): Promise<Answer<EditedReference>> {
  const rows = await db
    .selectFrom('reference_table')
    .select(['name', 'body'])
    .where('name', 'like', `${SETTLEMENTS}%`)
    .orderBy('name')
    .execute();
  const categories = await readEdited(db, CATEGORIES, z.array(VoucherCategorySchema));
  return ok({
    settlements: rows.map(({ name, body }) => ({
      district: name.slice(SETTLEMENTS.length),
      settlements: z.array(SettlementSchema).parse(body),
    })),
    categories: categories?.body ?? null,
  });
}
