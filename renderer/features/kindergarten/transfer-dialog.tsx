import { Radio, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { fullName } from '../../../core/domain/application-form.ts';
import type { KindergartenChild } from '../../../core/protocol/kindergarten.ts';
import { Answered } from '../../components/answered.tsx';
import { Remark } from '../../components/note.tsx';
import { useCore } from '../../link/use-core.ts';
import { useLocale } from '../../locale/i18n.ts';
import { KindergartenDialog } from './command-dialog.tsx';
import type { Said } from './said.ts';
import { useGive } from './use-give.ts';

/** An enrolled child moves to an open place of another group of its year and kind. */
export function TransferDialog(props: {
  readonly child: KindergartenChild;
  readonly onDone: (said: Said) => void;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation('kindergarten');
  const { application, child } = props.child;
  const name = fullName(child.name);
  const targets = useCore('kindergarten.transfers', { application }, { fresh: true });
  const [group, setGroup] = useState<string | null>(null);
  const giving = useGive(() => props.onDone({ of: 'transfer', values: { name } }));
  return (
    <KindergartenDialog
      title={t('transfer.title')}
      meaning={t('transfer.meaning')}
      confirm={t('transfer.confirm')}
      giving={giving}
      {...(group === null ? {} : { onConfirm: () => giving.give({ do: 'transfer', application, group }) })}
      onClose={props.onClose}
    >
      <Text fw={700} fz="lg">
        {name}
      </Text>
      <Answered query={targets}>
        {({ groups }) => <Targets groups={groups} chosen={group} onChoose={setGroup} />}
      </Answered>
    </KindergartenDialog>
  );
}

function Targets(props: {
  readonly groups: readonly {
    readonly group: string;
    readonly name: string;
    readonly language: 'kk' | 'ru' | 'mixed';
    readonly kindergarten: { readonly kk: string; readonly ru: string };
    readonly open: number;
  }[];
  readonly chosen: string | null;
  readonly onChoose: (group: string) => void;
}) {
  const { t } = useTranslation('kindergarten');
  const locale = useLocale();
  if (props.groups.length === 0) return <Remark title={t('transfer.none')}>{t('transfer.noneNext')}</Remark>;
  return (
    <Radio.Group label={t('transfer.choose')} value={props.chosen} onChange={props.onChoose} size="md">
      <Stack gap="sm" mt="sm">
        {props.groups.map(({ group, name, language, kindergarten, open }) => (
          <Radio
            key={group}
            value={group}
            size="md"
            label={`${name}, ${t(`group.language.${language}`)} · ${kindergarten[locale === 'ru' ? 'ru' : 'kk']}`}
            description={t('transfer.open', { n: open })}
          />
        ))}
      </Stack>
    </Radio.Group>
  );
}
