import { parseInstant } from '../../../core/domain/instant.ts';
import { isPlainDate } from '../../../core/domain/plain-date.ts';
import { QUEUE_CLASSES, STATUSES } from '../../../core/domain/status.ts';
import type { Locale } from '../../../core/domain/wording.ts';
import { hasWord } from '../../locale/has-word.ts';
import { WORDS } from '../../locale/words.ts';
import { detailText, groundText } from '../proposal/reasons.ts';
import { dateText, momentText } from './journal-format.ts';

/** A fact's value for people: codes in words, dates and times as they are written here. */
export function factText(key: string, value: string | number, locale: Locale): string {
  const { status, document, history, proposal } = WORDS[locale];
  const text = String(value);
  const known = STATUSES.find((each) => each === text);
  if (known !== undefined) return status.name[known];
  const queueClass = QUEUE_CLASSES.find((each) => each === text);
  if (key === 'queueClass' && queueClass !== undefined) return status.queueClass[queueClass];
  if (key === 'benefit' && hasWord(status.benefitShort, text)) return status.benefitShort[text];
  if (key === 'proposal' && hasWord(proposal.kind, text)) return proposal.kind[text];
  if (key === 'field')
    return text
      .split(' ')
      .map((field) => (hasWord(proposal.field, field) ? proposal.field[field] : field))
      .join(', ');
  if (key === 'reason' && hasWord(proposal.removal, text)) return proposal.removal[text];
  if (key === 'detail') return detailText(text, locale);
  if (key === 'ground') return groundText(text, locale);
  if (key === 'kind' && hasWord(status.referralKind, text)) return status.referralKind[text];
  if (key === 'consent' && hasWord(history.consentMeans, text)) return history.consentMeans[text];
  if (key === 'person' && hasWord(history.person, text)) return history.person[text];
  if (key === 'fields')
    return text
      .split(' ')
      .map((field) => (hasWord(history.personField, field) ? history.personField[field] : field))
      .join(', ');
  if (key === 'document' && hasWord(document.kind, text)) return document.kind[text];
  if (isPlainDate(text)) return dateText(text);
  return parseInstant(text) === null ? text : momentText(text);
}
