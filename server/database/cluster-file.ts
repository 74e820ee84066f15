import { readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';

/** What the running server writes for the command line: how to reach its embedded PostgreSQL. Mode 0600. */
export const ClusterFile = z.strictObject({
  port: z.int().positive(),
  user: z.string(),
  password: z.string(),
  database: z.string(),
});
export type ClusterFile = z.infer<typeof ClusterFile>;

/** Address of the database described by the file. */
export function clusterUrl({ port, user, password, database }: ClusterFile): string {
  return `postgres://${user}:${encodeURIComponent(password)}@127.0.0.1:${port}/${database}`;
}

/** Where the cluster file of a server's folder lies. */
export function clusterFilePath(folder: string): string {
  return path.join(folder, 'postgres.json');
}

/** Reads the cluster file of a server's folder; null where there is none or it is not ours. */
export async function readClusterFile(folder: string): Promise<ClusterFile | null> {
  const text = await readFile(clusterFilePath(folder), 'utf8').catch(() => null);
  if (text === null) return null;
  const parsed = ClusterFile.safeParse(parseJson(text));
  return parsed.success ? parsed.data : null;
}

/** Writes it whole or not at all. */
export async function writeClusterFile(folder: string, file: ClusterFile): Promise<void> {
  const target = clusterFilePath(folder);
  await writeFile(`${target}.new`, JSON.stringify(file), { mode: 0o600 });
  await rename(`${target}.new`, target);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
