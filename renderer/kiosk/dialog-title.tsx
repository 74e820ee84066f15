import { Text } from '@mantine/core';

/** The question a dialog asks, large enough to be read from where one stands. */
export function DialogTitle({ text }: { readonly text: string }) {
  return (
    <Text span fw={700} fz="1.75rem" lh={1.25}>
      {text}
    </Text>
  );
}
