/** `npm run server`: only the central server, configured by `kezek.config.json` and the environment (docs/operations.md). */
import { startServer } from '../server/start.ts';
import { findServerConfiguration, OF_THE_SERVER } from './server-configuration.ts';

const found = findServerConfiguration(process.env.INIT_CWD ?? process.cwd(), process.env, OF_THE_SERVER);
if (!found.ok) {
  process.stderr.write(`${found.line}\n`);
  process.exit(2);
}

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
