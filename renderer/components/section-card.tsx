import { IconChevronRight } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { LINKS, type LinkName } from '../links.ts';
import classes from './section-card.module.css';

/** A section one can go to: the whole card is the link. */
export function SectionCard(props: {
  readonly to: LinkName;
  readonly title: string;
  readonly text: string;
  readonly icon: ReactNode;
  /** The section most people come for. */
  readonly primary?: boolean;
}) {
  return (
    <Link to={LINKS[props.to]} className={classes.card} data-primary={props.primary === true || undefined}>
      <span className={classes.icon}>{props.icon}</span>
      <span className={classes.words}>
        <span className={classes.title}>{props.title}</span>
        <span className={classes.text}>{props.text}</span>
      </span>
      <IconChevronRight className={classes.arrow} size={24} aria-hidden />
    </Link>
  );
}
