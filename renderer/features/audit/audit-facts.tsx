import type { AuditNames } from '../../../core/protocol/audit.ts';
import { hasWord } from '../../locale/has-word.ts';
import { useLocale, useWords } from '../../locale/i18n.ts';
import { useDistricts } from '../../office.ts';
import { factText } from '../journal/history-facts.ts';
import classes from './audit-facts.module.css';

type Value = string | number;

/** Identifiers of machines, and tables as they were stored, say nothing to people. */
const OF_MACHINES = /^([0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|[[{].*)$/s;

/** What a line of the audit says beside who and what; what this desk has no word for is shown as it was written. */
export function AuditFacts(props: {
  readonly facts: Readonly<Record<string, Value | null>>;
  readonly names: AuditNames;
}) {
  const { fact } = useWords('audit');
  const { fact: elsewhere } = useWords('history');
  const inWords = useValueWords(props.names);
  const told = Object.entries(props.facts).flatMap(([name, value]) => {
    if (value === null || value === '') return [];
    const text = inWords(name, value);
    return OF_MACHINES.test(String(text)) ? [] : [{ name, text }];
  });
  return (
    <dl className={classes.facts}>
      {told.map(({ name, text }) => (
        <div key={name}>
          <dt>{hasWord(fact, name) ? fact[name] : hasWord(elsewhere, name) ? elsewhere[name] : name}</dt>
          <dd>{text}</dd>
        </div>
      ))}
    </dl>
  );
}

/** What a line is about, in words: a person, a kindergarten, a group, a table. */
export function useSubjectWords(names: AuditNames): (subject: string) => string {
  const { table } = useWords('audit');
  const locale = useLocale();
  const districts = useDistricts();
  return (subject) => {
    const name = names[subject];
    if (name !== undefined) return name[locale === 'ru' ? 'ru' : 'kk'];
    const [word = '', district] = subject.split('/');
    if (!hasWord(table, word)) return subject;
    const where = districts.find(({ code }) => code === district)?.[locale];
    return where === undefined ? table[word] : `${table[word]}: ${where}`;
  };
}

/** A value in words: people, roles, districts, kindergartens, commands, means, dates. */
function useValueWords(names: AuditNames): (name: string, value: Value) => Value {
  const { role } = useWords('administration');
  const { command, value: words } = useWords('audit');
  const { name: parents } = useWords('command');
  const { kind: notices } = useWords('notice');
  const { queueClass } = useWords('status');
  const districts = useDistricts();
  const locale = useLocale();
  return (name, value) => {
    const text = String(value);
    const called = names[text];
    if (called !== undefined) return called[locale === 'ru' ? 'ru' : 'kk'];
    if (name === 'role' && hasWord(role, text)) return role[text];
    if (name === 'district') return districts.find(({ code }) => code === text)?.[locale] ?? value;
    if (name === 'name' && hasWord(command, text)) return command[text];
    if (name === 'name' && hasWord(parents, text)) return parents[text];
    if (name === 'kind' && hasWord(notices, text)) return notices[text];
    if (name === 'category' && hasWord(queueClass, text)) return queueClass[text];
    if (YES_OR_NO.includes(name)) return words[text === '1' ? 'yes' : 'no'];
    return hasWord(words, text) ? words[text] : factText(name, value, locale);
  };
}

/** Facts that are 1 or 0. */
const YES_OR_NO: readonly string[] = ['offline', 'ended'];
