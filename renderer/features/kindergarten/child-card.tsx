import { Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { fullName } from '../../../core/domain/application-form.ts';
import type { KindergartenChild } from '../../../core/protocol/kindergarten.ts';
import { Facts } from '../../components/facts.tsx';
import { dateText, minuteText, phoneText } from '../journal/journal-format.ts';
import classes from './kindergarten.module.css';

/** A child of the kindergarten, or on its way there, with whom to call. */
export function ChildCard(props: {
  readonly child: KindergartenChild;
  /** Stands out: the one whose QR code was read. */
  readonly found?: boolean;
  /** One line below the name, where something presses. */
  readonly line: string | null;
  readonly actions: ReactNode;
}) {
  const { t } = useTranslation('kindergarten');
  const { child, parent, group, referral, application, applicationNumber } = props.child;
  const phones = [parent.phone, ...(parent.additionalPhone === null ? [] : [parent.additionalPhone])];
  return (
    <li
      className={classes.item}
      data-application={application}
      data-found={props.found === true || undefined}
    >
      <div className={classes.head}>
        <div className={classes.words}>
          <Title order={3}>{fullName(child.name)}</Title>
          {props.line === null ? null : <Text fw={600}>{props.line}</Text>}
        </div>
        {props.actions}
      </div>
      <div className={classes.columns}>
        <Facts
          facts={[
            [t('child.iin'), child.iin],
            [t('child.born'), dateText(child.birthDate)],
            [t('child.group'), `${group.name}, ${group.birthYear}, ${t(`group.language.${group.language}`)}`],
            [t('child.parent'), fullName(parent.name)],
            [t('child.phone'), phones.map(phoneText).join(', ')],
            [t('child.referral'), `${referral.number}, ${minuteText(referral.issuedAt)}`],
            [t('child.application'), applicationNumber],
          ]}
        />
      </div>
    </li>
  );
}
