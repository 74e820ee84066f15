/** What desk and server ask about a certificate's revocation while they run, and what they are told (issue 3.1). */
import type { TrustStore } from '../trust-store.ts';

/**
 * `good`, `revoked`: a genuine and current answer of the issuer says so (`revoked` also by a list that is out of date).
 * `unusable`: what could be had is forged, foreign or out of date. `unchecked`: nothing could be had. Neither of the two ever
 * means "good": at the desk such a signature is provisional, at the server it is marked and asked about again.
 */
export type RevocationAnswer =
  | {
      readonly state: 'good' | 'revoked';
      readonly source: 'crl' | 'ocsp';
      /** When the National CA made the answer. */
      readonly asOf: Date;
    }
  | { readonly state: 'unusable' | 'unchecked'; readonly source: null; readonly asOf: null };

export type RevocationQuestion = {
  /** DER of the certificate, whose signature has been found good and whose chain leads to an anchor of `trust`. */
  readonly certificate: Uint8Array;
  readonly trust: TrustStore;
  /** The instant for which it is judged: what was revoked later does not touch it. */
  readonly at: Date;
  /** How long the answer may take, ms; {@link PATIENCE_MS} by default. */
  readonly patience?: number;
};

/** A verification waits so long for revocation and no longer. */
export const PATIENCE_MS = 3_000;

/** A revocation list as it is kept on this computer. */
export type ListStanding = {
  readonly address: string;
  readonly delta: boolean;
  readonly thisUpdate: Date;
  readonly nextUpdate: Date | null;
  /** When its address was last found to have none newer. */
  readonly confirmedAt: Date;
};

/** What happened, for the log; no field has room for a person. */
export type RevocationEvent =
  | {
      readonly event: 'list-kept';
      readonly address: string;
      readonly thisUpdate: Date;
      readonly octets: number;
    }
  | { readonly event: 'list-failed'; readonly address: string; readonly because: string }
  | { readonly event: 'ocsp-failed'; readonly address: string; readonly because: string }
  | { readonly event: 'folder-failed'; readonly because: string }
  | { readonly event: 'thread-failed'; readonly because: string };

/** Revocation as this computer knows it: lists kept on disk and refreshed, OCSP where they are not fresh. */
export interface RevocationSource {
  /** The trust with which the kept lists are checked and refreshed before a question brings another. */
  use(trust: TrustStore): void;
  /** Answers within the patience of the question; never throws for what the network does. */
  check(question: RevocationQuestion): Promise<RevocationAnswer>;
  /** The lists that are kept, for showing their age. */
  standing(): Promise<readonly ListStanding[]>;
  close(): Promise<void>;
}

export type RevocationOptions = {
  /** Where lists are kept; they hold serial numbers of certificates and nothing of a person. */
  readonly folder: string;
  /** What may be asked for lists and answers beside what {@link hosts} allows: nothing is fetched from anywhere else. */
  readonly hosts: AllowedHosts;
  /** Whether GOST 34.310-2004 counts. */
  readonly allowLegacy: boolean;
  /** An answer confirmed within so many ms counts without asking again. */
  readonly freshMs: number;
};

/** `of-authority`: the hosts that certificates of trusted authorities name. A list: of those only these. */
export type AllowedHosts = 'of-authority' | readonly string[];

export const NO_ANSWER = { state: 'unchecked', source: null, asOf: null } as const;
export const UNUSABLE_ANSWER = { state: 'unusable', source: null, asOf: null } as const;

/** Whether an address of a certificate may be asked: HTTP or HTTPS, no name and password in it, an allowed host. */
export function mayAsk(address: string, hosts: AllowedHosts): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, username, password, hostname, host } = new URL(address);
  if (protocol !== 'http:' && protocol !== 'https:') return false;
  if (username !== '' || password !== '') return false;
  return hosts === 'of-authority' || hosts.includes(hostname) || hosts.includes(host);
}
