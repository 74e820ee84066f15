import type { Actor } from '../actor.ts';
import type { Correction } from '../application/correct.ts';
import type { Filing } from '../application/file-application.ts';
import type { Rejection } from '../application/reject.ts';
import type { OfficeRemovalReason } from '../application/remove-by-office.ts';
import type { BenefitCode } from '../application-form.ts';
import type { Instant } from '../instant.ts';
import type { PlainDate } from '../plain-date.ts';

/** A command on one application. */
type On = { readonly application: string; readonly by: Actor };

/** Everything that can be asked of the queue, by the names of design.md "Scenarios" and domain.md §1.11. */
export type Command =
  | {
      readonly do: 'apply';
      readonly filing: Filing;
      readonly by: Actor;
      /** The filing time where it is not the acceptance: desk time (§1.10.5). */
      readonly filedAt: Instant | null;
      /** The application in another district that is withdrawn by the same act and whose filing time is kept (§1.11). */
      readonly movesFrom: string | null;
    }
  | (On & { readonly do: 'choosePlace'; readonly group: string })
  | (On & { readonly do: 'cancelReferral' })
  | (On & { readonly do: 'extendReferral'; readonly until: PlainDate })
  | (On & { readonly do: 'markArrival' })
  | (On & { readonly do: 'refuseArrival'; readonly reason: string })
  | (On & { readonly do: 'confirmInterest' })
  | (On & { readonly do: 'withdraw' })
  | (On & { readonly do: 'updateContacts' })
  | (On & { readonly do: 'mergeApplication'; readonly applicant: string })
  | (On & { readonly do: 'claimBenefit'; readonly benefit: BenefitCode })
  | (On & { readonly do: 'decideBenefit'; readonly confirmed: boolean })
  | (On & { readonly do: 'decidePapers'; readonly confirmed: boolean })
  | (On & { readonly do: 'assignCategory'; readonly category: number | null })
  | (On & { readonly do: 'transfer'; readonly group: string })
  | (On & { readonly do: 'leave' })
  | (On & { readonly do: 'restore'; readonly reason: string; readonly second: Actor })
  | (On & { readonly do: 'reject'; readonly rejection: Rejection; readonly proposedBy: Actor })
  | (On & { readonly do: 'removeByOffice'; readonly reason: OfficeRemovalReason; readonly second: Actor })
  | (On & { readonly do: 'correct'; readonly correction: Correction; readonly second: Actor | null })
  | { readonly do: 'publishPlaces'; readonly group: string; readonly places: number; readonly by: Actor }
  | { readonly do: 'withdrawPlaces'; readonly group: string; readonly places: number; readonly by: Actor };

/** What a command has brought about: the applications that were filed, else nothing. */
export type Outcome = { readonly filed: readonly string[] };
