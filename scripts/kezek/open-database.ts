import path from 'node:path';
import { clusterUrl, readClusterFile } from '../../server/database/cluster-file.ts';
import { type Connection, connect } from '../../server/database/connect.ts';
import { databaseFailure } from '../../server/database/failure.ts';
import { migrate } from '../../server/database/migrate.ts';
import { findServerConfiguration } from '../server-configuration.ts';
import type { CommandIo } from './command-io.ts';

/**
 * Runs a command against the database of the server: the one of KEZEK_DATABASE_URL, or the embedded one of the data folder,
 * which is there as long as the server runs. Gives the exit code: the command's own, 1 when the database cannot be reached, 2
 * for a wrong configuration.
 */
export async function withDatabase(
  io: CommandIo,
  command: (connection: Connection) => Promise<number>,
): Promise<number> {
  const found = findServerConfiguration(io.cwd, io.env);
  if (!found.ok) {
    io.err(`${found.line}\n`);
    return 2;
  }
  const folder = path.join(path.resolve(found.base, found.config.dataDir ?? '.kezek'), 'server');
  const file = found.config.databaseUrl === undefined ? await readClusterFile(folder) : null;
  const url = found.config.databaseUrl ?? (file === null ? null : clusterUrl(file));
  if (url === null) {
    io.err(
      `No Kezek server has run with the data folder ${path.dirname(folder)}. Start it (npm start, npm run server), or name its folder in KEZEK_DATA_DIR.\n`,
    );
    return 1;
  }
  const connection = connect(url, () => undefined, 1);
  try {
    const migrated = await migrate(connection.db);
    if (migrated.ok) return await command(connection);
    io.err('The database is of a newer Kezek; use the command line of that version.\n');
    return 1;
  } catch (error) {
    if (databaseFailure(error) !== 'unavailable') throw error;
    io.err(
      found.config.databaseUrl === undefined
        ? `The Kezek server of ${path.dirname(folder)} is not running. Start it (npm start, npm run server) and try again.\n`
        : 'The database of KEZEK_DATABASE_URL cannot be reached.\n',
    );
    return 1;
  } finally {
    await connection.close();
  }
}
