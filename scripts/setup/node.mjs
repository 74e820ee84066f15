import { join } from 'node:path';

/**
 * The Node 24 of the packages; not by its name in `.bin`, which on Windows is a script.
 * @param {string} root repository
 * @returns {string}
 */
export function ownNode(root) {
  return join(root, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
}
