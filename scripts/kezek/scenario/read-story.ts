import { readFile } from 'node:fs/promises';
import { fail, ok, type Result } from '../../../core/domain/result.ts';
import { type Story, StorySchema, strangeFields } from './story.ts';

/** A story as read, and what in it was passed over. */
export type ReadStory = { readonly story: Story; readonly strange: readonly string[] };

/** Reads a story; fails with lines that name the place and the reason. */
export async function readStory(file: string): Promise<Result<ReadStory, readonly string[]>> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    return fail([`${file}: cannot be read (${error instanceof Error ? error.message : String(error)})`]);
  }
  let input: unknown;
  try {
    input = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    return fail([`${file}: is no JSON (${error instanceof Error ? error.message : String(error)})`]);
  }
  const parsed = StorySchema.safeParse(input);
  if (parsed.success) return ok({ story: parsed.data, strange: strangeFields(input) });
  return fail(
    parsed.error.issues.map(({ path, message }) => `${file}: ${path.join('.') || 'the story'}: ${message}`),
  );
}
