import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { fullName } from '../../../core/domain/application-form.ts';
import type { KindergartenChild } from '../../../core/protocol/kindergarten.ts';
import { Facts } from '../../components/facts.tsx';
import { dateText } from '../journal/journal-format.ts';
import { KindergartenDialog } from './command-dialog.tsx';
import type { Said } from './said.ts';
import { useGive } from './use-give.ts';

/** «Баланың келуін белгілеу»: the child that stands before the director is compared with the referral once more. */
export function ArrivalDialog(props: {
  readonly child: KindergartenChild;
  readonly onDone: (said: Said) => void;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation('kindergarten');
  const { child, group, referral, application } = props.child;
  const name = fullName(child.name);
  const giving = useGive(() => props.onDone({ of: 'arrival', values: { name } }));
  return (
    <KindergartenDialog
      title={t('arrival.title')}
      meaning={t('arrival.meaning')}
      confirm={t('arrival.confirm')}
      giving={giving}
      onConfirm={() => giving.give({ do: 'markArrival', application })}
      onClose={props.onClose}
    >
      <Text fw={700} fz="lg">
        {name}
      </Text>
      <Facts
        facts={[
          [t('child.iin'), child.iin],
          [t('child.born'), dateText(child.birthDate)],
          [t('child.group'), `${group.name}, ${group.birthYear}, ${t(`group.language.${group.language}`)}`],
          [t('child.referral'), referral.number],
        ]}
      />
    </KindergartenDialog>
  );
}
