import { useTranslation } from 'react-i18next';
import { LOCALES } from '../../core/domain/wording.ts';
import { chooseLocale, useLocale } from '../locale/i18n.ts';
import classes from './language-switch.module.css';

/** Kazakh, Russian, English: each one click away, each called by its own name. */
export function LanguageSwitch() {
  const { t } = useTranslation();
  const locale = useLocale();
  return (
    <fieldset className={classes.switch} aria-label={t('language.label')}>
      {LOCALES.map((choice) => (
        <button
          key={choice}
          type="button"
          lang={choice}
          aria-pressed={choice === locale}
          className={classes.choice}
          onClick={() => chooseLocale(choice)}
        >
          {t(`language.${choice}`)}
        </button>
      ))}
    </fieldset>
  );
}
