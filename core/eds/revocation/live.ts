/** Completes a verification with what is known of revocation now, where the lists of KEZEK_CRL_DIR did not tell. */
import { fail, ok, type Result } from '../../domain/result.ts';
import type { Config } from '../../protocol/config.ts';
import type { VerificationReport } from '../../protocol/verification.ts';
import type { TrustStore } from '../trust-store.ts';
import type { AllowedHosts, RevocationSource } from './answer.ts';

/**
 * The report with the state of the signer's certificate at the instant it was judged for; `revoked` for a revoked one. Lists
 * of the configuration that say "good" are believed without a question to the network.
 * @param certificate DER of the signer's certificate
 */
export async function withRevocation(
  report: VerificationReport,
  certificate: Uint8Array,
  source: RevocationSource,
  trust: TrustStore,
): Promise<Result<VerificationReport, 'revoked'>> {
  const [signer, ...others] = report.signers;
  if (signer === undefined || signer.revocation.state === 'good') return ok(report);
  const answer = await source.check({ certificate, trust, at: new Date(signer.judgedAt) });
  if (answer.state === 'revoked') return fail('revoked');
  // Lists of the configuration that do not answer tell more than nothing does.
  if (answer.state === 'unchecked') return ok(report);
  const revocation = {
    state: answer.state,
    source: answer.source,
    asOf: answer.asOf?.toISOString() ?? null,
  };
  return ok({ ...report, signers: [{ ...signer, revocation }, ...others] });
}

/** The hosts of the configuration (`revocationHosts`): `none`, or names with commas between; absent, those of the authorities. */
export function allowedHosts({ revocationHosts }: Pick<Config, 'revocationHosts'>): AllowedHosts {
  if (revocationHosts === undefined) return 'of-authority';
  return revocationHosts === 'none'
    ? []
    : revocationHosts.split(',').map((host) => host.trim().toLowerCase());
}
