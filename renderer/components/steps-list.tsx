import classes from './steps-list.module.css';

/** Steps to follow, numbered. */
export function StepsList({ steps }: { readonly steps: readonly string[] }) {
  return (
    <ol className={classes.steps}>
      {steps.map((step) => (
        <li key={step}>{step}</li>
      ))}
    </ol>
  );
}
