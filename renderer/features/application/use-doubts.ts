import type { Failure } from '../../../core/domain/failure.ts';
import { toFailure } from '../../link/failure.ts';
import { useCore } from '../../link/use-core.ts';
import { useForm } from './form-context.tsx';
import { toForm } from './to-form.ts';

/**
 * What the core, which knows more than the page (who is in the queue already, which scans are here), has against signing.
 * @param enabled false once it is being signed: what is saved then is in the queue already, by this very form
 */
export function useDoubts(enabled: boolean): {
  readonly checking: boolean;
  readonly failures: readonly Failure[];
} {
  const form = useForm();
  const check = useCore('application.check', { form: toForm(form.values) }, { fresh: true, enabled });
  if (check.isError) return { checking: false, failures: [check.error.failure] };
  return { checking: check.isPending, failures: (check.data?.failures ?? []).map(toFailure) };
}
