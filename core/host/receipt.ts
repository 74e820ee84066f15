import { randomUUID } from 'node:crypto';
import { type ReceiptGiven, receiptFacts } from '../documents/index.ts';
import type { Failure } from '../domain/failure.ts';
import { parseIin } from '../domain/iin.ts';
import { toIso } from '../domain/instant.ts';
import { maskIin } from '../domain/name.ts';
import { fail, ok, type Result } from '../domain/result.ts';
import type { Input, Output } from '../protocol/desk.ts';
import type { Grant, Session } from '../protocol/person.ts';
import { nextLabel } from '../replica/label.ts';
import { type Context, grantsHere, serverNow, signedIn } from './context.ts';
import type { Handlers } from './handler.ts';
import type { PreparedReceipt } from './held.ts';
import { askServer } from './question.ts';

/** Begins the document id of a receipt of documents; a UUID of its own follows. */
export const RECEIPT = 'receipt:';
/** Receipts of this session that can still be drawn. */
const KEPT = 20;
/** Who takes documents in: whoever holds several of these roles does so in the first. */
const RECEIVERS = ['operator', 'head', 'director'] as const;

/** The receipt of documents that were handed in or are missing (domain.md §7.4). */
export function receiptHandlers(context: Context): Pick<Handlers, 'receipt.prepare'> {
  return { 'receipt.prepare': (input) => prepare(context, input) };
}

/** Numbers the paper and fixes what it says; it is drawn when it is read or printed. */
async function prepare(
  context: Context,
  input: Input<'receipt.prepare'>,
): Promise<Result<Output<'receipt.prepare'>, Failure>> {
  const open = signedIn(context);
  if (!open.ok) return open;
  const { session } = open.value;
  const receiver = receiverHere(context, session);
  if (receiver === null) return fail({ code: 'not-permitted' });
  const { reference, replica } = context;
  const pairing = replica.device.pairing();
  if (pairing === null) return fail({ code: 'desk-not-paired' });
  const iin = parseIin(input.applicant.iin);
  if (!iin.ok) return fail({ code: `iin-${iin.error}`, field: 'applicant.iin' });
  if (input.handed.length + input.missing.length === 0) return fail({ code: 'required', field: 'handed' });
  const found = reference.districts.find(({ code }) => code === pairing.district);
  if (found === undefined) throw new Error('The desk is of a district that the reference does not have');
  const district = { kk: found.kk, ru: found.ru };
  const place = await placeOf(context, receiver, district);
  if (!place.ok) return place;

  const id = randomUUID();
  const now = serverNow(context);
  const number = numberOf(context, session, { id, deskCode: pairing.deskCode, input });
  const facts = receiptFacts({
    number,
    at: toIso(now),
    district,
    place: place.value,
    application: input.application,
    childName: input.child,
    applicant: { name: input.applicant.name, maskedIin: maskIin(iin.value.iin) },
    handed: input.handed,
    missing: input.missing,
    receiver: { name: session.name, role: receiver.role },
  });
  keep(context, id, { receiver: session.iin, facts });
  return ok({ id: `${RECEIPT}${id}`, number });
}

/** As what the person takes documents in at this desk, or null. */
function receiverHere(
  context: Context,
  session: Session,
): { readonly role: (typeof RECEIVERS)[number]; readonly kindergarten: Grant['kindergarten'] } | null {
  const grants = grantsHere(context, session);
  for (const role of RECEIVERS) {
    const grant = grants.find((each) => each.role === role);
    if (grant !== undefined) return { role, kindergarten: grant.kindergarten };
  }
  return null;
}

/** Where the documents stay: the office of the district, or the director's kindergarten as the server calls it. */
async function placeOf(
  context: Context,
  { kindergarten }: NonNullable<ReturnType<typeof receiverHere>>,
  district: ReceiptGiven['district'],
): Promise<Result<ReceiptGiven['place'], Failure>> {
  if (kindergarten === null) return ok({ kind: 'office', name: district });
  const answer = await askServer(context, 'kindergarten.groups', { kindergarten });
  if (!answer.ok) return answer;
  return ok({ kind: 'kindergarten', name: answer.value.kindergarten.name });
}

/** The next number of a paper of this desk, and the line of the journal that says who gave it out: one transaction. */
function numberOf(
  context: Context,
  session: Session,
  {
    id,
    deskCode,
    input,
  }: { readonly id: string; readonly deskCode: string; readonly input: Input<'receipt.prepare'> },
): string {
  const { database, audit } = context.replica;
  const { handed, missing } = input;
  return database
    .transaction(() => {
      const label = nextLabel(database, deskCode, context.now());
      audit.append({
        at: toIso(context.now()),
        actor: session.iin,
        session: session.id,
        action: 'receipt-given',
        subject: id,
        facts: {
          ...{ label, handed: handed.length, missing: missing.length },
          ...(input.application === null ? {} : { application: input.application }),
        },
      });
      return label;
    })
    .immediate();
}

function keep({ receipts }: Context, id: string, receipt: PreparedReceipt): void {
  receipts.set(`${RECEIPT}${id}`, receipt);
  for (const oldest of [...receipts.keys()].slice(0, -KEPT)) receipts.delete(oldest);
}
