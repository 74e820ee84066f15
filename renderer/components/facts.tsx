import type { ReactNode } from 'react';
import classes from './facts.module.css';

/** What is known of something, as pairs of name and value; an empty value is left out. */
export function Facts(props: {
  readonly facts: readonly (readonly [label: string, value: ReactNode])[];
  readonly label?: string;
  /** Sentences rather than values: in ordinary weight. */
  readonly prose?: boolean;
}) {
  return (
    <dl className={classes.facts} data-prose={props.prose === true || undefined} aria-label={props.label}>
      {props.facts
        .filter(([, value]) => value !== null && value !== '')
        .map(([label, value]) => (
          <div key={label} className={classes.fact}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  );
}
