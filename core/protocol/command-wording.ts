import en from '../../assets/locales/en/command-text.json' with { type: 'json' };
import kk from '../../assets/locales/kk/command-text.json' with { type: 'json' };
import ru from '../../assets/locales/ru/command-text.json' with { type: 'json' };
import { formatDate } from '../domain/almaty.ts';
import { isPlainDate } from '../domain/plain-date.ts';

const TEXTS: Readonly<Record<'kk' | 'ru' | 'en', Readonly<Record<string, string>> & typeof kk>> = {
  kk,
  ru,
  en,
};

/**
 * A command in words: what NCALayer's window shows whoever signs, and what the consent on paper names. Server and desk make the
 * same text of the same command.
 * @param number the application's number; null where the command concerns no single application
 */
export function commandText(
  command: { readonly do: string } & Readonly<Record<string, unknown>>,
  number: string | null,
  locale: 'kk' | 'ru' | 'en',
): string {
  const texts = TEXTS[locale];
  const text = number === null ? texts.office : (texts[command.do] ?? texts.other);
  return text.replace(/\{\{(\w+)\}\}/g, (_, name: string) => {
    if (name === 'number') return number ?? '';
    if (name === 'command') return command.do;
    const value = String(command[name] ?? '');
    return isPlainDate(value) ? formatDate(value) : value;
  });
}
