import { TextInput, type TextInputProps } from '@mantine/core';
import { useLayoutEffect, useRef } from 'react';
import { countDigits, positionAfterDigits } from './caret.ts';

/**
 * A text field whose value falls into a mask while it is typed. The caret stays behind the digit it stood behind, so that a
 * mistake in the middle can be corrected.
 */
export function MaskedInput({
  mask,
  onMasked,
  ...props
}: Omit<TextInputProps, 'onChange'> & {
  readonly mask: (text: string) => string;
  readonly onMasked: (text: string) => void;
}) {
  const input = useRef<HTMLInputElement>(null);
  const digitsBefore = useRef<number | null>(null);
  useLayoutEffect(() => {
    const element = input.current;
    if (element === null || digitsBefore.current === null) return;
    const caret = positionAfterDigits(element.value, digitsBefore.current);
    digitsBefore.current = null;
    element.setSelectionRange(caret, caret);
  });
  return (
    <TextInput
      autoComplete="off"
      {...props}
      ref={input}
      onChange={(event) => {
        const { value, selectionStart } = event.currentTarget;
        const caret = selectionStart ?? value.length;
        digitsBefore.current = caret === value.length ? null : countDigits(value.slice(0, caret));
        onMasked(mask(value));
      }}
    />
  );
}
