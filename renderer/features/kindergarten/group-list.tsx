import { Button, Group, Stack, Text, Title } from '@mantine/core';
import { IconArrowBackUp, IconPencil, IconPlus, IconSend } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { almatyDay } from '../../../core/domain/almaty.ts';
import { DAY, parseInstant } from '../../../core/domain/instant.ts';
import type { Output } from '../../../core/protocol/desk.ts';
import type { GroupRow } from '../../../core/protocol/kindergarten.ts';
import { dateText } from '../journal/journal-format.ts';
import { GroupDialog } from './group-dialog.tsx';
import { useGroupWords } from './group-words.ts';
import classes from './kindergarten.module.css';
import { PlaceBar } from './place-bar.tsx';
import { PublishDialog } from './publish-dialog.tsx';
import type { Said } from './said.ts';
import { WithdrawDialog } from './withdraw-dialog.tsx';

type Garden = Output<'kindergarten.groups'>;
type Open =
  | { readonly what: 'publish' | 'withdraw' | 'change'; readonly group: GroupRow }
  | { readonly what: 'add' };

/** The groups with their places, the youngest children first, and what the director does with them. */
export function GroupList({
  garden,
  onDone,
}: {
  readonly garden: Garden;
  readonly onDone: (said: Said) => void;
}) {
  const { t } = useTranslation('kindergarten');
  const [open, setOpen] = useState<Open | null>(null);
  const { kindergarten, groups, may } = garden;
  const saves = may.saveGroups && kindergarten.closedAt === null;
  const done = (said: Said) => {
    setOpen(null);
    onDone(said);
  };
  const dialog = { kindergarten: kindergarten.id, onDone: done, onClose: () => setOpen(null) };
  return (
    <Stack gap="md">
      {saves ? (
        <Group justify="flex-end">
          <Button
            variant="light"
            leftSection={<IconPlus size={20} aria-hidden />}
            onClick={() => setOpen({ what: 'add' })}
          >
            {t('group.add')}
          </Button>
        </Group>
      ) : null}
      {groups.length === 0 ? <Text>{t('group.none')}</Text> : null}
      <div className={classes.years}>
        {[...Map.groupBy(groups, ({ birthYear }) => birthYear)].map(([year, ofYear]) => (
          <section key={year} aria-labelledby={`year-${year}`}>
            <YearHeading year={year} groups={ofYear} />
            <ul className={classes.grid}>
              {ofYear.map((group) => (
                <GroupItem key={group.id} garden={garden} group={group} saves={saves} onOpen={setOpen} />
              ))}
            </ul>
          </section>
        ))}
      </div>
      {open?.what === 'publish' ? <PublishDialog group={open.group} {...dialog} /> : null}
      {open?.what === 'withdraw' ? <WithdrawDialog group={open.group} {...dialog} /> : null}
      {open?.what === 'change' ? <GroupDialog group={open.group} {...dialog} /> : null}
      {open?.what === 'add' ? <GroupDialog group={null} {...dialog} /> : null}
    </Stack>
  );
}

/** The year of the groups below, and who waits for them: a queue is of a year and a kind, whatever the language. */
function YearHeading({ year, groups }: { readonly year: number; readonly groups: readonly GroupRow[] }) {
  const { t } = useTranslation('kindergarten');
  const kinds = [...new Map(groups.map(({ kind, waiting }) => [kind, waiting]))];
  return (
    <Group justify="space-between" gap="sm" align="baseline">
      <Title order={3} id={`year-${year}`}>
        {t('group.year', { year })}
      </Title>
      <Text c="var(--kezek-ink-soft)">
        {kinds
          .map(([kind, n]) =>
            kinds.length === 1
              ? t('group.waiting', { n })
              : t('group.waitingOf', { kind: t(`group.kind.${kind}`), n }),
          )
          .join(' · ')}
      </Text>
    </Group>
  );
}

function GroupItem(props: {
  readonly garden: Garden;
  readonly group: GroupRow;
  readonly saves: boolean;
  readonly onOpen: (open: Open) => void;
}) {
  const { t } = useTranslation('kindergarten');
  const words = useGroupWords();
  const { group, onOpen } = props;
  const { places } = group;
  const publishes = props.garden.may.publish && props.garden.kindergarten.closedAt === null;
  const name = `${group.name}, ${group.birthYear}`;
  return (
    <li className={`${classes.item} ${classes.group}`} data-group={group.id}>
      <div>
        <Title order={4}>{group.name}</Title>
        <Text c="var(--kezek-ink-soft)">{words(group)}</Text>
      </div>
      <div>
        <PlaceBar places={places} />
        <HeldBack group={group} />
      </div>
      <div className={classes.actions}>
        {publishes && places.unpublished > 0 ? (
          <Button
            size="sm"
            variant="light"
            leftSection={<IconSend size={18} aria-hidden />}
            aria-label={`${t('publish.action')}: ${name}`}
            onClick={() => onOpen({ what: 'publish', group })}
          >
            {t('publish.action')}
          </Button>
        ) : null}
        {publishes && places.offered + places.open > 0 ? (
          <Button
            size="sm"
            variant="default"
            leftSection={<IconArrowBackUp size={18} aria-hidden />}
            aria-label={`${t('withdraw.action')}: ${name}`}
            onClick={() => onOpen({ what: 'withdraw', group })}
          >
            {t('withdraw.action')}
          </Button>
        ) : null}
        {props.saves ? (
          <Button
            size="sm"
            variant="subtle"
            leftSection={<IconPencil size={18} aria-hidden />}
            aria-label={`${t('group.change')}: ${name}`}
            onClick={() => onOpen({ what: 'change', group })}
          >
            {t('group.change')}
          </Button>
        ) : null}
      </div>
    </li>
  );
}

/** Places that are held back although children wait: how many, and since when (domain.md §9). */
function HeldBack({ group: { places, waiting } }: { readonly group: GroupRow }) {
  const { t } = useTranslation('kindergarten');
  const since = places.heldSince === null ? null : parseInstant(places.heldSince);
  if (since === null || places.unpublished === 0) return null;
  const days = Math.max(0, Math.floor((Date.now() - since) / DAY));
  const date = dateText(almatyDay(since));
  const text = days === 0 ? t('held.since', { date }) : t('held.sinceDays', { date, days });
  if (waiting === 0)
    return (
      <Text size="sm" c="var(--kezek-ink-soft)" mt={6}>
        {text}
      </Text>
    );
  return (
    <div className={classes.held}>
      <Text fw={600}>{text}</Text>
      <Text size="sm">{t('held.waits', { n: waiting })}</Text>
    </div>
  );
}
