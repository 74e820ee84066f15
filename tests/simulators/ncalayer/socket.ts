import type { WebSocket } from 'ws';
import { pause } from '../loopback.ts';
import type { NcaLayerBehaviour } from './behaviour.ts';
import { dispatch } from './dispatch.ts';
import type { Reply, Workplace } from './reply.ts';

/** Milliseconds that a late greeting comes late. */
const LATE = 1500;

async function greet(socket: WebSocket, { greeting, version }: NcaLayerBehaviour): Promise<void> {
  if (greeting === 'missing') {
    return;
  }
  if (greeting === 'late') {
    await pause(LATE);
  }
  socket.send(greeting === 'garbage' ? 'NCALayer' : JSON.stringify({ result: { version } }));
}

function send(socket: WebSocket, reply: Reply, behaviour: NcaLayerBehaviour): void {
  if (behaviour.noise) {
    socket.send('--heartbeat--');
    socket.send(JSON.stringify({ success: false, errorCode: 'MODULE_NOT_FOUND' }));
  }
  switch (reply.kind) {
    case 'json':
      socket.send(JSON.stringify(reply.value));
      return;
    case 'text':
      socket.send(reply.text);
      return;
    case 'close':
      socket.close(1000);
      return;
    case 'abort':
      socket.terminate();
      return;
    case 'silence':
      return;
  }
}

/** Serves one connection; requests are answered in the order in which they came. */
export function serve(
  socket: WebSocket,
  place: Omit<Workplace, 'gone'>,
  report: (error: unknown) => void,
): void {
  const gone = new AbortController();
  socket.on('close', () => gone.abort());
  // A caller that goes away is no error of the simulator.
  socket.on('error', () => gone.abort());
  greet(socket, place.behaviour()).catch(report);
  let line: Promise<void> = Promise.resolve();
  socket.on('message', (data, binary) => {
    if (binary) {
      return;
    }
    line = line
      .then(async () => {
        const reply = await dispatch({ ...place, gone: gone.signal }, data.toString());
        if (!gone.signal.aborted) {
          send(socket, reply, place.behaviour());
        }
      })
      .catch((error: unknown) => {
        report(error);
        socket.close(1011);
      });
  });
}
