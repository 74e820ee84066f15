import { z } from 'zod';

export const LOCALES = ['kk', 'ru', 'en'] as const;
export const LocaleSchema = z.enum(LOCALES);
export type Locale = z.infer<typeof LocaleSchema>;
/** Documents are drawn in the two languages of the state. */
export const DocumentLocaleSchema = z.enum(['kk', 'ru']);
export type DocumentLocale = z.infer<typeof DocumentLocaleSchema>;
