import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { createHost } from '../../../core/host.ts';

/** A desk of its own process: submits the form it is given, says so, and waits to be killed. */
const KEY = '5a'.repeat(32);
const { config, folder, form } = JSON.parse(await text(process.stdin));
const host = await createHost({
  config,
  dataFolder: folder,
  assetsFolder: join(import.meta.dirname, '../../../assets'),
  replicaKey: KEY,
  keyStore: 'file',
  demo: true,
  version: '0.1.0',
  emit: () => undefined,
});
const saved = await host.call('application.submit', {
  uuid: randomUUID(),
  form,
  storage: 'PKCS12',
  locale: 'kk',
  signer: 'applicant',
  consent: null,
});
if (!saved.ok) throw new Error(JSON.stringify(saved.error));
process.stdout.write(`${JSON.stringify(saved.value)}\n`);
