/**
 * `node scripts/states.ts` writes `docs/states.md` from the table of status × action; with `--check` it only says whether the
 * file is up to date (exit code 1 when not).
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { RIGHTS } from '../core/domain/actor.ts';
import {
  ACTIONS,
  OCCURRENCE_TRANSITIONS,
  OCCURRENCES,
  type Reach,
  TRANSITIONS,
} from '../core/domain/application/transitions.ts';
import { NOTICE_KINDS } from '../core/domain/notice.ts';
import { STATUSES } from '../core/domain/status.ts';

const FILE = fileURLToPath(new URL('../docs/states.md', import.meta.url));

/** The text of `docs/states.md`. */
export function statesDocument(): string {
  return `${[
    '# The life of an application',
    'Made by `node scripts/states.ts` from `core/domain/application/transitions.ts`; do not edit. The rules behind it are domain.md §1.10 and §1.11.',
    '## Diagram',
    diagram(),
    '## Commands',
    'Empty: refused with `wrong-status` (or an earlier reason of §1.10.16). A dot: accepted, the status stays. `queued` stands for `queued`, or `pending` as long as a claim or papers are undecided.',
    table('command', ACTIONS, TRANSITIONS, (action) => RIGHTS[action].join(', ')),
    '## What happens by itself',
    'Deadlines act at 00:00 Asia/Almaty of the day after their last day, in this order at the same instant, within one kind by application number.',
    table('occurrence', OCCURRENCES, OCCURRENCE_TRANSITIONS, null),
    '## Notices',
    `By e-mail and SMS, and only these: ${NOTICE_KINDS.map((kind) => `\`${kind}\``).join(', ')}.`,
  ].join('\n\n')}\n`;
}

function table<Name extends string>(
  title: string,
  names: readonly Name[],
  reach: Readonly<Record<Name, Reach>>,
  who: ((name: Name) => string) | null,
): string {
  const head = [title, ...(who === null ? [] : ['who may']), ...STATUSES];
  const rows = names.map((name) => [
    `\`${name}\``,
    ...(who === null ? [] : [who(name)]),
    ...STATUSES.map((status) => cell(reach[name][status], status)),
  ]);
  const line = (columns: readonly string[]) => `| ${columns.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

function cell(targets: readonly string[] | undefined, from: string): string {
  if (targets === undefined) return '';
  const shown = targets.filter((target) => target !== 'pending' || !targets.includes('queued'));
  return shown.map((target) => (target === from ? '·' : target)).join(' / ');
}

function diagram(): string {
  const edges = new Map<string, string[]>();
  for (const [name, reach] of [...entries(TRANSITIONS), ...entries(OCCURRENCE_TRANSITIONS)]) {
    for (const [from, targets] of Object.entries(reach)) {
      for (const to of targets) {
        const edge = `${from} --> ${to}`;
        if (from !== to && to !== 'pending') edges.set(edge, [...(edges.get(edge) ?? []), name]);
      }
    }
  }
  const lines = [...edges].map(([edge, names]) => `  ${edge}: ${names.join(', ')}`);
  return [
    '```mermaid',
    'stateDiagram-v2',
    '  [*] --> pending: apply',
    '  [*] --> queued: apply',
    ...lines,
    '```',
  ].join('\n');
}

function entries(table: Readonly<Record<string, Reach>>): readonly (readonly [string, Reach])[] {
  return Object.entries(table);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const text = statesDocument();
  if (!process.argv.includes('--check')) {
    writeFileSync(FILE, text);
  } else if (readFileSync(FILE, 'utf8') !== text) {
    console.error('docs/states.md is out of date: run node scripts/states.ts');
    process.exitCode = 1;
  }
}
