import { Button, Group, Paper, Text, Title } from '@mantine/core';
import {
  IconBook2,
  IconClockHour4,
  IconFileCheck,
  IconHeartHandshake,
  IconLogin2,
  IconUserCheck,
} from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Card } from '../../components/card.tsx';
import { SectionCard } from '../../components/section-card.tsx';
import { StepsList } from '../../components/steps-list.tsx';
import { LINKS } from '../../links.ts';
import { useWords } from '../../locale/i18n.ts';
import { useSession, useStatus } from '../../session.ts';
import { DistrictChoice } from './district-choice.tsx';
import classes from './start-page.module.css';

/** The main page of the manuals: the service, the districts, «Нұсқаулықтар», «Баланың келуін белгілеу», «Жүйеге кіру». */
export function StartPage() {
  const { t } = useTranslation('start');
  const { hero } = useWords('start');
  const status = useStatus();
  const session = useSession();
  const [district, setDistrict] = useState(status.desk?.district ?? status.district);
  const title = t('hero.service');
  useEffect(() => {
    document.title = title;
  }, [title]);
  return (
    <div className={classes.page}>
      <section className={classes.hero}>
        <Text className={classes.region}>{t('hero.region')}</Text>
        <Title order={1} className={classes.title}>
          {title}
        </Title>
        <ul className={classes.terms}>
          <li>
            <IconHeartHandshake size={22} aria-hidden />
            {t('hero.terms.free')}
          </li>
          <li>
            <IconClockHour4 size={22} aria-hidden />
            {t('hero.terms.time')}
          </li>
          <li>
            <IconFileCheck size={22} aria-hidden />
            {t('hero.terms.result')}
          </li>
        </ul>
        <Paper className={classes.entrance}>
          <DistrictChoice value={district} onChange={setDistrict} />
          <Group mt="md">
            <Button
              component={Link}
              to={session === null ? LINKS.signIn : LINKS.cabinet}
              size="lg"
              leftSection={<IconLogin2 size={22} aria-hidden />}
            >
              {session === null ? t('enter') : t('toCabinet')}
            </Button>
          </Group>
        </Paper>
      </section>
      <nav className={classes.sections} aria-label={t('sections')}>
        <SectionCard
          to="instructions"
          title={t('instructions.title')}
          text={t('instructions.text')}
          icon={<IconBook2 size={28} aria-hidden />}
        />
        <SectionCard
          to="arrival"
          title={t('arrival.title')}
          text={t('arrival.text')}
          icon={<IconUserCheck size={28} aria-hidden />}
        />
        <Card title={hero.how.title}>
          <StepsList steps={hero.how.steps} />
        </Card>
      </nav>
    </div>
  );
}
