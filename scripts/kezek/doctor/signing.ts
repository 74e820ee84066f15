/** The steps about signatures: NCALayer, the trusted authorities, the revocation lists. */
import { existsSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { almatyDay, formatDate } from '../../../core/domain/almaty.ts';
import { DAY } from '../../../core/domain/instant.ts';
import { lookAtNcaLayer } from '../../../core/eds/ncalayer/index.ts';
import { readRevocationLists, readTrustFolder } from '../../../core/eds/verify.ts';
import type { Config } from '../../../core/protocol/config.ts';
import type { Finding } from './finding.ts';

const DEADLINES = { greeting: 5_000, dialog: 5_000 };
const SOON = 60 * DAY;

/** Whether NCALayer answers, its certificate is trusted, and a module that signs is in it. */
export async function ncalayer({ ncalayerUrl, ncalayerCa }: Config): Promise<Finding> {
  if (ncalayerCa !== undefined && !existsSync(ncalayerCa))
    return { state: 'failed', code: 'ncalayer-ca-missing' };
  const ca = ncalayerCa === undefined ? {} : { ca: readFileSync(ncalayerCa, 'latin1') };
  const sight = await lookAtNcaLayer({ url: ncalayerUrl, ...ca, deadlines: DEADLINES });
  return sight.ok
    ? { state: 'ok', code: 'ncalayer-well', facts: { ...sight.value } }
    : { state: 'failed', code: sight.error };
}

/** Whether the trusted certificates can be used, and until when. */
export function trust(folder: string | undefined, now: number): Finding {
  if (folder === undefined) return { state: 'failed', code: 'trust-not-set' };
  const read = readTrustFolder(folder);
  if (!read.ok)
    return { state: 'failed', code: 'trust-unusable', facts: { file: basename(read.error.file) } };
  const { anchors, intermediates } = read.value;
  if (anchors.length === 0) return { state: 'failed', code: 'trust-no-anchor' };
  const ends = [...anchors, ...intermediates].map(({ validTo }) => validTo.getTime());
  const facts = {
    anchors: anchors.length,
    intermediates: intermediates.length,
    until: formatDate(almatyDay(Math.min(...ends))),
  };
  if (Math.max(...anchors.map(({ validTo }) => validTo.getTime())) < now)
    return { state: 'failed', code: 'trust-expiring', facts };
  return Math.min(...ends) < now + SOON
    ? { state: 'warning', code: 'trust-expiring', facts }
    : { state: 'ok', code: 'trust-well', facts };
}

/** Whether every file of the folder of lists is one, and current. */
export function revocationLists(folder: string | undefined, now: number): Finding {
  if (folder === undefined) return { state: 'ok', code: 'lists-not-set' };
  const lists = readRevocationLists(folder);
  if (!lists.ok)
    return { state: 'failed', code: 'lists-unusable', facts: { file: basename(lists.error.file) } };
  const old = lists.value.find(
    ({ list: { nextUpdate } }) => nextUpdate !== undefined && nextUpdate.getTime() < now,
  );
  return old === undefined
    ? { state: 'ok', code: 'lists-well', facts: { number: lists.value.length } }
    : { state: 'warning', code: 'lists-outdated', facts: { file: basename(old.file) } };
}
