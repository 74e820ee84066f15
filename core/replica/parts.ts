import type { Applications } from './application.ts';
import type { Attachments } from './attachment.ts';
import type { Audit } from './audit.ts';
import type { ChallengeStock } from './challenge.ts';
import type { Commands } from './command.ts';
import type { Database } from './database.ts';
import type { Device } from './device.ts';
import type { Drafts } from './draft.ts';
import type { EditedReferences } from './edited-reference.ts';
import type { GrantStatements } from './grant-statement.ts';
import type { Outbox } from './outbox.ts';
import type { Positions } from './position.ts';
import type { ReplicatedRows } from './replicated-rows.ts';
import type { Sessions } from './session.ts';
import type { Submissions } from './submission.ts';

/** The rooms of an open replica. */
export type Parts = {
  readonly database: Database;
  readonly device: Device;
  readonly audit: Audit;
  readonly outbox: Outbox;
  readonly applications: Applications;
  readonly positions: Positions;
  readonly rows: ReplicatedRows;
  readonly submissions: Submissions;
  readonly commands: Commands;
  readonly drafts: Drafts;
  readonly attachments: Attachments;
  readonly challenges: ChallengeStock;
  readonly sessions: Sessions;
  readonly statements: GrantStatements;
  readonly editedReference: EditedReferences;
  /** False at a kiosk: nothing of a person stays once it is at the server. */
  readonly keepsAcknowledged: boolean;
};
