import { administrationQuestions } from './administration.ts';
import { auditQuestions } from './audit.ts';
import { benefitQuestions } from './benefit.ts';
import { kindergartenQuestions } from './kindergarten.ts';
import { mergeQuestions } from './merge.ts';
import { noticeQuestions } from './notice.ts';
import { permissionQuestions } from './permission.ts';
import { placeQuestions } from './place.ts';
import { proposalQuestions } from './proposal.ts';
import { publicPaperQuestions } from './public-paper.ts';
import { regionQuestions } from './region.ts';
import { reportQuestions } from './report.ts';
import { whyQuestions } from './why.ts';
import { workQuestions } from './work.ts';

/** Every question that the core passes on to the server as it is and answers as the server does (`question()`, route.ts). */
export const QUESTIONS = {
  ...administrationQuestions,
  ...auditQuestions,
  ...benefitQuestions,
  ...kindergartenQuestions,
  ...mergeQuestions,
  ...noticeQuestions,
  ...permissionQuestions,
  ...placeQuestions,
  ...proposalQuestions,
  ...publicPaperQuestions,
  ...regionQuestions,
  ...reportQuestions,
  ...whyQuestions,
  ...workQuestions,
} as const;
export type Question = keyof typeof QUESTIONS;

/** Whether a name is that of a question to the server; for names that come from outside. */
export function isQuestion(name: string): name is Question {
  return Object.hasOwn(QUESTIONS, name);
}
