/** The thread that keeps the lists: one of 20 MB takes a second or two to read, during which nobody else has to wait. */
import { parentPort, workerData } from 'node:worker_threads';
import { loadTrust, type TrustStore } from '../trust-store.ts';
import type { FromThread, ThreadSetup, ToThread } from './message.ts';
import { createRevocationSource } from './source.ts';

const port = parentPort;
if (port === null) throw new Error('The thread of revocation lists is not started by hand');
const say = (message: FromThread): void => port.postMessage(message);

// Given by thread.ts, of this same program.
const setup = workerData as ThreadSetup;
const source = createRevocationSource({ ...setup, tell: (event) => say({ type: 'event', event }) });
let trust: TrustStore | null = null;

port.on('message', (message: ToThread) => {
  switch (message.type) {
    case 'trust': {
      const loaded = loadTrust(message.certificates);
      if (!loaded.ok) throw new Error('A trusted certificate cannot be read again');
      trust = loaded.value;
      source.use(trust);
      return;
    }
    case 'check': {
      const { type: _, id, ...question } = message;
      if (trust === null) throw new Error('A question without trust');
      void source.check({ ...question, trust }).then((answer) => say({ type: 'answer', id, answer }));
      return;
    }
    case 'standing':
      void source.standing().then((lists) => say({ type: 'standing', id: message.id, lists }));
      return;
    case 'close':
      void source.close().then(() => say({ type: 'closed', id: message.id }));
  }
});
say({ type: 'ready' });
