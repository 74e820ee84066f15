import { formatDate } from '../../../core/domain/almaty.ts';
import { capitalise } from '../../../core/domain/kazakh.ts';
import { type PlainDate, partsOf } from '../../../core/domain/plain-date.ts';
import { dateWithWeekday, monthName, shortWeekdayName, weekdayName } from '../../../core/domain/wording.ts';
import { useLocale } from '../../locale/i18n.ts';
import classes from './day-choice.module.css';
import { monthsBetween } from './day-grid.ts';

const WEEK = [1, 2, 3, 4, 5, 6, 7] as const;

/**
 * A day chosen on a calendar in the own words of the language (Electron has no Kazakh).
 * @param first the first day that can be chosen
 * @param last the last one
 */
export function DayChoice(props: {
  readonly label: string;
  readonly first: PlainDate;
  readonly last: PlainDate;
  readonly value: PlainDate | null;
  readonly onChange: (day: PlainDate) => void;
}) {
  const locale = useLocale();
  const { first, last, value } = props;
  return (
    <fieldset className={classes.months} aria-label={props.label}>
      {monthsBetween(first, last).map(({ year, month, weeks }) => (
        <table key={`${year}-${month}`} className={classes.month}>
          <caption>
            {capitalise(monthName(month, locale))} {year}
          </caption>
          <thead>
            <tr>
              {WEEK.map((weekday) => (
                <th key={weekday} scope="col" abbr={weekdayName(weekday, locale)}>
                  {shortWeekdayName(weekday, locale)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {weeks.map((days) => (
              <tr key={days.find((day) => day !== null)}>
                {days.map((day, index) => (
                  <td key={WEEK[index]}>
                    {day === null ? null : (
                      <button
                        type="button"
                        className={classes.day}
                        aria-label={dateWithWeekday(day, locale)}
                        aria-pressed={day === value}
                        disabled={day < first || day > last}
                        title={formatDate(day)}
                        onClick={() => props.onChange(day)}
                      >
                        {partsOf(day).day}
                      </button>
                    )}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      ))}
    </fieldset>
  );
}
