import { useForm } from '../application/form-context.tsx';
import type { SigningValues } from '../application/form-values.ts';

/** Who signs, as it stands in the form, and how to change it. */
export function useSigning(): readonly [SigningValues, (patch: Partial<SigningValues>) => void] {
  const form = useForm();
  return [
    form.values.signing,
    (patch) => form.change((values) => ({ ...values, signing: { ...values.signing, ...patch } })),
  ];
}
