import { Paper, Stack, Text, Title } from '@mantine/core';
import type { IconBell } from '@tabler/icons-react';
import type { ReactNode } from 'react';

/** A list with nothing in it: that this is so, and what comes next. */
export function Nothing(props: {
  readonly icon: typeof IconBell;
  readonly title: string;
  readonly text: string;
  /** Within a card that has an edge already. */
  readonly bare?: boolean;
  /** What can be done about it. */
  readonly children?: ReactNode;
}) {
  const Icon = props.icon;
  const said = (
    <Stack align="center" gap="sm" py="lg" ta="center" role="status">
      <Icon size={56} stroke={1.25} color="var(--kezek-sky)" aria-hidden />
      <Title order={2}>{props.title}</Title>
      <Text maw="36rem" c="var(--kezek-ink-soft)">
        {props.text}
      </Text>
      {props.children}
    </Stack>
  );
  return props.bare === true ? (
    said
  ) : (
    <Paper withBorder p="xl">
      {said}
    </Paper>
  );
}
