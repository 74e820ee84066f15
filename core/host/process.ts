import { createHost } from '../host.ts';
import { type FromCore, ToCoreSchema } from '../protocol/shell.ts';
import { pairOnce } from './pair-once.ts';

/**
 * Entry of the core process. It is started by the shell, as Electron's utility process or as a plain child of Node, and
 * speaks the messages of `core/protocol/shell.ts` with it.
 */
type Parent = { send: (message: FromCore) => void; listen: (listener: (message: unknown) => void) => void };

/** Electron gives a `parentPort`; a plain child of Node has an IPC channel. */
type ParentPort = {
  postMessage: (message: unknown) => void;
  on: (event: 'message', listener: (message: { data: unknown }) => void) => void;
};

function parent(): Parent {
  const port: ParentPort | undefined =
    'parentPort' in process ? (process.parentPort as ParentPort | undefined) : undefined;
  if (port !== undefined && port !== null)
    return {
      send: (message) => port.postMessage(message),
      listen: (listener) => port.on('message', (message) => listener(message.data)),
    };
  const send = process.send?.bind(process);
  if (send === undefined) throw new Error('The core process is started by the shell, not by hand.');
  process.on('disconnect', () => process.exit(0));
  return { send: (message) => void send(message), listen: (listener) => process.on('message', listener) };
}

const shell = parent();
let host: Awaited<ReturnType<typeof createHost>> | undefined;

shell.listen((message) => {
  void receive(message);
});

async function receive(raw: unknown): Promise<void> {
  const message = ToCoreSchema.parse(raw);
  switch (message.type) {
    case 'start': {
      try {
        const { type: _, pairingCode, ...options } = message;
        host = await createHost({ ...options, emit: (event) => shell.send({ type: 'event', event }) });
        await pairOnce(host, pairingCode);
        shell.send({ type: 'ready' });
      } catch (error) {
        shell.send({
          type: 'broken',
          detail: error instanceof Error ? error.message : 'unknown',
        });
      }
      return;
    }
    case 'call': {
      const result = await host?.call(message.method, message.input);
      shell.send({ type: 'answer', id: message.id, result });
      return;
    }
    case 'stop': {
      await host?.close();
      shell.send({ type: 'stopped' });
      process.exit(0);
    }
  }
}
