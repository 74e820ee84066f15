import type { IncomingMessage } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Identity } from './tls.ts';

/** A request as it reached the other side. */
export type Seen = {
  readonly module: string;
  readonly method: string;
  readonly args: unknown;
  readonly uuid?: string;
};

/** What the other side does with a request: texts to send, one after the other, or its own doing with the socket. */
export type Script = (request: Seen, socket: WebSocket) => string | readonly string[] | undefined;

export type Scripted = {
  readonly url: string;
  readonly requests: readonly Seen[];
  readonly origins: readonly (string | undefined)[];
  /** Sockets that are open now. */
  open(): number;
  close(): Promise<void>;
};

/** The other side of NCALayer's socket, doing what a test tells it. */
export async function scripted(
  identity: Identity,
  script: Script,
  greeting: readonly string[] = ['{"result":{"version":"1.4"}}'],
): Promise<Scripted> {
  const server = createServer(identity);
  const sockets = new WebSocketServer({ server });
  const requests: Seen[] = [];
  const origins: (string | undefined)[] = [];
  sockets.on('connection', (socket: WebSocket, head: IncomingMessage) => {
    origins.push(head.headers.origin);
    for (const each of greeting) socket.send(each);
    socket.on('message', (data) => {
      const request: Seen = JSON.parse(String(data));
      requests.push(request);
      const answer = script(request, socket);
      if (answer === undefined) return;
      for (const each of typeof answer === 'string' ? [answer] : answer) socket.send(each);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `wss://127.0.0.1:${port}/`,
    requests,
    origins,
    open: () => sockets.clients.size,
    async close() {
      for (const each of sockets.clients) each.terminate();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
