import { hasWord } from '../../locale/has-word.ts';
import { useLocale, useWords } from '../../locale/i18n.ts';
import { useDistricts } from '../../office.ts';
import classes from './audit-facts.module.css';

type Value = string | number;

/** Identifiers of machines say nothing to people. */
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** What a line of the audit says beside who and what; what this desk has no word for is shown as it was written. */
export function AuditFacts(props: { readonly facts: Readonly<Record<string, Value | null>> }) {
  const { fact } = useWords('audit');
  const inWords = useValueWords();
  const told = Object.entries(props.facts).flatMap(([name, value]) =>
    value === null || value === '' || UUID.test(String(value)) ? [] : [{ name, value }],
  );
  return (
    <dl className={classes.facts}>
      {told.map(({ name, value }) => (
        <div key={name}>
          <dt>{hasWord(fact, name) ? fact[name] : name}</dt>
          <dd>{inWords(name, value)}</dd>
        </div>
      ))}
    </dl>
  );
}

/** A value in words: roles, districts, commands, means. */
function useValueWords(): (name: string, value: Value) => Value {
  const { role } = useWords('administration');
  const { command, value: words } = useWords('audit');
  const { name: parents } = useWords('command');
  const districts = useDistricts();
  const locale = useLocale();
  return (name, value) => {
    const text = String(value);
    if (name === 'role' && hasWord(role, text)) return role[text];
    if (name === 'district') return districts.find(({ code }) => code === text)?.[locale] ?? value;
    if (name === 'name' && hasWord(command, text)) return command[text];
    if (name === 'name' && hasWord(parents, text)) return parents[text];
    return hasWord(words, text) ? words[text] : value;
  };
}
