import { Alert, Text } from '@mantine/core';
import { IconAlertTriangle, IconInfoCircle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './note.module.css';

/**
 * A note of the manuals, in their words, under their heading «Назар аударуды сұраймыз!» or «МАҢЫЗДЫ!»
 * (domain.md §1.11 "Labels").
 */
export function Note(props: { readonly kind: 'attention' | 'important'; readonly children: ReactNode }) {
  const { t } = useTranslation();
  return (
    <Alert
      className={classes.warning}
      icon={<IconAlertTriangle aria-hidden />}
      title={t(`note.${props.kind}`)}
      role="note"
    >
      <Text>{props.children}</Text>
    </Alert>
  );
}

/** A calm remark of the interface itself. */
export function Remark(props: { readonly title?: string; readonly children: ReactNode }) {
  return (
    <Alert
      className={classes.remark}
      icon={<IconInfoCircle aria-hidden />}
      role="note"
      {...(props.title === undefined ? {} : { title: props.title })}
    >
      <Text component="div">{props.children}</Text>
    </Alert>
  );
}
