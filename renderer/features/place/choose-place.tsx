import { Button, Group, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { FailureCode } from '../../../core/domain/failure.ts';
import type { Card } from '../../../core/protocol/card.ts';
import { chosenPlace, type PlaceChoice } from '../../../core/protocol/place.ts';
import { useCore } from '../../link/use-core.ts';
import { DocumentToTake } from '../application/document-to-take.tsx';
import { CommandDialog } from '../command/command-dialog.tsx';
import { useGiver, useNames } from '../command/use-giver.ts';
import { dutiesOf } from '../command/who-gives.ts';
import { usePlaceWords } from './place-words.ts';

/** What the server answers where the last free place of the group is gone. */
const TAKEN: readonly FailureCode[] = ['no-free-place', 'not-your-turn'];

/** «Қол қою және жіберу»: the chosen kindergarten, signed; then the referral to take along (seed 002, steps 11–14). */
export function ChoosePlace(props: {
  readonly card: Card;
  readonly choice: PlaceChoice;
  /** Somebody was quicker: back to the list, which is renewed. */
  readonly onAnother: () => void;
  readonly onClose: (done: boolean) => void;
}) {
  const { t } = useTranslation('command');
  const words = usePlaceWords();
  const { card, choice } = props;
  const names = useNames(card);
  const { signed } = dutiesOf({ do: 'choosePlace' }, useGiver(card));
  const kindergarten = words.name(choice);
  return (
    <CommandDialog
      name="choosePlace"
      card={card}
      title={t('choosePlace.title')}
      lead={t('choosePlace.lead', { child: card.row.childName, kindergarten })}
      meaning={[t('choosePlace.referral'), t('choosePlace.come'), t('choosePlace.return')]}
      facts={[
        [t('choosePlace.fact.kindergarten'), kindergarten],
        [t('choosePlace.fact.group'), `${choice.name}, ${words.age(choice)}`],
        [t('choosePlace.fact.language'), words.language(choice)],
        [t('choosePlace.fact.address'), words.address(choice)],
      ]}
      statement={t('choosePlace.statement', { ...names, what: `${kindergarten}, ${choice.name}` })}
      action={t(signed ? 'choosePlace.action' : 'choosePlace.send')}
      command={{
        do: 'choosePlace',
        application: card.row.uuid,
        group: choice.group,
        place: chosenPlace(choice),
      }}
      // The place was there when it was chosen: whoever reads that the turn has not come would look for another fault.
      reworded={(failure) => (TAKEN.includes(failure.code) ? { code: 'place-taken' } : failure)}
      onRefused={({ code }) =>
        code === 'place-taken' || code === 'place-changed' ? (
          <Group>
            <Button onClick={props.onAnother}>
              {t(code === 'place-changed' ? 'choosePlace.readAgain' : 'choosePlace.another')}
            </Button>
          </Group>
        ) : null
      }
      done={t('choosePlace.doneText', { kindergarten })}
      doneContent={<Referral application={card.row.uuid} />}
      doneClose={t('choosePlace.toCard')}
      onClose={props.onClose}
    />
  );
}

/** The referral as soon as its row is here. */
function Referral({ application }: { readonly application: string }) {
  const { t } = useTranslation('command');
  const card = useCore('application.card', { uuid: application });
  const referral = card.data?.documents
    .filter(({ kind }) => kind === 'referral')
    .toSorted((a, b) => (a.issuedAt < b.issuedAt ? 1 : -1))[0];
  if (referral === undefined) return <Text role="status">{t('choosePlace.doneComing')}</Text>;
  return <DocumentToTake id={referral.id} kind="referral" />;
}
