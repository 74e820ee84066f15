import { createServer, type Socket } from 'node:net';
import { listen } from './loopback.ts';

/** What a broken line does with a connection: anything TCP can do, below what HTTP and SMTP servers can be made to do. */
export type Misbehaviour = (socket: Socket) => void;

/** A TCP server whose connections go wrong in the way that is set. */
export type BrokenLine = {
  readonly port: number;
  /** Connections that were made so far. */
  connections(): number;
  now(misbehaviour: Misbehaviour): void;
  close(): Promise<void>;
};

export async function openBrokenLine(): Promise<BrokenLine> {
  let connections = 0;
  let current: Misbehaviour = SILENT;
  const server = createServer((socket) => {
    connections += 1;
    // The other side goes away when it likes.
    socket.on('error', () => socket.destroy());
    current(socket);
  });
  const listening = await listen(server, 0);
  return {
    port: listening.port,
    connections: () => connections,
    now: (misbehaviour) => {
      current = misbehaviour;
    },
    close: listening.close,
  };
}

/** Takes everything and never says a word: over TLS, a handshake that hangs. */
export const SILENT: Misbehaviour = (socket) => {
  socket.resume();
};

/** Resets the connection at once. */
export const RESETS: Misbehaviour = (socket) => {
  socket.once('data', () => socket.resetAndDestroy());
};

/** Answers the first question with these bytes as they are, and ends. */
export function answers(bytes: string): Misbehaviour {
  return (socket) => {
    socket.once('data', () => socket.end(bytes));
  };
}

/** Answers with these bytes and resets the connection in the middle. */
export function answersHalf(bytes: string): Misbehaviour {
  return (socket) => {
    socket.once('data', () => socket.write(bytes, () => setTimeout(() => socket.resetAndDestroy(), 20)));
  };
}

/** Answers with these bytes and goes on with a single byte now and then, for ever. */
export function drips(bytes: string): Misbehaviour {
  return (socket) => {
    socket.once('data', () => {
      socket.write(bytes);
      const drip = setInterval(() => socket.write(' '), 200);
      socket.once('close', () => clearInterval(drip));
    });
  };
}

/**
 * Speaks SMTP line by line by a script of answers to the commands' first words (`greeting` comes by itself, `letter` after the
 * final dot); what it has no answer to is accepted. The answer `null` cuts the connection, for `letter` in the midst of the letter.
 */
export function speaksSmtp(script: Readonly<Record<string, string | null>>): Misbehaviour {
  return (socket) => {
    const answer = (to: string, usual: string) => {
      const said = to in script ? script[to] : usual;
      if (said === null || said === undefined) socket.resetAndDestroy();
      else socket.write(`${said}\r\n`);
    };
    let letter = false;
    let rest = '';
    answer('greeting', '220 broken.example ESMTP');
    socket.on('data', (bytes) => {
      if (letter && script.letter === null) {
        socket.resetAndDestroy();
        return;
      }
      rest += bytes.toString('latin1');
      for (let end = rest.indexOf('\r\n'); end >= 0; end = rest.indexOf('\r\n')) {
        const line = rest.slice(0, end);
        rest = rest.slice(end + 2);
        if (letter) {
          if (line !== '.') continue;
          letter = false;
          answer('letter', '250 taken');
          continue;
        }
        const word = line.split(/[ :]/)[0]?.toUpperCase() ?? '';
        letter = word === 'DATA' && !('DATA' in script);
        answer(word, letter ? '354 go on' : '250 fine');
      }
    });
  };
}
