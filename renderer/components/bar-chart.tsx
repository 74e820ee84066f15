import classes from './bar-chart.module.css';

/** A bar: what it stands for, how long it is, and its length in words. */
export type Bar = { readonly label: string; readonly value: number; readonly text: string };

/** Bars one below the other, each with its value beside it; a screen reader reads a list of labels and values. */
export function BarChart(props: { readonly caption: string; readonly bars: readonly Bar[] }) {
  const { caption, bars } = props;
  const most = Math.max(1, ...bars.map(({ value }) => value));
  return (
    <ul className={classes.chart} aria-label={caption}>
      {bars.map(({ label, value, text }) => (
        <li key={label} className={classes.row}>
          <span className={classes.label}>{label}</span>
          <span className={classes.track} aria-hidden>
            {value === 0 ? null : (
              <span className={classes.bar} style={{ inlineSize: `${(value / most) * 100}%` }} />
            )}
          </span>
          <span className={classes.value}>{text}</span>
        </li>
      ))}
    </ul>
  );
}
