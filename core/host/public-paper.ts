import { bulletinFacts, fileNameOf, renderBulletin, renderIssuedReferrals } from '../documents/index.ts';
import type { Failure } from '../domain/failure.ts';
import { fail, ok, type Result } from '../domain/result.ts';
import type { DocumentLocale } from '../protocol/locale.ts';
import { publicPaperQuestions } from '../protocol/public-paper.ts';
import type { Context } from './context.ts';
import { askServer } from './question.ts';

/** A paper as a file. */
type DrawnPaper = { readonly fileName: string; readonly bytes: Uint8Array<ArrayBuffer> };

/**
 * Before the name of a paper for everybody: `public:place-bulletin`, `public:issued-referrals/‹from›/‹to›` with the first and
 * last day. It is drawn from what the server says at this moment.
 */
export const PUBLIC_PAPER = 'public:';

/** «Босаған орындар бюллетені» or «Жолдамаларды беру хаттамасы» of the desk's district; `not-found` for any other name. */
export async function drawPublicPaper(
  context: Context,
  name: string,
  locale: DocumentLocale,
): Promise<Result<DrawnPaper, Failure>> {
  const [kind, ...days] = name.split('/');
  if (kind === 'place-bulletin') return drawBulletin(context, locale);
  const [from, to] = days;
  const period = publicPaperQuestions['referral.issued'].input.safeParse({ from, to });
  if (kind !== 'issued-referrals' || !period.success) return fail({ code: 'not-found' });
  const answer = await askServer(context, 'referral.issued', period.data);
  if (!answer.ok) return answer;
  const { paper, ...facts } = answer.value;
  const bytes = await renderIssuedReferrals(paper, facts, locale);
  return ok({
    fileName: fileNameOf('issued-referrals', facts.number, locale),
    bytes: new Uint8Array(bytes),
  });
}

async function drawBulletin(context: Context, locale: DocumentLocale): Promise<Result<DrawnPaper, Failure>> {
  const answer = await askServer(context, 'place.bulletin', {});
  if (!answer.ok) return answer;
  const { paper, groups, ...given } = answer.value;
  const facts = bulletinFacts(groups, given);
  const bytes = await renderBulletin(paper, facts, locale);
  return ok({ fileName: fileNameOf('place-bulletin', facts.number, locale), bytes: new Uint8Array(bytes) });
}
