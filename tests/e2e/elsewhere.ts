import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { ApplicationForm } from '../../core/domain/application-form.ts';
import { type DeskClient, openDeskClient } from '../integration/server/desk-client.ts';
import { formOf } from '../integration/server/forms.ts';
import { openDemoCa } from '../simulators/demo-ca/index.ts';
import type { Office } from './office.ts';

/** Another desk of the same office, without a window: families there file while somebody stands at the screen here. */
export async function openElsewhere(office: Office): Promise<DeskClient> {
  const ca = dirname(office.stack.simulators.trust);
  const { port }: { port: number } = JSON.parse(readFileSync(join(ca, 'services.json'), 'utf8'));
  const code = await office.stack.newPairingCode('desk');
  const demo = openDemoCa(ca, { servicesUrl: `http://127.0.0.1:${port}` });
  return openDeskClient(office.stack.serverUrl, Date.now, demo, code ?? '');
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
