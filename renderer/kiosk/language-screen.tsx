import { Text, Title } from '@mantine/core';
import {
  IconFileCheck,
  IconKey,
  IconListSearch,
  IconPhone,
  IconPrinter,
  IconUserPlus,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { LOCALES, type Locale } from '../../core/domain/wording.ts';
import { BrandMark } from '../components/brand.tsx';
import { WORDS } from '../locale/words.ts';
import { useMachineRemarks } from '../machine-remarks.ts';
import { useDistrictName } from '../office.ts';
import { useStatus } from '../session.ts';
import classes from './language-screen.module.css';
import { OfflineNotice } from './offline-notice.tsx';

/** The first thing a visitor sees: three languages, each in its own words; below, what can be done here and what is needed. */
export function LanguageScreen({ onChoose }: { readonly onChoose: (locale: Locale) => void }) {
  const { t } = useTranslation('kiosk');
  const { t: common } = useTranslation();
  const status = useStatus();
  const remarks = useMachineRemarks();
  const district = useDistrictName(status.desk?.district ?? status.district);
  return (
    <main className={classes.screen}>
      <header className={classes.brand}>
        <BrandMark size={72} />
        <div>
          <Text className={classes.product}>{common('product')}</Text>
          <Text className={classes.office}>{district ?? common('productFull')}</Text>
        </div>
      </header>
      <Title order={1} className={classes.title}>
        {LOCALES.map((locale) => (
          <span key={locale} lang={locale}>
            {WORDS[locale].kiosk.language.title}
          </span>
        ))}
      </Title>
      <div className={classes.languages}>
        {LOCALES.map((locale) => (
          <button
            key={locale}
            type="button"
            lang={locale}
            className={classes.language}
            onClick={() => onChoose(locale)}
          >
            <span className={classes.name}>{t(`language.${locale}`)}</span>
            <span className={classes.hint}>{WORDS[locale].kiosk.language.hint}</span>
          </button>
        ))}
      </div>
      {status.server === 'unreachable' ? <OfflineNotice /> : null}
      <div className={classes.about}>
        <List title={t('can.title')}>
          <Line icon={<IconUserPlus size={32} aria-hidden />} text={t('can.apply')} />
          <Line icon={<IconListSearch size={32} aria-hidden />} text={t('can.own')} />
          <Line icon={<IconPrinter size={32} aria-hidden />} text={t('can.print')} />
        </List>
        <List title={t('need.title')}>
          <Line icon={<IconKey size={32} aria-hidden />} text={t('need.key')} />
          <Line icon={<IconFileCheck size={32} aria-hidden />} text={t('need.iin')} />
          <Line icon={<IconPhone size={32} aria-hidden />} text={t('need.phone')} />
        </List>
      </div>
      {remarks.length === 0 ? null : <Text className={classes.demo}>{remarks.join(' · ')}</Text>}
    </main>
  );
}

function List(props: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section>
      <Title order={2} mb="sm">
        {props.title}
      </Title>
      <ul className={classes.list}>{props.children}</ul>
    </section>
  );
}

function Line(props: { readonly icon: ReactNode; readonly text: string }) {
  return (
    <li>
      {props.icon}
      <span>{props.text}</span>
    </li>
  );
}
