import type { Failure, SignatureFailure } from '../domain/failure.ts';
import type { Instant } from '../domain/instant.ts';
import { fail, type Result } from '../domain/result.ts';
import type { NcaLayer, SignRequest } from '../eds/ncalayer/index.ts';
import type { CertificateOwner } from '../protocol/person.ts';
import type { VerificationReport } from '../protocol/verification.ts';

/** A signature that holds: the text that was signed, canonical, and whose it is. Nothing else of the document is read. */
export type Verified = {
  readonly content: string;
  readonly owner: CertificateOwner;
  readonly report: VerificationReport;
};

export type SignaturePurpose = SignRequest['purpose'];

/** Checks what NCALayer, or a program that takes its place, gave back (eds/README.md §1.7, "FCALayer"). */
export type Verifier = {
  verify(
    signedXml: string,
    purpose: SignaturePurpose,
    at: Instant,
  ): Promise<Result<Verified, SignatureFailure>>;
};

/** Having a person sign, one at a time. */
export type Signing = {
  /** Waits for the person at NCALayer's window; what comes back is not verified yet. */
  sign(request: SignRequest): Promise<Result<string, Failure>>;
  verify: Verifier['verify'];
  /** Stops waiting; a late answer is dropped. */
  abandon(): void;
  close(): void;
};

/** @param onOpen told when a request is open at NCALayer, so that our window steps back, and when it no longer is */
export function createSigning(
  ncalayer: NcaLayer,
  verifier: Verifier,
  onOpen: (open: boolean) => void,
): Signing {
  let current: AbortController | null = null;
  return {
    async sign(request) {
      // Somebody asks anew: the earlier request was left behind.
      current?.abort();
      const controller = new AbortController();
      current = controller;
      onOpen(true);
      try {
        const signed = await ncalayer.signXml({ ...request, signal: controller.signal });
        return signed.ok && controller.signal.aborted ? fail({ code: 'ncalayer-cancelled' }) : signed;
      } finally {
        if (current === controller) {
          current = null;
          onOpen(false);
        }
      }
    },
    verify: (signedXml, purpose, at) => verifier.verify(signedXml, purpose, at),
    abandon: () => current?.abort(),
    close: () => ncalayer.close(),
  };
}
