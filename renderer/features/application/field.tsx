import { Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { FaultText } from '../../components/fault-text.tsx';
import { whenReleased } from '../../pointer.ts';
import { useForm } from './form-context.tsx';

/** The element of a field, for labels and for the focus. */
export function fieldId(path: string): string {
  return `field-${path.replaceAll('.', '-')}`;
}

/** Puts the focus on a field, or on the first control inside it, and brings it into view. */
export function focusField(path: string): void {
  const element = document.getElementById(fieldId(path));
  if (element === null) return;
  const control = element.matches('input, textarea, button')
    ? element
    : (element.querySelector<HTMLElement>('input:not([type="hidden"]), textarea, button') ?? element);
  control.focus({ preventScroll: true });
  element.scrollIntoView({ block: 'center' });
}

/** What a text field of the form needs besides its value: identity, fault, and being told that it was left. */
export function useField(path: string): {
  readonly id: string;
  readonly error: ReactNode;
  readonly onBlur: () => void;
} {
  const form = useForm();
  const fault = form.shownFault(path);
  return {
    id: fieldId(path),
    error: fault === null ? null : <FaultText failure={{ code: fault.code }} />,
    onBlur: () => whenReleased(() => form.touch(path)),
  };
}

/** A fault that belongs to a group of controls; the group's element carries the identity. */
export function GroupFault({ path }: { readonly path: string }) {
  const { error } = useField(path);
  if (error === null) return null;
  return (
    <Text c="var(--kezek-danger)" size="0.9375rem" role="alert">
      {error}
    </Text>
  );
}

/** The label of a field that may stay empty. */
export function OptionalLabel({ text }: { readonly text: string }) {
  const { t } = useTranslation();
  return (
    <>
      {text}{' '}
      <Text span fw={400} c="var(--kezek-ink-soft)" size="0.9375rem">
        ({t('state.optional')})
      </Text>
    </>
  );
}
