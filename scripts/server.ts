/** `npm run server`: only the central server, configured by `kezek.config.json` and the environment (docs/operations.md). */
import { resolve } from 'node:path';
import { DEFAULT_PORT, startServer } from '../server/start.ts';
import { outdatedLists, takenPort } from './configured-files.ts';
import { findServerConfiguration, OF_THE_SERVER } from './server-configuration.ts';

const found = findServerConfiguration(process.env.INIT_CWD ?? process.cwd(), process.env, OF_THE_SERVER);
const refused = found.ok ? await takenPort(found.config.port ?? DEFAULT_PORT) : found.line;
if (!found.ok || refused !== null) {
  process.stderr.write(`${refused}\n`);
  process.exit(2);
}
const { crlDir } = found.config;
for (const line of outdatedLists(crlDir && resolve(found.base, crlDir), new Date()))
  process.stderr.write(`${line}\n`);

try {
  const { config, base } = found;
  const server = await startServer(config, { base });
  process.stdout.write(`Kezek server: ${server.url}\n`);
  const end = (): void => {
    server.close().then(
      () => process.exit(0),
      (error: unknown) => {
        process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
        process.exit(1);
      },
    );
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, end);
  // Started by `npm start`, it ends when that is gone, also by force.
  if (process.connected) process.once('disconnect', end);
  else if (process.send !== undefined) end();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}
