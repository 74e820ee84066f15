import type { KeyObject } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { Logger } from 'pino';
import type { Rules } from '../core/domain/application/state.ts';
import type { Instant } from '../core/domain/instant.ts';
import type { Policy } from '../core/domain/policy.ts';
import type { Database } from './database/schema.ts';
import type { FileStore } from './file/store.ts';
import type { SmsGateway } from './notice/sms.ts';
import type { PaperOffice } from './paper/office.ts';
import type { BenefitTable } from './reference/benefits.ts';
import type { DistrictTable } from './reference/districts.ts';
import type { SettlementTable } from './reference/settlements.ts';
import type { PhoneRegistry } from './registry/bmg.ts';
import type { Registry } from './registry/registry.ts';
import type { Revocation } from './signature/revocation.ts';
import type { SignatureVerifier } from './signature/verifier.ts';

/** What the handlers work with; made once at start (`start.ts`). */
export type Services = {
  readonly db: Kysely<Database>;
  /** The server's clock. */
  readonly now: () => Instant;
  readonly log: Logger;
  readonly serverId: string;
  readonly policy: Policy;
  /** The policy with the working calendar: what the queue goes by. */
  readonly rules: Rules;
  readonly slipKey: SlipKey;
  /** Issues the papers of what happens in the queue. */
  readonly papers: PaperOffice;
  readonly signatures: SignatureVerifier;
  readonly revocation: Revocation;
  readonly registry: Registry;
  readonly phones: PhoneRegistry;
  readonly sms: SmsGateway;
  readonly files: FileStore;
  readonly districts: DistrictTable;
  readonly settlements: SettlementTable;
  readonly benefits: BenefitTable;
};

/** The Ed25519 key that signs slips; `publicKey` is SPKI DER in base64, as desks keep it. */
export type SlipKey = { readonly privateKey: KeyObject; readonly publicKey: string };
