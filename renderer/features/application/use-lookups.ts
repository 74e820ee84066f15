import { useState } from 'react';
import type { FailureCode } from '../../../core/domain/failure.ts';
import { core } from '../../link/core.ts';
import type { Lookup } from './form-context.tsx';
import { childrenOf, type FormValues } from './form-values.ts';
import { allowsManualEntry, canLookUp, personOf, type Who, withManualEntry, withRegistry } from './people.ts';

/** Asks ГБД ФЛ about people, one question an IIN, and fills the form in with the answers. */
export function useLookups(change: (next: (values: FormValues) => FormValues) => void): {
  readonly of: (iin: string) => Lookup | null;
  readonly searching: (values: FormValues) => boolean;
  readonly barred: ReadonlyMap<string, FailureCode>;
  readonly ask: (values: FormValues, who: Who) => void;
} {
  const [lookups, setLookups] = useState<ReadonlyMap<string, Lookup>>(new Map());
  const note = (iin: string, lookup: Lookup | null) =>
    setLookups((now) => {
      const next = new Map(now);
      if (lookup === null) next.delete(iin);
      else next.set(iin, lookup);
      return next;
    });
  const ask = async (iin: string, who: Who) => {
    note(iin, { state: 'searching' });
    const as = who === 'applicant' ? 'applicant' : 'child';
    const answer = await core.call('person.lookup', { iin, as });
    if (answer.ok) {
      note(iin, null);
      change((values) => withRegistry(values, who, answer.value.person));
      return;
    }
    note(iin, { state: 'failed', failure: answer.error });
    if (allowsManualEntry(answer.error.code)) change((values) => withManualEntry(values, who, iin));
  };
  const barred = new Map<string, FailureCode>();
  for (const [iin, lookup] of lookups)
    if (lookup.state === 'failed' && !allowsManualEntry(lookup.failure.code))
      barred.set(iin, lookup.failure.code);
  return {
    of: (iin) => lookups.get(iin) ?? null,
    searching: (values) =>
      [values.applicant, ...childrenOf(values)].some(({ iin }) => lookups.get(iin)?.state === 'searching'),
    barred,
    ask(values, who) {
      const iin = personOf(values, who)?.iin ?? '';
      if (canLookUp(values, who) && lookups.get(iin)?.state !== 'searching') void ask(iin, who);
    },
  };
}
