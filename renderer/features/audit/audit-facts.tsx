import { hasWord } from '../../locale/has-word.ts';
import { useWords } from '../../locale/i18n.ts';
import classes from './audit-facts.module.css';

/** What a line of the audit says beside who and what; a fact that this desk has no word for keeps its own name. */
export function AuditFacts(props: { readonly facts: Readonly<Record<string, string | number | null>> }) {
  const { fact } = useWords('audit');
  const known = Object.entries(props.facts).filter(([, value]) => value !== null && value !== '');
  return (
    <dl className={classes.facts}>
      {known.map(([name, value]) => (
        <div key={name}>
          <dt>{hasWord(fact, name) ? fact[name] : name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
