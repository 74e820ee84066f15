import { z } from 'zod';
import { LOCALES } from '../domain/wording.ts';

export const LocaleSchema = z.enum(LOCALES);
/** Documents are drawn in the two languages of the state. */
export const DocumentLocaleSchema = z.enum(['kk', 'ru']);
export type DocumentLocale = z.infer<typeof DocumentLocaleSchema>;
