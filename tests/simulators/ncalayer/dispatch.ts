/** Finds the module that a frame asks for (eds/README.md §1.2, §1.3, §1.6). */
import { z } from 'zod';
import { BASICS, basics } from './basics.ts';
import type { NcaLayerBehaviour } from './behaviour.ts';
import { COMMON_UTILS, commonUtils } from './common-utils.ts';
import { jsonReply, type Reply, type Workplace } from './reply.ts';

const ACCESSORY = 'kz.gov.pki.ncalayerservices.accessory';
const KAZTOKEN = 'kz.digiflow.mobile.extensions';

const Frame = z.looseObject({
  module: z.string().optional(),
  method: z.string().optional(),
  args: z.unknown().optional(),
  uuid: z.string().optional(),
});

const MODULE_NOT_FOUND = { success: false, errorCode: 'MODULE_NOT_FOUND' } as const;

function installed({ modules }: NcaLayerBehaviour): string[] {
  switch (modules) {
    case 'all':
      return [COMMON_UTILS, BASICS, ACCESSORY];
    case 'too-old':
      return [COMMON_UTILS, ACCESSORY];
    case 'nothing':
      return [ACCESSORY];
  }
}

function accessory(method: string, behaviour: NcaLayerBehaviour): Reply {
  switch (method) {
    case 'getServices':
      return jsonReply({ services: installed(behaviour) });
    case 'getBundles':
      return jsonReply({
        'kz.gov.pki.osgi.layer.websocket': '0.4.1',
        'kz.gov.pki.knca.applet.knca_applet': '0.4.10',
        ...(behaviour.modules === 'all' ? { 'kz.gov.pki.knca.basics': '0.3.2' } : {}),
      });
    case 'installBundle':
    case 'showSettings':
    case 'showBundleManager':
      return jsonReply({ success: true });
    default:
      return jsonReply({ success: false, errorCode: 'METHOD_NOT_FOUND' });
  }
}

/** The applet of the time before modules: the shape of its answers is left, its work is not. */
function legacyApplet(method: string): Reply {
  return jsonReply({
    result: method === 'getVersion' ? '0' : '',
    secondResult: '',
    errorCode: method === 'getVersion' ? 'NONE' : 'LOAD_KEYSTORE_ERROR',
  });
}

/** Answers one text frame. A frame that is no JSON comes back as it is: that is how heartbeats are answered. */
export async function dispatch(place: Workplace, frame: string): Promise<Reply> {
  let value: unknown;
  try {
    value = JSON.parse(frame);
  } catch {
    return { kind: 'text', text: frame };
  }
  const parsed = Frame.safeParse(value);
  if (!parsed.success) {
    return jsonReply({ success: false, code: 'COMMON_JSON_WRAPPING_EXCEPTION' });
  }
  const { module, method = '', args, uuid = '' } = parsed.data;
  const behaviour = place.behaviour();
  if (module === undefined) {
    return legacyApplet(method);
  }
  if (module === KAZTOKEN && behaviour.product === 'kaztoken') {
    return jsonReply({
      code: '200',
      responseObject: { name: 'KAZTOKENdesktop', version: '1.2.758.648' },
    });
  }
  if (!installed(behaviour).includes(module)) {
    return jsonReply(MODULE_NOT_FOUND);
  }
  switch (module) {
    case BASICS:
      return basics(place, method, args);
    case COMMON_UTILS:
      return commonUtils(place, method, args, uuid);
    default:
      return accessory(method, behaviour);
  }
}
