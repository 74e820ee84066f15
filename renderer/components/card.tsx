import { Group, Paper, Stack, Text, Title } from '@mantine/core';
import { type ReactNode, useId } from 'react';
import classes from './card.module.css';

/** A titled part of a page. */
export function Card(props: {
  readonly title?: string;
  readonly text?: string;
  readonly aside?: ReactNode;
  readonly children: ReactNode;
}) {
  const id = useId();
  return (
    <Paper
      component="section"
      className={classes.card}
      {...(props.title === undefined ? {} : { 'aria-labelledby': id })}
    >
      <Stack gap="md">
        {props.title === undefined ? null : (
          <Group justify="space-between" align={props.text === undefined ? 'center' : 'start'} gap="sm">
            <div className={classes.heading}>
              <Title order={2} id={id}>
                {props.title}
              </Title>
              {props.text === undefined ? null : (
                <Text c="var(--kezek-ink-soft)" mt={2}>
                  {props.text}
                </Text>
              )}
            </div>
            {props.aside}
          </Group>
        )}
        {props.children}
      </Stack>
    </Paper>
  );
}
