import { z } from 'zod';
import type { Behaviour } from '../behaviour.ts';
import type { DemoCa } from '../demo-ca/index.ts';
import { demoAdults } from '../demo-people.ts';
import { type HttpAnswer, type HttpRequest, html, json, parsedJson } from '../loopback.ts';
import type { NcaLayerBehaviour } from './behaviour.ts';
import { controlPage } from './control-page.ts';
import type { Dialog } from './dialog.ts';

/** What the control page shows and steers. */
export interface Controlled {
  readonly ca: DemoCa;
  readonly state: Behaviour<NcaLayerBehaviour>;
  readonly dialog: Dialog;
}

const Decision = z.strictObject({ id: z.string(), decision: z.enum(['sign', 'cancel']) });

function decide(request: HttpRequest, dialog: Dialog): HttpAnswer {
  const decision = Decision.safeParse(parsedJson(request));
  if (!decision.success) {
    return json({ error: decision.error.issues }, 400);
  }
  return dialog.decide(decision.data.id, decision.data.decision)
    ? json({ ok: true })
    : json({ error: 'That dialog is not open' }, 409);
}

/**
 * Answers a request to the control port: `/` the page, `/behaviour` (GET, POST of the fields to change, DELETE for the
 * start), `/dialog` (GET the open one or null, POST `{id, decision}`), `/people` who can sign.
 */
export function controlAnswer(request: HttpRequest, { state, dialog }: Controlled): HttpAnswer {
  switch (`${request.method} ${request.path}`) {
    case 'GET /':
      return html(controlPage(state.now(), dialog.current()));
    case 'GET /people':
      return json(demoAdults.map(({ key, iin, surname, name, note }) => ({ key, iin, surname, name, note })));
    case 'GET /dialog':
      return json(dialog.current());
    case 'POST /dialog':
      return decide(request, dialog);
    default:
      return request.path === '/behaviour' ? state.control(request) : json({ error: 'not-found' }, 404);
  }
}
