import type { IconBell } from '@tabler/icons-react';
import classes from './pill.module.css';

/** The look of a pill; the word says what it means, the colour only helps to find it. */
export type PillLook = {
  readonly tone: 'wait' | 'check' | 'call' | 'good' | 'stop' | 'end' | 'bad' | 'local';
  readonly icon: typeof IconBell;
};

/** How something stands, in one word. */
export function Pill({ look, children }: { readonly look: PillLook; readonly children: string }) {
  const Icon = look.icon;
  return (
    <span className={classes.pill} data-tone={look.tone}>
      <Icon size={16} aria-hidden />
      <span>{children}</span>
    </span>
  );
}
