import type { DemoCa, DemoSigner } from '../demo-ca/index.ts';
import type { NcaLayerBehaviour } from './behaviour.ts';
import type { Ask, Dialog } from './dialog.ts';
import { chooseKey, type KeyFilter } from './selection.ts';

/** What goes back to the caller. */
export type Reply =
  | { readonly kind: 'json'; readonly value: object }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'close' | 'abort' | 'silence' };

/** What a module works with. */
export interface Workplace {
  readonly ca: DemoCa;
  readonly dialog: Dialog;
  behaviour(): NcaLayerBehaviour;
  /** Aborted when the caller's connection is gone. */
  readonly gone: AbortSignal;
}

/** How a module words the ends of a dialog. */
export interface Wording {
  cancel(shape: NcaLayerBehaviour['cancelShape']): object;
  /** Something went wrong; the code is used by basics only. */
  failure(code: string, message: string, details: string): object;
  success(result: unknown): object;
}

/** A message with which the work of a module ends in failure. */
export class WorkFailure extends Error {
  readonly code: string;
  constructor(code: string, details: string) {
    super(details);
    this.code = code;
  }
}

export function jsonReply(value: object): Reply {
  return { kind: 'json', value };
}

const WRONG_PASSWORD =
  'java.io.IOException: PKCS12 key store mac invalid - wrong password or corrupted file.';

/** True when one of the storages is there: files always, tokens when plugged in. Null means any. */
export function storagePresent(storages: readonly string[] | null, { tokens }: NcaLayerBehaviour): boolean {
  return storages === null || storages.some((name) => name === 'PKCS12' || tokens.some((t) => t === name));
}

/**
 * Opens the dialog, lets the person choose a key, and works with it; every way in which this can end is worded by the
 * module. The behaviour is that of the moment when the dialog closes.
 */
export async function throughDialog(
  place: Workplace,
  ask: Ask,
  filter: KeyFilter,
  wording: Wording,
  work: (signer: DemoSigner, behaviour: NcaLayerBehaviour) => unknown,
): Promise<Reply> {
  const decision = await place.dialog.ask(ask, place.gone);
  const behaviour = place.behaviour();
  if (decision === 'gone') {
    return { kind: 'silence' };
  }
  if (decision === 'cancel') {
    return jsonReply(wording.cancel(behaviour.cancelShape));
  }
  const early = earlyEnd(behaviour, wording);
  if (early !== null) {
    return early;
  }
  const spec = chooseKey(place.ca, behaviour, filter);
  if (spec === null) {
    return jsonReply(wording.cancel(behaviour.cancelShape));
  }
  try {
    return jsonReply(wording.success(work(place.ca.signer(spec), behaviour)));
  } catch (error) {
    if (error instanceof WorkFailure) {
      return jsonReply(wording.failure(error.code, '', error.message));
    }
    throw error;
  }
}

function earlyEnd(behaviour: NcaLayerBehaviour, wording: Wording): Reply | null {
  switch (behaviour.answer) {
    case 'sign':
      return null;
    case 'cancel':
      return jsonReply(wording.cancel(behaviour.cancelShape));
    case 'error': {
      const { code, message, details } = behaviour.error;
      return jsonReply(wording.failure(code, message, details));
    }
    case 'wrong-password':
      return jsonReply(wording.failure('SIGNING_FAILURE', '', WRONG_PASSWORD));
    case 'token-absent':
      return jsonReply(wording.failure('GENERAL_ERROR', '', 'storage.empty'));
    case 'garbage':
      return { kind: 'text', text: '<html>502 Bad Gateway</html>' };
    case 'unknown-shape':
      return jsonReply({ ok: 1, data: ['something else'] });
    case 'close':
    case 'abort':
    case 'silence':
      return { kind: behaviour.answer };
  }
}
