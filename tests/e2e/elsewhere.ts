import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { ApplicationForm } from '../../core/domain/application-form.ts';
import { clusterUrl, readClusterFile } from '../../server/database/cluster-file.ts';
import { connect } from '../../server/database/connect.ts';
import { newPairingCode } from '../../server/desk/pairing.ts';
import { type DeskClient, openDeskClient } from '../integration/server/desk-client.ts';
import { formOf } from '../integration/server/forms.ts';
import { openDemoCa } from '../simulators/demo-ca/index.ts';
import type { Office } from './office.ts';

/**
 * Another desk of the same office, without a window: families there file while somebody stands at the screen here.
 * @param district where the desk stands, if it is not this office's
 */
export async function openElsewhere(office: Office, district: string | null = null): Promise<DeskClient> {
  const ca = dirname(office.stack.simulators.trust);
  const { port }: { port: number } = JSON.parse(readFileSync(join(ca, 'services.json'), 'utf8'));
  const code =
    district === null ? await office.stack.newPairingCode('desk') : await codeFor(office, district);
  const demo = openDemoCa(ca, { servicesUrl: `http://127.0.0.1:${port}` });
  return openDeskClient(office.stack.serverUrl, Date.now, demo, code ?? '');
}

async function codeFor(office: Office, district: string): Promise<string> {
  const cluster = await readClusterFile(join(office.dataFolder, 'server'));
  if (cluster === null) throw new Error('the server wrote no cluster file');
  const database = connect(clusterUrl(cluster), () => undefined, 1);
  const { code } = await newPairingCode(database.db, { district, mode: 'desk' }, Date.now());
  await database.close();
  return code;
}

/** A parent files for the own child there, with the own key; gives the application. */
export async function fileElsewhere(
  desk: DeskClient,
  parent: string,
  child: string,
  changed: Partial<ApplicationForm> = {},
): Promise<string> {
  const session = await desk.signIn(parent);
  const form = formOf(parent, [child], changed);
  const [result] = await desk.push(await desk.submission({ form, key: parent, session }));
  if (result?.outcome !== 'done') throw new Error(JSON.stringify(result));
  return form.children[0]?.uuid ?? '';
}
