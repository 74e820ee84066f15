import { NumberInput, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Failure } from '../../../core/domain/failure.ts';
import type { GroupRow, PublishPreview } from '../../../core/protocol/kindergarten.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { core } from '../../link/core.ts';
import { KindergartenDialog } from './command-dialog.tsx';
import { useGroupWords } from './group-words.ts';
import classes from './kindergarten.module.css';
import type { Said } from './said.ts';
import { useGive } from './use-give.ts';

/** Publishing in two steps: how many, then what it will do, as the server foretells it; nobody is named. */
export function PublishDialog(props: {
  readonly group: GroupRow;
  readonly onDone: (said: Said) => void;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation('kindergarten');
  const { group } = props;
  const [places, setPlaces] = useState<number | string>(group.places.unpublished);
  const [asking, setAsking] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [preview, setPreview] = useState<PublishPreview | null>(null);
  const giving = useGive(() => props.onDone({ of: 'publish', values: { n: Number(places) } }));
  const valid = Number.isInteger(places) && Number(places) >= 1 && Number(places) <= group.places.unpublished;
  const see = async () => {
    setAsking(true);
    setFailure(null);
    const answer = await core.call('place.preview', { group: group.id, places: Number(places) });
    setAsking(false);
    if (answer.ok) setPreview(answer.value);
    else setFailure(answer.error);
  };
  const title = t('publish.title', { group: group.name });
  if (preview !== null)
    return (
      <KindergartenDialog
        title={title}
        meaning={t('publish.check')}
        confirm={t('publish.confirm')}
        giving={giving}
        onConfirm={() => giving.give({ do: 'publishPlaces', group: group.id, places: preview.places })}
        back={{ label: t('publish.back'), onClick: () => setPreview(null) }}
        onClose={props.onClose}
      >
        <Text c="var(--kezek-ink-soft)">{t('publish.step', { n: 2 })}</Text>
        <Preview preview={preview} group={group} />
      </KindergartenDialog>
    );
  return (
    <KindergartenDialog
      title={title}
      confirm={t('publish.see')}
      giving={{ ...giving, busy: asking }}
      {...(valid ? { onConfirm: () => void see() } : {})}
      onClose={props.onClose}
    >
      <Text c="var(--kezek-ink-soft)">{t('publish.step', { n: 1 })}</Text>
      <NumberInput
        label={t('publish.number')}
        description={t('publish.numberHint', { n: group.places.unpublished })}
        value={places}
        onChange={setPlaces}
        min={1}
        max={group.places.unpublished}
        allowDecimal={false}
        allowNegative={false}
        clampBehavior="strict"
        size="md"
        data-autofocus
      />
      {failure === null ? null : <FailureNotice failure={failure} />}
    </KindergartenDialog>
  );
}

function Preview({ preview, group }: { readonly preview: PublishPreview; readonly group: GroupRow }) {
  const { t } = useTranslation('kindergarten');
  const words = useGroupWords();
  return (
    <section aria-label={t('publish.preview')}>
      <Text fw={700} mb="xs">
        {t('publish.preview')}
      </Text>
      <dl className={classes.preview}>
        <div>
          <dt>{t('publish.cell')}</dt>
          <dd data-words>
            {group.name}, {group.birthYear}, {words(group)}
          </dd>
        </div>
        {(['places', 'waiting', 'notified', 'opened'] as const).map((figure) => (
          <div key={figure}>
            <dt>{t(`publish.${figure}`)}</dt>
            <dd data-figure={figure}>{preview[figure]}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
