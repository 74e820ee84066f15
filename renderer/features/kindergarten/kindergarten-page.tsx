import { Anchor, Box, Button, Checkbox, Group, Stack, Text, TextInput, Title } from '@mantine/core';
import { IconPlus, IconSearch } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { almatyDay } from '../../../core/domain/almaty.ts';
import { parseInstant } from '../../../core/domain/instant.ts';
import { searchName } from '../../../core/domain/kazakh.ts';
import { formatNumber } from '../../../core/domain/wording.ts';
import type { KindergartenRow } from '../../../core/protocol/kindergarten.ts';
import { Answered } from '../../components/answered.tsx';
import { DataTable } from '../../components/data-table.tsx';
import { Remark } from '../../components/note.tsx';
import { Nothing } from '../../components/nothing.tsx';
import { Page } from '../../components/page.tsx';
import { useCore } from '../../link/use-core.ts';
import { LINKS } from '../../links.ts';
import { useLocale } from '../../locale/i18n.ts';
import { useDistricts } from '../../office.ts';
import { useSession } from '../../session.ts';
import { dateText } from '../journal/journal-format.ts';
import { DetailsDialog } from './details-dialog.tsx';
import { type KindergartenTab, KindergartenView } from './kindergarten-view.tsx';

type Places = KindergartenRow['places'];

/** Who registers kindergartens; the server asks again. */
const SAVERS = ['region', 'administrator'] as const;

/** A director comes to the own kindergarten at once; those who oversee several choose from the list. */
export function KindergartenPage({ tab }: { readonly tab?: KindergartenTab | undefined }) {
  const { t } = useTranslation('kindergarten');
  const session = useSession();
  const may = session?.grants.some(({ role }) => SAVERS.some((each) => each === role)) === true;
  const list = useCore('kindergarten.list', { district: null }, { fresh: true });
  const [only, ...others] = list.data?.kindergartens ?? [];
  if (only !== undefined && others.length === 0)
    return <KindergartenView id={only.id} back="cabinet" tab={tab} />;
  return (
    <Page
      title={t('listTitle')}
      lead={t('listLead')}
      back="cabinet"
      width={96}
      aside={may ? <AddKindergarten /> : null}
    >
      <Answered query={list}>
        {({ kindergartens }) =>
          kindergartens.length === 0 ? (
            <Remark title={t('empty.title')}>{t('empty.text')}</Remark>
          ) : (
            <>
              <KindergartenList rows={kindergartens} />
              <Anchor component={Link} to={LINKS.papers} fw={600} w="fit-content">
                {t('paper.section')}
              </Anchor>
            </>
          )
        }
      </Answered>
    </Page>
  );
}

function AddKindergarten() {
  const { t } = useTranslation('kindergarten');
  const [open, setOpen] = useState(false);
  const close = () => setOpen(false);
  return (
    <>
      <Button leftSection={<IconPlus size={20} aria-hidden />} onClick={() => setOpen(true)}>
        {t('details.add')}
      </Button>
      {open ? <DetailsDialog kindergarten={null} onDone={close} onClose={close} /> : null}
    </>
  );
}

/** Kindergartens by district with the sums of their places: who holds places back stands out. */
function KindergartenList({ rows }: { readonly rows: readonly KindergartenRow[] }) {
  const { t } = useTranslation('kindergarten');
  const locale = useLocale();
  const districts = useDistricts();
  const [text, setText] = useState('');
  const [onlyHeld, setOnlyHeld] = useState(false);
  const wanted = searchName(text);
  const shown = rows.filter(
    ({ name, settlement, places }) =>
      (!onlyHeld || places.unpublished > 0) &&
      [name.kk, name.ru, settlement].some((each) => searchName(each).includes(wanted)),
  );
  const byDistrict = Map.groupBy(shown, ({ district }) => district);
  return (
    <Stack gap="lg">
      <Group align="end" gap="lg">
        <TextInput
          flex="1 1 20rem"
          label={t('find')}
          leftSection={<IconSearch size={20} aria-hidden />}
          value={text}
          onChange={({ currentTarget }) => setText(currentTarget.value)}
        />
        <Checkbox
          label={t('onlyHeld')}
          checked={onlyHeld}
          onChange={({ currentTarget }) => setOnlyHeld(currentTarget.checked)}
          mb="sm"
        />
      </Group>
      {shown.length === 0 ? (
        <Nothing icon={IconSearch} title={t('nothingFound')} text={t('nothingFoundText')} />
      ) : null}
      {[...byDistrict].map(([code, found]) => {
        const name = districts.find((each) => each.code === code)?.[locale] ?? code;
        return (
          <section key={code} aria-label={name}>
            <Title order={2} mb="sm">
              {name}
            </Title>
            <KindergartenTable name={name} rows={found} />
          </section>
        );
      })}
    </Stack>
  );
}

/** How the places of a kindergarten stand, in figures. */
const FIGURES = {
  capacity: ({ capacity }: Places) => capacity,
  enrolled: ({ enrolled, enrolledOtherwise }: Places) => enrolled + enrolledOtherwise,
  referred: ({ referred }: Places) => referred,
  published: ({ offered, open }: Places) => offered + open,
  held: ({ unpublished }: Places) => unpublished,
};
const NUMBERS = ['capacity', 'enrolled', 'referred', 'published', 'held'] as const;

function KindergartenTable(props: { readonly name: string; readonly rows: readonly KindergartenRow[] }) {
  const { t } = useTranslation('kindergarten');
  const locale = useLocale();
  return (
    <DataTable
      caption={props.name}
      rows={props.rows}
      keyOf={({ id }) => id}
      columns={[
        {
          key: 'kindergarten',
          head: t('column.kindergarten'),
          cell: (row) => <Named row={row} />,
        },
        { key: 'settlement', head: t('column.settlement'), cell: ({ settlement }) => settlement },
        ...NUMBERS.map((key) => ({
          key,
          head: t(`column.${key}`),
          cell: ({ places }: KindergartenRow) => formatNumber(FIGURES[key](places), locale),
          numeric: true,
        })),
        {
          key: 'since',
          head: t('column.since'),
          cell: ({ places }) => {
            const since = places.heldSince === null ? null : parseInstant(places.heldSince);
            return since === null ? '—' : dateText(almatyDay(since));
          },
        },
      ]}
    />
  );
}

function Named({ row }: { readonly row: KindergartenRow }) {
  const { t } = useTranslation('kindergarten');
  const locale = useLocale();
  const closed = row.closedAt === null ? null : parseInstant(row.closedAt);
  return (
    <Box miw="13rem">
      <Link to="/kindergarten/$id" params={{ id: row.id }}>
        {row.name[locale === 'ru' ? 'ru' : 'kk']}
      </Link>
      {closed === null ? null : <Text size="sm">{t('closed', { date: dateText(almatyDay(closed)) })}</Text>}
    </Box>
  );
}
