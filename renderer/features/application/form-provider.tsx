import { type ReactNode, useEffect, useMemo, useRef, useState } from 'react';
import type { Failure } from '../../../core/domain/failure.ts';
import type { Draft } from '../../../core/protocol/draft.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { Loading } from '../../components/loading.tsx';
import { useCore } from '../../link/use-core.ts';
import { maskPhone } from '../../masks.ts';
import { useIsOperator, useSession, useStatus } from '../../session.ts';
import { type FormStep, faultsOf, stepOf } from './faults.ts';
import { type Form, FormContext } from './form-context.tsx';
import { emptyValues, type FormValues, FormValuesSchema } from './form-values.ts';
import { personOf, withIin } from './people.ts';
import { useDraft } from './use-draft.ts';
import { useLookups } from './use-lookups.ts';

/** Loads the draft, then holds the form while its pages come and go. */
export function FormProvider(props: { readonly step: Draft['step']; readonly children: ReactNode }) {
  const draft = useCore('draft.load', {}, { fresh: true });
  const district = useStatus().desk?.district ?? '';
  const [first, setFirst] = useState<Draft | null | undefined>(undefined);
  useEffect(() => {
    if (draft.data !== undefined && !draft.isFetching)
      setFirst((now) => (now === undefined ? draft.data : now));
  }, [draft.data, draft.isFetching]);
  if (draft.isError)
    return <FailureNotice failure={draft.error.failure} retry={() => void draft.refetch()} />;
  if (first === undefined) return <Loading />;
  return (
    <FormHolder key={district} step={props.step} draft={first} district={district}>
      {props.children}
    </FormHolder>
  );
}

/** What the form begins with: the draft, if it can be read, else nothing. */
function beginning(
  draft: Draft | null,
  district: string,
): { uuid: string; values: FormValues; restored: boolean } {
  const kept = draft === null ? null : FormValuesSchema.safeParse(draft.values);
  if (draft !== null && kept?.success === true)
    return { uuid: draft.uuid, values: { ...kept.data, district }, restored: draft.step !== 'service' };
  return {
    uuid: crypto.randomUUID(),
    values: emptyValues(district, crypto.randomUUID()),
    restored: false,
  };
}

function FormHolder(props: {
  readonly step: Draft['step'];
  readonly draft: Draft | null;
  readonly district: string;
  readonly children: ReactNode;
}) {
  const { step, district } = props;
  const [begun] = useState(() => beginning(props.draft, district));
  const [uuid, setUuid] = useState(begun.uuid);
  const [values, setValues] = useState(begun.values);
  const [restoredAt, setRestoredAt] = useState(begun.restored ? (props.draft?.savedAt ?? null) : null);
  const [touched, setTouched] = useState<ReadonlySet<string>>(new Set());
  const [attempts, setAttempts] = useState<ReadonlySet<FormStep>>(new Set());
  const [refusal, setRefusal] = useState<Failure | null>(null);
  const [pristine, setPristine] = useState(!begun.restored);
  const place = useStatus().mode;

  const change = (next: (now: FormValues) => FormValues) => {
    setPristine(false);
    setValues(next);
  };
  const lookups = useLookups(change);
  useOwnApplicant(values, change, lookups.ask);

  const kept = useMemo(() => (pristine ? null : { uuid, step, values }), [pristine, uuid, step, values]);
  const draft = useDraft(kept);
  const faults = faultsOf(values, Date.now(), place, lookups.barred);

  const form: Form = {
    uuid,
    values,
    change,
    faults,
    shownFault(field) {
      const fault = faults.find((each) => each.field === field);
      if (fault === undefined) return null;
      return touched.has(field) || attempts.has(stepOf(field)) || isTypedIin(field, values) ? fault : null;
    },
    touch(field) {
      setTouched((now) => (now.has(field) ? now : new Set(now).add(field)));
      draft.flush();
    },
    attempt(of) {
      setAttempts((now) => new Set(now).add(of));
      draft.flush();
      return faults.filter((fault) => stepOf(fault.field) === of);
    },
    attempted: (of) => attempts.has(of),
    setIin(who, iin) {
      const next = withIin(values, who, iin);
      change((now) => withIin(now, who, iin));
      lookups.ask(next, who);
    },
    lookupOf: (who) => lookups.of(personOf(values, who)?.iin ?? ''),
    lookUp: (who) => lookups.ask(values, who),
    searching: lookups.searching(values),
    draft: draft.state,
    restoredAt,
    startOver() {
      setUuid(crypto.randomUUID());
      const { dataCurrent, algorithmRead } = values;
      setValues({ ...emptyValues(district, crypto.randomUUID()), dataCurrent, algorithmRead });
      setTouched(new Set());
      setAttempts(new Set());
      setRestoredAt(null);
      setRefusal(null);
    },
    renew(failure) {
      setUuid(crypto.randomUUID());
      change((now) => ({
        ...now,
        children: now.children.map((child) => ({ ...child, uuid: crypto.randomUUID() })),
      }));
      setRefusal(failure);
    },
    refusal,
    flush: draft.flush,
  };
  return <FormContext value={form}>{props.children}</FormContext>;
}

/** An IIN is judged as soon as its last digit is typed. */
function isTypedIin(field: string, values: FormValues): boolean {
  if (field === 'applicant.iin') return values.applicant.iin.length === 12;
  const child = /^children\.(\d+)\.iin$/.exec(field);
  return child !== null && values.children[Number(child[1])]?.iin.length === 12;
}

/** A parent who signed in files for himself: his own IIN stands there at once, with the contacts that are known. */
function useOwnApplicant(
  values: FormValues,
  change: (next: (now: FormValues) => FormValues) => void,
  ask: (values: FormValues, who: 'applicant') => void,
): void {
  const session = useSession();
  const operator = useIsOperator();
  const done = useRef(false);
  useEffect(() => {
    if (done.current || session === null || operator) return;
    done.current = true;
    if (values.applicant.iin !== '' && values.applicant.source !== 'none') return;
    const own = (now: FormValues): FormValues => {
      const next = withIin(now, 'applicant', session.iin);
      const { email, phone } = next.applicant;
      return {
        ...next,
        applicant: {
          ...next.applicant,
          email: email === '' ? (session.email ?? '') : email,
          phone: phone === '' ? maskPhone(session.phone ?? '') : phone,
        },
      };
    };
    change(own);
    ask(own(values), 'applicant');
  }, [session, operator, values, change, ask]);
}
