import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';

/** The line between a desk and the server, as a proxy that can be cut and that can lose answers. */
export type Line = {
  readonly url: string;
  /** Requests that reached the server, as `METHOD path`, without query. */
  readonly reached: string[];
  cut(): void;
  restore(): void;
  /** The next request whose path ends so reaches the server, its answer does not come back. */
  loseAnswer(path: string): void;
  close(): Promise<void>;
};

export async function openLine(target: () => string): Promise<Line> {
  let up = true;
  const losing: string[] = [];
  const reached: string[] = [];
  const pass = (incoming: IncomingMessage, outgoing: ServerResponse): void => {
    if (!up) {
      incoming.socket.destroy();
      return;
    }
    const path = (incoming.url ?? '').split('?')[0] ?? '';
    const { hostname, port } = new URL(target());
    const forward = request(
      { hostname, port, path: incoming.url, method: incoming.method, headers: incoming.headers },
      (answer) => {
        reached.push(`${incoming.method} ${path}`);
        const lost = losing.findIndex((each) => path.endsWith(each));
        if (lost >= 0) {
          losing.splice(lost, 1);
          answer.resume();
          answer.on('end', () => incoming.socket.destroy());
          return;
        }
        outgoing.writeHead(answer.statusCode ?? 500, answer.headers);
        answer.pipe(outgoing);
      },
    );
    forward.on('error', () => incoming.socket.destroy());
    incoming.pipe(forward);
  };
  const server = createServer(pass);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no address');
  return {
    url: `http://127.0.0.1:${address.port}`,
    reached,
    cut: () => {
      up = false;
      server.closeAllConnections();
    },
    restore: () => {
      up = true;
    },
    loseAnswer: (path) => losing.push(path),
    async close() {
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
