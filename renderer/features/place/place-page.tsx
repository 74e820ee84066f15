import { Button, Group, Stack, Text } from '@mantine/core';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Card } from '../../../core/protocol/card.ts';
import type { PlaceChoice, PlaceChoices } from '../../../core/protocol/place.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { Loading } from '../../components/loading.tsx';
import { Remark } from '../../components/note.tsx';
import { Page } from '../../components/page.tsx';
import { toFailure } from '../../link/failure.ts';
import { useCore } from '../../link/use-core.ts';
import { ChoosePlace } from './choose-place.tsx';
import { MessageWindow } from './message-window.tsx';
import { PlaceList } from './place-list.tsx';

/** «Балабақшаны таңдау»: the message window, the list of free places, the choice (seed 002, steps 8–13). */
export function PlacePage() {
  const { t } = useTranslation('place');
  const { uuid } = useParams({ from: '/application/$uuid/place' });
  const card = useCore('application.card', { uuid });
  const found = useCore('place.choices', { application: uuid }, { fresh: true, keepPrevious: true });
  const failed = card.error ?? found.error;
  const title = t('title');
  return (
    <Page
      title={title}
      backTo={{ to: `/application/${uuid}`, text: t('back') }}
      width={80}
      {...(card.data === undefined
        ? {}
        : { lead: t('lead', { child: card.data.row.childName, number: card.data.row.number ?? '' }) })}
    >
      {failed !== null ? (
        <FailureNotice
          failure={failed.failure}
          retry={() => {
            void card.refetch();
            void found.refetch();
          }}
        />
      ) : card.data === undefined || found.data === undefined ? (
        <Loading />
      ) : (
        <Choosing
          card={card.data}
          found={found.data}
          renewing={found.isFetching}
          onRenew={() => void found.refetch()}
        />
      )}
    </Page>
  );
}

function Choosing(props: {
  readonly card: Card;
  readonly found: PlaceChoices;
  readonly renewing: boolean;
  readonly onRenew: () => void;
}) {
  const { t } = useTranslation('place');
  const navigate = useNavigate();
  const { card, found } = props;
  const [read, setRead] = useState(false);
  const [choice, setChoice] = useState<PlaceChoice | null>(null);
  const back = () => void navigate({ to: '/application/$uuid', params: { uuid: card.row.uuid } });
  const none = found.refusal !== null || found.choices.length === 0;
  return (
    <Stack gap="lg">
      {none ? (
        choice === null ? (
          <NothingFree found={found} onRenew={props.onRenew} renewing={props.renewing} />
        ) : null
      ) : read ? (
        <>
          <Text fw={700} fz="xl">
            {t('list')}
          </Text>
          <PlaceList found={found} renewing={props.renewing} onRenew={props.onRenew} onChoose={setChoice} />
        </>
      ) : null}
      {none || read || choice !== null ? null : (
        <MessageWindow choices={found} onOk={() => setRead(true)} onClose={back} />
      )}
      {choice === null ? null : (
        <ChoosePlace
          card={card}
          choice={choice}
          onAnother={() => {
            setChoice(null);
            props.onRenew();
          }}
          onClose={(done) => {
            setChoice(null);
            if (done) back();
          }}
        />
      )}
    </Stack>
  );
}

/** Nothing can be chosen now: why, in the words of the refusal, or that no place is left. */
function NothingFree(props: {
  readonly found: PlaceChoices;
  readonly renewing: boolean;
  readonly onRenew: () => void;
}) {
  const { t } = useTranslation('place');
  const { refusal } = props.found;
  return (
    <>
      {refusal === null ? (
        <Remark title={t('empty.title')}>{t('empty.text')}</Remark>
      ) : (
        <FailureNotice failure={toFailure({ code: refusal })} mild />
      )}
      <Group>
        <Button variant="default" loading={props.renewing} onClick={props.onRenew}>
          {t('renew')}
        </Button>
      </Group>
    </>
  );
}
