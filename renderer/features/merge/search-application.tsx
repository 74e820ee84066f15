import { Button, Group, SimpleGrid, Stack, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Failure } from '../../../core/domain/failure.ts';
import { parseIin } from '../../../core/domain/iin.ts';
import { readApplicationNumber } from '../../../core/domain/number.ts';
import type { FoundApplication } from '../../../core/protocol/merge.ts';
import { Card } from '../../components/card.tsx';
import { Facts } from '../../components/facts.tsx';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { FaultText } from '../../components/fault-text.tsx';
import { MaskedInput } from '../../components/masked-input.tsx';
import { useCoreMutation } from '../../link/use-core.ts';
import { LINKS } from '../../links.ts';
import { maskIin } from '../../masks.ts';
import { useDistrictName } from '../../office.ts';

/** Step one: number and child name the application together; what cannot be either is said before it costs a try. */
export function SearchApplication(props: { readonly onFound: (found: FoundApplication) => void }) {
  const { t } = useTranslation('merge');
  const [typed, setTyped] = useState('');
  const [childIin, setChildIin] = useState('');
  const [asked, setAsked] = useState(false);
  const search = useCoreMutation('merge.find');
  const number = readApplicationNumber(typed);
  const iin = parseIin(childIin);
  const numberFault: Failure | null =
    number === null ? { code: typed.trim() === '' ? 'required' : 'application-number-malformed' } : null;
  const iinFault: Failure | null = iin.ok
    ? null
    : { code: childIin === '' ? 'required' : `iin-${iin.error}` };
  const failure = search.isError ? search.error.failure : null;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setAsked(true);
    if (number === null || !iin.ok) return;
    search.mutate({ number, childIin }, { onSuccess: props.onFound });
  };
  const change = (apply: () => void) => {
    // What was said was said of something else.
    search.reset();
    apply();
  };
  return (
    <Card title={t('search.title')}>
      <form onSubmit={submit} noValidate>
        <Stack gap="lg">
          <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="md">
            <TextInput
              label={t('search.number')}
              description={t('search.numberHint')}
              required
              autoComplete="off"
              size="md"
              maxLength={40}
              value={typed}
              onChange={({ currentTarget: { value } }) => change(() => setTyped(value))}
              error={asked && numberFault !== null ? <FaultText failure={numberFault} /> : null}
            />
            <MaskedInput
              label={t('search.iin')}
              description={t('search.iinHint')}
              required
              size="md"
              inputMode="numeric"
              value={childIin}
              mask={maskIin}
              onMasked={(value) => change(() => setChildIin(value))}
              error={asked && iinFault !== null ? <FaultText failure={iinFault} /> : null}
            />
          </SimpleGrid>
          {failure === null ? null : (
            <FailureNotice failure={failure}>
              {failure.code === 'merge-own' ? (
                <Group>
                  <Button component={Link} to={LINKS.journal} variant="default">
                    {t('search.journal')}
                  </Button>
                </Group>
              ) : null}
            </FailureNotice>
          )}
          <Group>
            <Button
              type="submit"
              size="lg"
              loading={search.isPending}
              leftSection={<IconSearch size={22} aria-hidden />}
            >
              {t('search.find')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Card>
  );
}

/** What was found, as far as it is shown to somebody who is no parent of it yet. */
export function FoundFacts(props: { readonly found: FoundApplication; readonly onOther: () => void }) {
  const { t } = useTranslation('merge');
  const { found } = props;
  const district = useDistrictName(found.district);
  return (
    <Card title={t('found.title')}>
      <Facts
        label={t('found.title')}
        facts={[
          [t('found.number'), found.number],
          [t('found.child'), found.child],
          [t('found.district'), district],
          [t('found.phone'), found.phone],
        ]}
      />
      <Group>
        <Button variant="default" onClick={props.onOther}>
          {t('search.other')}
        </Button>
      </Group>
    </Card>
  );
}
