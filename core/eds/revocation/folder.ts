/**
 * Revocation lists on disk, each with what is known of its fetching. A file is written aside and then takes the place of the
 * one before, so a computer that is switched off leaves one or the other. Nothing is believed for lying here: every list is
 * checked against the trusted certificates when it is read.
 */
import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

const Note = z.strictObject({
  address: z.string(),
  delta: z.boolean(),
  etag: z.string().nullable(),
  lastModified: z.string().nullable(),
  /** ms since 1970, as everything below. */
  thisUpdate: z.number(),
  nextUpdate: z.number().nullable(),
  confirmedAt: z.number(),
  usedAt: z.number(),
});
/** What is known of a list beside itself. */
export type ListNote = z.infer<typeof Note>;

export type StoredList = { readonly note: ListNote; readonly bytes: Uint8Array };

export type RevocationFolder = {
  /** All lists whose note and content are there; what belongs to none is cleared away. */
  read(): Promise<readonly StoredList[]>;
  /** Writes a list and its note. */
  write(list: StoredList): Promise<void>;
  /** Writes the note alone: the list is as it was. */
  note(note: ListNote): Promise<void>;
  remove(address: string): Promise<void>;
};

/** The lists of a folder, which is made when the first is written. Rejects with the system's error when that fails. */
export function revocationFolder(folder: string): RevocationFolder {
  const nameOf = (address: string) => createHash('sha256').update(address).digest('hex').slice(0, 32);
  const put = async (name: string, content: Uint8Array | string): Promise<void> => {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const draft = join(folder, `${name}.new`);
    await writeFile(draft, content, { mode: 0o600, flush: true });
    await rename(draft, join(folder, name));
  };
  const note = (of: ListNote) => put(`${nameOf(of.address)}.json`, JSON.stringify(of));
  return {
    read: () => readAll(folder, nameOf),
    async write(list) {
      await put(`${nameOf(list.note.address)}.crl`, list.bytes);
      await note(list.note);
    },
    note,
    async remove(address) {
      for (const ending of ['json', 'crl'])
        await rm(join(folder, `${nameOf(address)}.${ending}`), { force: true });
    },
  };
}

async function readAll(folder: string, nameOf: (address: string) => string): Promise<readonly StoredList[]> {
  const found: StoredList[] = [];
  const names = await namesIn(folder);
  for (const name of names.filter((each) => each.endsWith('.json'))) {
    const note = readNote(await readFile(join(folder, name), 'utf8'));
    const list = name.replace(/json$/, 'crl');
    if (note === undefined || `${nameOf(note.address)}.json` !== name || !names.includes(list)) continue;
    found.push({ note, bytes: Uint8Array.from(await readFile(join(folder, list))) });
  }
  const known = new Set(
    found.flatMap(({ note }) => [`${nameOf(note.address)}.json`, `${nameOf(note.address)}.crl`]),
  );
  for (const name of names)
    if (!known.has(name) && /^[0-9a-f]{32}\.(?:json|crl)(?:\.new)?$/.test(name))
      await rm(join(folder, name), { force: true });
  return found;
}

async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
}

function readNote(text: string): ListNote | undefined {
  try {
    return Note.safeParse(JSON.parse(text)).data;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
