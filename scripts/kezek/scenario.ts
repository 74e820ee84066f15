import path from 'node:path';
import type { CommandIo } from './command-io.ts';
import { type Outcome, playStory, StoryFault } from './scenario/play-story.ts';
import { readStory } from './scenario/read-story.ts';
import type { Story } from './scenario/story.ts';
import { openTemporaryDatabase } from './scenario/temporary-database.ts';

const USAGE = 'usage: kezek scenario FILE [--json]';

/**
 * `kezek scenario FILE [--json]`: plays a story on the server's own code over a database of its own, and prints the outcome as
 * JSON, on one line with `--json` (design.md "Scenarios"). Exit code 0 once the story is played, also with refused steps; 2 for a
 * malformed file, with the place and the reason on stderr.
 */
export async function scenarioCommand(args: readonly string[], io: CommandIo): Promise<number> {
  const [file, ...rest] = args.filter((argument) => argument !== '--json');
  if (file === undefined || file.startsWith('--') || rest.length > 0) {
    io.err(`${USAGE}\n`);
    return 2;
  }
  const read = await readStory(path.resolve(io.cwd, file));
  if (!read.ok) {
    for (const line of read.error) io.err(`${line}\n`);
    return 2;
  }
  for (const place of read.value.strange) io.err(`${place}: no such field here, passed over\n`);
  try {
    const outcome = await playAlone(read.value.story, io);
    io.out(`${args.includes('--json') ? JSON.stringify(outcome) : JSON.stringify(outcome, null, 2)}\n`);
    return 0;
  } catch (error) {
    if (!(error instanceof StoryFault)) throw error;
    io.err(`${file}: ${error.message}\n`);
    return 2;
  }
}

async function playAlone(story: Story, io: CommandIo): Promise<Outcome> {
  const database = await openTemporaryDatabase();
  try {
    return await playStory(database.db, story, (text) => io.err(`${text}\n`));
  } finally {
    await database.close();
  }
}
