import { isDeepStrictEqual } from 'node:util';
import type { Failure } from '../../core/domain/failure.ts';
import { HOUR, type Instant } from '../../core/domain/instant.ts';
import { fail, ok } from '../../core/domain/result.ts';
import { readApplicationXml, type SignedApplication } from '../../core/eds/application-xml.ts';
import { reportByCode } from '../../core/eds/report.ts';
import { signedConsent } from '../../core/eds/signed-document.ts';
import type { CertificateOwner } from '../../core/protocol/person.ts';
import type { Mutation } from '../../core/protocol/replication.ts';
import type { VerificationReport } from '../../core/protocol/verification.ts';
import type { Answer } from '../answer.ts';
import type { Desk } from '../desk/authentication.ts';
import { type Actor, isOperator } from '../person/session.ts';
import type { Services } from '../services.ts';
import type { VerifiedSignature } from '../signature/verifier.ts';

export type Submit = Extract<Mutation, { name: 'application.submit' }>['args'];

/** Longest time between the signed document's making and its saving: a person is at NCALayer's window. */
const SIGNING_MS = HOUR;

/** Whose word a document is, and how that was found. */
export type Proof = {
  readonly owner: Pick<CertificateOwner, 'iin' | 'name' | 'algorithm' | 'serialNumber' | 'issuer'>;
  /** DER of the signer's certificate; null where a one-time code stands in for the signature. */
  readonly certificate: Uint8Array | null;
  readonly report: VerificationReport;
};

/** A submission whose signature holds and says what the command says. */
export type SignedSubmission = {
  readonly challenge: string;
  /** When it was signed, as the signed document says. */
  readonly time: string;
  readonly signer: SignedApplication['signer'];
  readonly signature: Proof;
};

/**
 * Verifies the signature with the trust of the server and compares what was signed, to the last field, with the command that
 * came beside it: `content` where they differ or the document is of another desk, operator or time. The signer is the applicant, or
 * the operator of the session with a consent (`iin-mismatch` for anybody else). The certificate is judged at receipt
 * (domain.md §1.11 "Signing"). A session by one-time code signs nothing: `code-not-enough`, or see {@link byCode}.
 */
export async function readSigned(
  services: Services,
  desk: Desk,
  actor: Actor,
  args: Submit,
  now: Instant,
): Promise<Answer<SignedSubmission>> {
  const verified =
    actor.means === 'code' ? byCode(services, actor, args, now) : await byKey(services, args, now);
  if (!verified.ok) return verified;
  const document = readApplicationXml(verified.value.content);
  if (!document.ok) return fail({ code: document.error });
  const { uuid, desk: code, operator, signer, consent, form, challenge, time } = document.value;
  const alone = operator === null && actor.iin === form.applicant.iin;
  const same =
    uuid === args.uuid &&
    code === desk.code &&
    (alone || operator === actor.iin) &&
    Math.abs(Date.parse(time) - Date.parse(args.provisional.deskTime)) <= SIGNING_MS &&
    isDeepStrictEqual(consent, signedConsent(args.consent)) &&
    isDeepStrictEqual(form, args.form);
  if (!same) return fail({ code: 'content' });
  const expected = signer === 'operator' ? actor.iin : form.applicant.iin;
  if (verified.value.owner.iin !== expected) return fail({ code: 'iin-mismatch' });
  const fault = signer === 'operator' ? onBehalfFault(actor, args) : null;
  if (fault !== null) return fail(fault);
  return ok({ challenge, time, signer, signature: verified.value });
}

async function byKey(
  services: Services,
  { signedXml }: Submit,
  now: Instant,
): Promise<Answer<VerifiedSignature>> {
  const verified = await services.signatures.verify(signedXml, 'application', now);
  return verified.ok ? verified : fail({ code: verified.error });
}

/**
 * Where the policy lets a one-time code do (`codeSigns`), the document of a parent's session by code carries no signature: its
 * text is what the parent was shown, and the code of the session stands for the signature under it.
 */
function byCode(
  services: Services,
  actor: Actor,
  { signedXml }: Submit,
  now: Instant,
): Answer<Proof & { readonly content: string }> {
  if (!services.policy.codeSigns) return fail({ code: 'code-not-enough' });
  const owner = { iin: actor.iin, name: actor.name, algorithm: '', serialNumber: '', issuer: '' };
  const report = reportByCode(signedXml, { verifiedBy: 'server', at: new Date(now) });
  return ok({ content: signedXml, owner, certificate: null, report });
}

/** Why somebody may not sign in the applicant's place; the consent itself is used up in the transaction. */
function onBehalfFault(actor: Actor, { consent, form }: Submit): Failure | null {
  if (!isOperator(actor) || form.applicant.iin === actor.iin) return { code: 'not-permitted' };
  if (consent === null) return { code: 'consent-required' };
  if (consent.means === 'code') return null;
  const scan = form.attachments.find(({ sha256 }) => sha256 === consent.sha256);
  return scan?.purpose === 'consent' ? null : { code: 'consent-required', field: 'attachments' };
}
