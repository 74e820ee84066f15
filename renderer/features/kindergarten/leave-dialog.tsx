import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { fullName } from '../../../core/domain/application-form.ts';
import type { KindergartenChild } from '../../../core/protocol/kindergarten.ts';
import { KindergartenDialog } from './command-dialog.tsx';
import type { Said } from './said.ts';
import { useGive } from './use-give.ts';

/** «Шықты»: the child leaves the kindergarten. */
export function LeaveDialog(props: {
  readonly child: KindergartenChild;
  readonly onDone: (said: Said) => void;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation('kindergarten');
  const name = fullName(props.child.child.name);
  const giving = useGive(() => props.onDone({ of: 'leave', values: { name } }));
  return (
    <KindergartenDialog
      title={t('leave.title')}
      meaning={t('leave.meaning')}
      confirm={t('leave.confirm')}
      danger
      giving={giving}
      onConfirm={() => giving.give({ do: 'leave', application: props.child.application })}
      onClose={props.onClose}
    >
      <Text fw={700} fz="lg">
        {name}
      </Text>
    </KindergartenDialog>
  );
}
