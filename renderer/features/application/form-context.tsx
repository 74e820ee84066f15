import { createContext, useContext } from 'react';
import type { Failure } from '../../../core/domain/failure.ts';
import type { Fault, FormStep } from './faults.ts';
import type { FormValues } from './form-values.ts';
import type { Who } from './people.ts';

/** How far ГБД ФЛ is with a person. */
export type Lookup =
  | { readonly state: 'searching' }
  | { readonly state: 'failed'; readonly failure: Failure };

/** The form as the pages see it. */
export type Form = {
  /** UUID of the document to be. */
  readonly uuid: string;
  readonly values: FormValues;
  readonly change: (next: (values: FormValues) => FormValues) => void;
  readonly faults: readonly Fault[];
  /** The fault to show at a field: only once the person has left it, or tried to go on. */
  readonly shownFault: (field: string) => Fault | null;
  readonly touch: (field: string) => void;
  /** Shows all faults of a step; gives those that there are. */
  readonly attempt: (step: FormStep) => readonly Fault[];
  readonly attempted: (step: FormStep) => boolean;

  readonly setIin: (who: Who, iin: string) => void;
  readonly lookupOf: (who: Who) => Lookup | null;
  readonly lookUp: (who: Who) => void;
  readonly searching: boolean;

  readonly draft: DraftState;
  /** When the draft that was restored had been saved; null if the form is new. */
  readonly restoredAt: string | null;
  readonly startOver: () => void;
  /** The server refused it: the same data under new identifiers. */
  readonly renew: (refusal: Failure) => void;
  readonly refusal: Failure | null;
  readonly flush: () => void;
};

export type DraftState = {
  readonly savedAt: string | null;
  readonly failure: Failure | null;
};

export const FormContext = createContext<Form | null>(null);

/** The form being filled in; only inside `FormProvider`. */
export function useForm(): Form {
  const form = useContext(FormContext);
  if (form === null) throw new Error('Outside the form');
  return form;
}
