import type { ServerResponse } from 'node:http';
import { interfaceFile } from '../../electron/interface-file.ts';

/** Sends a file of the built interface; `/` is the one page it has. */
export async function sendFile(folder: string, path: string, response: ServerResponse): Promise<void> {
  const file = await interfaceFile(folder, path);
  if (file === null) {
    response.writeHead(404, { 'content-type': 'text/plain' });
    response.end('404\n');
    return;
  }
  response.writeHead(200, file.headers);
  response.end(file.content);
}
