import { SaxesParser } from 'saxes';
import { z } from 'zod';

/** What the ШЭП envelope of a question to ГБД ФЛ says (domain.md §8). */
const GbdflQuestion = z.object({
  messageId: z.string().min(1),
  serviceId: z.string().min(1),
  messageDate: z.string().min(1),
  senderId: z.string().min(1),
  password: z.string(),
  iin: z.string(),
  kdpToken: z.string().optional(),
  publicKey: z.string().optional(),
});
export type GbdflQuestion = z.infer<typeof GbdflQuestion>;

const SOAP = 'http://schemas.xmlsoap.org/soap/envelope/';
const CHANNEL = 'http://bip.bee.kz/SyncChannel/v10/Types';

/** Where each field of the question lies, by local names. */
const PLACES: ReadonlyMap<string, keyof GbdflQuestion> = new Map([
  ['requestInfo/messageId', 'messageId'],
  ['requestInfo/serviceId', 'serviceId'],
  ['requestInfo/messageDate', 'messageDate'],
  ['requestInfo/sender/senderId', 'senderId'],
  ['requestInfo/sender/password', 'password'],
  ['requestData/data/iin', 'iin'],
  ['requestData/data/kdpToken', 'kdpToken'],
  ['requestData/data/publicKey', 'publicKey'],
]);

/** Reads the question; a string says what is wrong with the envelope. Any prefixes are taken, a DOCTYPE is not. */
export function readQuestion(xml: string): GbdflQuestion | string {
  const parser = new SaxesParser({ xmlns: true });
  const path: string[] = [];
  const fields: Record<string, string> = {};
  const wrong: string[] = [];
  let text = '';
  parser.on('error', (error) => wrong.push(error.message));
  parser.on('doctype', () => wrong.push('DOCTYPE is not allowed'));
  parser.on('opentag', (tag) => {
    path.push(tag.local);
    text = '';
    const here = path.join('/');
    if ((here === 'Envelope' || here === 'Envelope/Body') && tag.uri !== SOAP) {
      wrong.push(`${here} is not of ${SOAP}`);
    }
    if (here === 'Envelope/Body/SendMessage' && tag.uri !== CHANNEL) {
      wrong.push(`SendMessage is not of ${CHANNEL}`);
    }
  });
  parser.on('text', (more) => {
    text += more;
  });
  parser.on('cdata', (more) => {
    text += more;
  });
  parser.on('closetag', () => {
    const prefix = 'Envelope/Body/SendMessage/request/';
    const here = path.join('/');
    const field = here.startsWith(prefix) ? PLACES.get(here.slice(prefix.length)) : undefined;
    if (field !== undefined) {
      fields[field] = text.trim();
    }
    path.pop();
  });
  try {
    parser.write(xml).close();
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  const problem = wrong[0];
  if (problem !== undefined) {
    return problem;
  }
  const question = GbdflQuestion.safeParse(fields);
  return question.success
    ? question.data
    : `Missing: ${question.error.issues.map(({ path: at }) => at.join('.')).join(', ')}`;
}
