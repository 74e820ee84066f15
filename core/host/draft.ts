import { ok } from '../domain/result.ts';
import { type Context, signedIn } from './context.ts';
import type { Handlers } from './handler.ts';

/** The form half filled in, of the person who is signed in. */
export function draftHandlers(
  context: Context,
): Pick<Handlers, 'draft.load' | 'draft.save' | 'draft.discard'> {
  const { drafts } = context.replica;
  return {
    'draft.load': async () => {
      const open = signedIn(context);
      return open.ok ? ok(drafts.load(open.value.session.iin)) : open;
    },
    'draft.save': async (draft) => {
      const open = signedIn(context);
      if (!open.ok) return open;
      // A form that has been signed is no draft any more: the autosave that came late is dropped.
      if (!context.replica.submissions.has(draft.uuid)) drafts.save(open.value.session.iin, draft);
      return ok({});
    },
    'draft.discard': async () => {
      const open = signedIn(context);
      if (!open.ok) return open;
      drafts.discard(open.value.session.iin);
      return ok({});
    },
  };
}
