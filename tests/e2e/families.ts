import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { ApplicationForm, Attachment } from '../../core/domain/application-form.ts';
import type { Command } from '../../core/domain/queue/command.ts';
import { clusterUrl, readClusterFile } from '../../server/database/cluster-file.ts';
import { type Connection, connect } from '../../server/database/connect.ts';
import { runCommand } from '../../server/queue/command.ts';
import { BY_ITSELF } from '../../server/queue/origin.ts';
import type { DeskClient } from '../integration/server/desk-client.ts';
import { rulesOf } from '../unit/domain/story.ts';
import { fileElsewhere, openElsewhere } from './elsewhere.ts';
import type { Office } from './office.ts';
import { pdfScan } from './scans.ts';

/** What happens at other desks while somebody stands at the screen: families file, the queue moves. */
export type Families = {
  readonly desk: DeskClient;
  readonly database: Connection;
  /** A parent files for the own child with the own key; gives the application. */
  readonly file: (parent: string, child: string, changed?: Partial<ApplicationForm>) => Promise<string>;
  /** A scan that the server has, to be attached to what is filed. */
  readonly scan: (purpose: Attachment['purpose'], name: string, text: string) => Promise<Attachment>;
  /** A command of the queue, given by whoever may. */
  readonly give: (command: Command) => Promise<void>;
  /** How an application stands at the server. */
  readonly state: (application: string) => ReturnType<typeof stateOf>;
  readonly close: () => Promise<void>;
};

/** The database of the office's server. */
export async function openDatabase(office: Office): Promise<Connection> {
  const cluster = await readClusterFile(join(office.dataFolder, 'server'));
  if (cluster === null) throw new Error('the server wrote no cluster file');
  return connect(clusterUrl(cluster), () => undefined, 2);
}

/** Opens another desk of the same office for them. */
export async function openFamilies(
  office: Office,
  policy: 'classic' | 'voucher2025' = 'classic',
): Promise<Families> {
  const database = await openDatabase(office);
  const desk = await openElsewhere(office);
  return {
    desk,
    database,
    file: (parent, child, changed) => fileElsewhere(desk, parent, child, changed),
    scan: async (purpose, name, text) => {
      const { buffer } = await pdfScan(name, text);
      const sha256 = createHash('sha256').update(buffer).digest('hex');
      const put = await desk.put(sha256, buffer);
      if (put.status >= 300) throw new Error(`scan: ${put.status} ${put.code}`);
      return { sha256, name, type: 'application/pdf', size: buffer.length, purpose };
    },
    give: async (command) => {
      const queue = { db: database.db, rules: rulesOf(policy), now: Date.now };
      const done = await runCommand(queue, command, BY_ITSELF);
      if (!done.ok) throw new Error(`${command.do}: ${done.error}`);
    },
    state: (application) => stateOf(database, application),
    close: () => database.close(),
  };
}

function stateOf({ db }: Connection, application: string) {
  return db
    .selectFrom('application')
    .select(['status', 'filed_at', 'child_iin', 'queue_class'])
    .where('uuid', '=', application)
    .executeTakeFirstOrThrow();
}
