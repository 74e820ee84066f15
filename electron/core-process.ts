import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';
import { app, type UtilityProcess, utilityProcess } from 'electron';
import { type FromCore, FromCoreSchema, type Start, type ToCore } from '../core/protocol/shell.ts';

/**
 * The core process behind one adapter: Electron's utility process where its Node can load the replica's native module,
 * else, in development only, a plain child on the Node of the packages (the Electron 33 of the reference machine).
 */
type Channel = {
  readonly send: (message: ToCore) => void;
  readonly kill: () => void;
};

/** The running core. `call` waits for the answer; when the process dies, every open call answers `internal`. */
export type CoreProcess = {
  readonly call: (method: string, input: unknown) => Promise<unknown>;
  /** Ends it in order: outbox and replica are closed. */
  readonly stop: () => Promise<void>;
};

type Handlers = {
  readonly onEvent: (event: Extract<FromCore, { type: 'event' }>['event']) => void;
  /** It could not start, which trying again does not mend, or it died. */
  readonly onBroken: (how: 'not-started' | 'ended', detail: string) => void;
};

const STOP_DEADLINE_MS = 5_000;

/** Starts the core and waits until it is ready to be called. */
export async function startCore(start: Omit<Start, 'type'>, handlers: Handlers): Promise<CoreProcess> {
  const waiting = new Map<number, (result: unknown) => void>();
  let lastId = 0;
  let stopping = false;
  let onReady = (): void => {};
  let onStopped = (): void => {};
  const ready = new Promise<void>((resolve) => {
    onReady = resolve;
  });
  const stopped = new Promise<void>((resolve) => {
    onStopped = resolve;
  });

  const channel = open(
    (raw) => {
      const message = FromCoreSchema.parse(raw);
      switch (message.type) {
        case 'ready':
          return onReady();
        case 'broken':
          return handlers.onBroken('not-started', message.detail);
        case 'answer':
          waiting.get(message.id)?.(message.result);
          waiting.delete(message.id);
          return;
        case 'event':
          return handlers.onEvent(message.event);
        case 'stopped':
          return;
      }
    },
    (exitCode) => {
      for (const answer of waiting.values())
        answer({ ok: false, error: { code: 'internal', facts: { incident: `core-exit-${exitCode}` } } });
      waiting.clear();
      onStopped();
      if (!stopping) handlers.onBroken('ended', `core process ended with ${exitCode}`);
    },
  );
  channel.send({ type: 'start', ...start });
  await Promise.race([ready, stopped]);

  return {
    call: (method, input) =>
      new Promise((resolve) => {
        lastId += 1;
        waiting.set(lastId, resolve);
        channel.send({ type: 'call', id: lastId, method, input });
      }),
    stop: async () => {
      stopping = true;
      channel.send({ type: 'stop' });
      const deadline = setTimeout(() => channel.kill(), STOP_DEADLINE_MS);
      await stopped;
      clearTimeout(deadline);
    },
  };
}

function open(onMessage: (message: unknown) => void, onExit: (code: number) => void): Channel {
  const entry = join(__dirname, 'core.mjs');
  if (Number(process.versions['napi'] ?? 0) >= 10) {
    const child: UtilityProcess = utilityProcess.fork(entry, [], {
      serviceName: 'Kezek core',
      stdio: 'inherit',
    });
    child.on('message', onMessage);
    child.on('exit', onExit);
    return { send: (message) => child.postMessage(message), kill: () => void child.kill() };
  }
  if (app.isPackaged) throw new Error('This Electron is too old for Kezek.');
  const { ELECTRON_RUN_AS_NODE: _run, NODE_OPTIONS: _options, ...environment } = process.env;
  const child: ChildProcess = fork(entry, [], {
    execPath: join(app.getAppPath(), 'node_modules', 'node', 'bin', 'node'),
    serialization: 'advanced',
    env: environment,
    execArgv: [],
  });
  child.on('message', onMessage);
  child.on('exit', (code) => onExit(code ?? -1));
  return {
    send: (message) => {
      if (child.connected) child.send(message);
    },
    kill: () => void child.kill('SIGKILL'),
  };
}
