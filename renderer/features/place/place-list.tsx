import { Button, Group, Select, SimpleGrid, Stack, Text, Title } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { TEACHING_LANGUAGES } from '../../../core/domain/application-form.ts';
import type { PlaceChoice, PlaceChoices } from '../../../core/protocol/place.ts';
import { Note } from '../../components/note.tsx';
import { useLocale } from '../../locale/i18n.ts';
import { documentLocaleFor } from '../document/document-language.tsx';
import { phoneText } from '../journal/journal-format.ts';
import classes from './place.module.css';
import { PLACE_SORTS, type PlaceFilter, settlementsOf, shownChoices } from './place-order.ts';
import { usePlaceWords } from './place-words.ts';

const ALL: PlaceFilter = { settlement: null, language: null, sort: 'distance' };
const ANY = 'any';

/** The kindergartens with free places: by settlement and language, the nearest first (seed 002, step 10). */
export function PlaceList(props: {
  readonly found: PlaceChoices;
  readonly renewing: boolean;
  readonly onRenew: () => void;
  readonly onChoose: (choice: PlaceChoice) => void;
}) {
  const { t } = useTranslation('place');
  const locale = useLocale();
  const { choices, settlement } = props.found;
  const [filter, setFilter] = useState(ALL);
  const set = (patch: Partial<PlaceFilter>) => setFilter((now) => ({ ...now, ...patch }));
  const shown = shownChoices(choices, filter, documentLocaleFor(locale));
  const measured = choices.some(({ distanceKm }) => distanceKm !== null);
  return (
    <Stack gap="lg">
      <Note kind="attention">{t('note.place')}</Note>
      <SimpleGrid cols={{ base: 1, sm: 3 }} spacing="md">
        <Select
          label={t('filter.settlement')}
          value={filter.settlement ?? ANY}
          data={[
            { value: ANY, label: t('filter.any') },
            ...settlementsOf(choices).map((value) => ({ value, label: value })),
          ]}
          onChange={(value) => set({ settlement: value === ANY ? null : value })}
        />
        <Select
          label={t('filter.language')}
          value={filter.language ?? ANY}
          data={[
            { value: ANY, label: t('filter.any') },
            ...TEACHING_LANGUAGES.map((value) => ({ value, label: t(`language.${value}`) })),
          ]}
          onChange={(value) => set({ language: TEACHING_LANGUAGES.find((each) => each === value) ?? null })}
        />
        <Select
          label={t('sort.label')}
          value={filter.sort}
          data={PLACE_SORTS.map((value) => ({ value, label: t(`sort.${value}`) }))}
          onChange={(value) => set({ sort: PLACE_SORTS.find((each) => each === value) ?? 'distance' })}
        />
      </SimpleGrid>
      <Group justify="space-between">
        <div>
          <Text role="status">{t('shown', { number: shown.length })}</Text>
          {measured ? (
            <Text size="sm" c="var(--kezek-ink-soft)">
              {t('settlement', { settlement })}
            </Text>
          ) : null}
        </div>
        <Button
          variant="default"
          leftSection={<IconRefresh size={20} aria-hidden />}
          loading={props.renewing}
          onClick={props.onRenew}
        >
          {t('renew')}
        </Button>
      </Group>
      {shown.length === 0 ? (
        <Group>
          <Text>{t('nothing')}</Text>
          <Button variant="light" onClick={() => setFilter(ALL)}>
            {t('reset')}
          </Button>
        </Group>
      ) : (
        <ul className={classes.list}>
          {shown.map((choice) => (
            <PlaceItem key={choice.group} choice={choice} onChoose={() => props.onChoose(choice)} />
          ))}
        </ul>
      )}
    </Stack>
  );
}

function PlaceItem(props: { readonly choice: PlaceChoice; readonly onChoose: () => void }) {
  const { t } = useTranslation('place');
  const words = usePlaceWords();
  const { choice } = props;
  const { kindergarten, offered, open } = choice;
  const name = words.name(choice);
  const facts = [
    ['language', words.language(choice)],
    ['age', words.age(choice)],
    ['group', choice.name],
    ['address', words.address(choice)],
    ['phone', kindergarten.phone === null ? '' : phoneText(kindergarten.phone)],
    ['distance', words.distance(choice)],
  ] as const;
  return (
    <li className={classes.place} data-group={choice.group}>
      <div>
        <Title order={3}>{name}</Title>
        <Text size="sm" c="var(--kezek-ink-soft)">
          {t(`kind.${kindergarten.kind}`)}
        </Text>
        <dl className={classes.facts}>
          {facts.map(([fact, value]) =>
            value === '' ? null : (
              <div key={fact}>
                <dt>{t(`fact.${fact}`)}</dt>
                <dd className="numbers">{value}</dd>
              </div>
            ),
          )}
        </dl>
      </div>
      <div className={classes.take}>
        <div className={classes.free}>
          {offered === 0 ? null : <span>{t('offered', { number: offered })}</span>}
          {open === 0 ? null : <span>{t('open', { number: open })}</span>}
        </div>
        <Button size="lg" aria-label={t('chooseThis', { name, group: choice.name })} onClick={props.onChoose}>
          {t('choose')}
        </Button>
      </div>
    </li>
  );
}
