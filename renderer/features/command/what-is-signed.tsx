import { Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { fullName } from '../../../core/domain/application-form.ts';
import type { Card } from '../../../core/protocol/card.ts';
import type { Command } from '../../../core/protocol/command.ts';
import { commandText } from '../../../core/protocol/command-wording.ts';
import { Facts } from '../../components/facts.tsx';
import { useLocale } from '../../locale/i18n.ts';
import classes from './command.module.css';

/** What a dialog says of the command that is signed. */
export type SignedWords = {
  /** The application that is concerned, where it is one: an operator who is no parent there acts on a parent's behalf. */
  readonly card?: Card;
  /** Number of the application where it is not the card's. */
  readonly number?: string;
  readonly title: string;
  /** What is signed, besides action, child and application. */
  readonly facts?: readonly (readonly [label: string, value: string])[];
  /** The command as filled in; null while something is missing. */
  readonly command: Command | null;
};

/** «Бұл нені білдіреді»: what follows from the command, a sentence each. */
export function Meaning({ sentences }: { readonly sentences: readonly string[] }) {
  const { t } = useTranslation('command');
  if (sentences.length === 0) return null;
  return (
    <section>
      <Title order={3}>{t('meaning')}</Title>
      <ul className={classes.meaning}>
        {sentences.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </section>
  );
}

/** «What is signed»: the same in words as what the key signs or the parent consents to. */
export function WhatIsSigned({ asked }: { readonly asked: SignedWords }) {
  const { t } = useTranslation('command');
  const locale = useLocale();
  const { card, command } = asked;
  // The very text that NCALayer shows, and that server and desk make alike.
  const action =
    command === null ? asked.title : commandText(command, asked.number ?? card?.row.number ?? null, locale);
  const child = card?.form.children[card.childIndex];
  return (
    <section className={classes.signed}>
      <Title order={3} mt="sm">
        {t('signed')}
      </Title>
      <Facts
        label={t('signed')}
        facts={[
          [t('fact.action'), action],
          ...(card === undefined
            ? []
            : ([
                [t('fact.application'), card.row.number ?? card.row.label ?? ''],
                [t('fact.child'), child === undefined ? card.row.childName : fullName(child.name)],
                [t('fact.applicant'), fullName(card.form.applicant.name)],
              ] as const)),
          ...(asked.facts ?? []),
        ]}
      />
    </section>
  );
}
