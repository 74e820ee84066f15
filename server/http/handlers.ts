import type { z } from 'zod';
import { toIso } from '../../core/domain/instant.ts';
import { ok } from '../../core/domain/result.ts';
import { PROTOCOL } from '../../core/protocol/replication.ts';
import { ROUTES, type RouteName } from '../../core/protocol/server.ts';
import { listDesks } from '../administration/desks.ts';
import { listKeys } from '../administration/keys.ts';
import { listStaff } from '../administration/staff.ts';
import type { Answer } from '../answer.ts';
import { permissionOf } from '../application/permitted.ts';
import { placeOf } from '../application/place.ts';
import { signedDocument } from '../application/signed-document.ts';
import { checkLedger } from '../audit/ledger.ts';
import { auditPage } from '../audit/page.ts';
import { signedCommandOf } from '../command/signed-record.ts';
import type { Desk } from '../desk/authentication.ts';
import { issueChallenges } from '../desk/challenge.ts';
import { pairDesk } from '../desk/pairing.ts';
import { bulletinOf, issuedReferrals } from '../kindergarten/bulletin.ts';
import { enrolledChildren, receivedReferrals, transferGroups } from '../kindergarten/children.ts';
import { listGroups, listKindergartens } from '../kindergarten/list.ts';
import { readLog } from '../kindergarten/log.ts';
import { previewPlaces } from '../kindergarten/preview.ts';
import { enterMergeCode, requestMergeCode } from '../merge/code.ts';
import { findToMerge } from '../merge/find.ts';
import { listCalls, listNotices } from '../notice/question.ts';
import { enterByCode, requestSignInCode } from '../person/code-sign-in.ts';
import { enterConsent, requestConsent } from '../person/consent.ts';
import { lookUpPerson } from '../person/lookup.ts';
import { resumeSession } from '../person/offline-session.ts';
import { codeDelivery } from '../person/one-time-code.ts';
import { type Actor, endSession } from '../person/session.ts';
import { enter, signIn } from '../person/sign-in.ts';
import { choicesOf } from '../place/choices.ts';
import { readWhy } from '../queue/why-read.ts';
import { editedReference } from '../reference/given.ts';
import { regionAnomalies } from '../region/anomaly.ts';
import { readCalendar } from '../region/calendar.ts';
import { regionOverview } from '../region/overview.ts';
import { readSettlements } from '../region/settlements.ts';
import { type PushEnvelope, PushEnvelopeSchema } from '../replication/envelope.ts';
import { pull } from '../replication/pull.ts';
import { type PushServices, push } from '../replication/push.ts';
import { readReport } from '../report/read.ts';
import { officeHandlers } from './office.ts';

type Route<N extends RouteName> = (typeof ROUTES)[N];

/** Who sent a request, as far as its route asks; at a desk route the session is there if a good one was sent along. */
export type Caller<N extends RouteName> = {
  none: Record<never, never>;
  desk: { readonly desk: Desk; readonly actor: Actor | null };
  session: { readonly desk: Desk; readonly actor: Actor };
}[Route<N>['auth']];

/** A request as its handler gets it: as the contract says, but a push with its mutations unread. */
export type Input<N extends RouteName> = N extends 'push' ? PushEnvelope : z.output<Route<N>['request']>;

/** The schema a request is read with. */
export function inputSchema(name: RouteName): z.ZodType {
  return name === 'push' ? PushEnvelopeSchema : ROUTES[name].request;
}

/** One function per route; a route without one does not compile. */
export type Handlers = {
  readonly [N in RouteName]: (
    input: Input<N>,
    caller: Caller<N>,
  ) => Promise<Answer<z.input<Route<N>['response']>>>;
};

/** The handlers of every route of the contract. */
export function createHandlers(services: PushServices): Handlers {
  const { serverId, policy, now } = services;
  return {
    health: async () => ok({ serverId, protocol: PROTOCOL, now: toIso(now()), policy: policy.name }),
    pair: (request) => pairDesk(services, request),
    challenge: async ({ purpose }, { desk }) => {
      const issued = await issueChallenges(services, desk, { purpose, stock: false, count: 1 });
      if (!issued.ok) return issued;
      const [challenge] = issued.value;
      if (challenge === undefined) throw new Error('No challenge was made');
      return ok(challenge);
    },
    challengeStock: async ({ count }, { desk }) => {
      const issued = await issueChallenges(services, desk, { purpose: 'application', stock: true, count });
      return issued.ok ? ok({ challenges: issued.value }) : issued;
    },
    signIn: (request, { desk }) => signIn(services, desk, request),
    enter: (request, { desk }) => enter(services, desk, request),
    requestCode: (request, { desk }) => requestSignInCode(services, desk, request),
    enterCode: (request, { desk }) => enterByCode(services, desk, request),
    codeDelivery: (request, { desk }) => codeDelivery(services, desk, request),
    requestConsent: (request, { desk, actor }) => requestConsent(services, desk, actor, request),
    enterConsent: (request, { desk, actor }) => enterConsent(services, desk, actor, request),
    resume: (request, { desk }) => resumeSession(services, desk, request),
    signed: (request, { desk, actor }) => signedDocument(services, desk, actor, request),
    leave: async (_request, { actor }) => {
      await endSession(services, actor.session);
      return ok({});
    },
    person: (request, { desk, actor }) => lookUpPerson(services, desk, actor, request),
    push: (request, { desk }) => push(services, desk, request),
    'merge.find': (request, { desk, actor }) => findToMerge(services, desk, actor, request),
    'merge.requestCode': (request, { desk, actor }) => requestMergeCode(services, desk, actor, request),
    'merge.enterCode': (request, { desk, actor }) => enterMergeCode(services, desk, actor, request),
    'notice.list': (request, { desk, actor }) => listNotices(services, desk, actor, request),
    'notice.callList': (_request, { desk, actor }) => listCalls(services, desk, actor),
    ...officeHandlers(services),
    pull: (request, { desk, actor }) => pull(services, desk, actor, request),
    'kindergarten.list': (request, { actor }) => listKindergartens(services, actor, request),
    'kindergarten.groups': (request, { actor }) => listGroups(services, actor, request),
    'place.preview': (request, { actor }) => previewPlaces(services, actor, request),
    'referral.received': (request, { actor }) => receivedReferrals(services, actor, request),
    'kindergarten.enrolled': (request, { actor }) => enrolledChildren(services, actor, request),
    'kindergarten.transfers': (request, { actor }) => transferGroups(services, actor, request),
    'kindergarten.log': (request, { actor }) => readLog(services, actor, request),
    'place.bulletin': (_request, { desk }) => bulletinOf(services, desk),
    'referral.issued': (request, { desk }) => issuedReferrals(services, desk, request),
    place: (request, { desk, actor }) => placeOf(services, desk, actor, request),
    'why.read': (request, { actor }) => readWhy(services, actor, request),
    'application.permitted': (request, { actor }) => permissionOf(services, actor, request),
    'command.signed': (request, { actor }) => signedCommandOf(services, actor, request),
    'place.choices': (request, { actor }) => choicesOf(services, actor, request),
    reference: () => editedReference(services),
    'administration.staff': (_request, { actor }) => listStaff(services, actor),
    'administration.desks': (_request, { actor }) => listDesks(services, actor),
    'administration.keys': (_request, { actor }) => listKeys(services, actor),
    'region.overview': (_request, { actor }) => regionOverview(services, actor),
    'region.anomalies': (_request, { actor }) => regionAnomalies(services, actor),
    'region.calendar': (_request, { actor }) => readCalendar(services, actor),
    'region.settlements': (request, { actor }) => readSettlements(services, actor, request),
    'report.read': (request, { actor }) => readReport(services, actor, request),
    'audit.page': (request, { actor }) => auditPage(services, actor, request),
    'audit.ledger': (_request, { actor }) => checkLedger(services, actor),
  };
}
