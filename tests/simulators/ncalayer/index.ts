import { mkdirSync } from 'node:fs';
import { createServer } from 'node:https';
import { join } from 'node:path';
import { WebSocketServer } from 'ws';
import { type Behaviour, behaviour } from '../behaviour.ts';
import { type DemoCa, openDemoCa } from '../demo-ca/index.ts';
import { listen, startHttp } from '../loopback.ts';
import { NcaLayerBehaviour, ORDINARY } from './behaviour.ts';
import { controlAnswer } from './control.ts';
import { type Dialog, modalDialog } from './dialog.ts';
import { serve } from './socket.ts';
import { tlsIdentities } from './tls.ts';

export type { NcaLayerBehaviour } from './behaviour.ts';

/** What can be chosen at the start. */
export interface NcaLayerOptions {
  /** Where the demo CA and the TLS keys lie; made when it is not there. */
  readonly dataFolder: string;
  /** Port of the web socket; 13579 is the one of NCALayer, 0 (the default) any free one. */
  readonly port?: number;
  readonly controlPort?: number;
  /** The demo CA, if another simulator has opened it already. */
  readonly ca?: DemoCa;
  /** How it behaves in the beginning, where that differs from an ordinary day. */
  readonly behaviour?: Partial<NcaLayerBehaviour>;
}

/** A running stand-in of NCALayer (eds/README.md §1) that signs with the keys of the demo CA. */
export interface NcaLayerSimulator {
  /** `wss://127.0.0.1:PORT/`, for KEZEK_NCALAYER_URL. */
  readonly url: string;
  readonly port: number;
  /** PEM file of the CA that issued its TLS certificate, for KEZEK_NCALAYER_CA. */
  readonly caPem: string;
  readonly ca: DemoCa;
  /** The control page; `/behaviour` and `/dialog` below it are its API. */
  readonly controlUrl: string;
  readonly behaviour: Behaviour<NcaLayerBehaviour>;
  readonly dialog: Dialog;
  /** Changes how it behaves from now on, and resolves when the change is in force. */
  set(patch: Partial<NcaLayerBehaviour>): Promise<void>;
  /** Back to the behaviour of the start. */
  reset(): Promise<void>;
  close(): Promise<void>;
}

/** What a browser sees at the port: NCALayer answers a plain GET with a page. */
const PAGE = '<!doctype html><meta charset="utf-8"><title>NCALayer</title><h1>NCALayer</h1><p>KEZEK DEMO</p>';

/** Starts the stand-in. Everything it needs lies in the data folder, everything it listens on is loopback. */
export async function startNcaLayer(options: NcaLayerOptions): Promise<NcaLayerSimulator> {
  mkdirSync(options.dataFolder, { recursive: true, mode: 0o700 });
  const ca = options.ca ?? openDemoCa(join(options.dataFolder, 'ca'));
  const tls = tlsIdentities(options.dataFolder, new Date());
  const state = behaviour(NcaLayerBehaviour, { ...ORDINARY, ...options.behaviour });
  const dialog = modalDialog(state.now);

  const server = createServer(tls.identities[state.now().tls], (request, response) => {
    response.writeHead(request.method === 'GET' ? 200 : 405, { 'content-type': 'text/html; charset=utf-8' });
    response.end(PAGE);
  });
  const sockets = new WebSocketServer({ server, maxPayload: 64 * 1024 * 1024 });
  const report = (error: unknown) => console.error('NCALayer simulator:', error);
  sockets.on('connection', (socket) => serve(socket, { ca, dialog, behaviour: state.now }, report));
  // The server's own errors are raised by listen() below; ws repeats them.
  sockets.on('error', () => undefined);

  const listening = await listen(server, options.port ?? 0);
  const follow = async () => {
    const { tls: wanted, running } = state.now();
    server.setSecureContext(tls.identities[wanted]);
    await listening.setUp(running);
  };
  await follow();

  const control = await startHttp(options.controlPort ?? 0, async (request) => {
    const answer = controlAnswer(request, { ca, state, dialog });
    await follow();
    return answer;
  });
  return {
    url: `wss://127.0.0.1:${listening.port}/`,
    port: listening.port,
    caPem: tls.caPem,
    ca,
    controlUrl: `${control.url}/`,
    behaviour: state,
    dialog,
    set: async (patch) => {
      state.set(patch);
      await follow();
    },
    reset: async () => {
      state.reset();
      await follow();
    },
    close: async () => {
      sockets.close();
      await Promise.all([listening.close(), control.close()]);
    },
  };
}
