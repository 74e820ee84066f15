import { Text } from '@mantine/core';
import { IconUsers } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import classes from './consent.module.css';

/** «өтініш берушінің атынан» / «от имени заявителя», beside the name of what was filed so. */
export function OnBehalfMark() {
  const { t } = useTranslation('consent');
  return (
    <span className={classes.onBehalf}>
      <IconUsers size={18} aria-hidden />
      {t('onBehalf')}
    </span>
  );
}

/** The same as a sentence, with how the applicant consented: under the success dialog. */
export function OnBehalfLine(props: { readonly operator: string; readonly means: 'code' | 'paper' }) {
  const { t } = useTranslation('consent');
  return (
    <Text>
      {t('signedOnBehalf', { operator: props.operator })}{' '}
      {t(props.means === 'code' ? 'doneCode' : 'donePaper')}
    </Text>
  );
}
