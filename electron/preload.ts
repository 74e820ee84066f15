import { contextBridge, ipcRenderer } from 'electron';
import { CALL_CHANNEL, EVENT_CHANNEL, type ShellLink } from '../core/protocol/shell-link.ts';

/** The page gets two functions and nothing else: no channel names, no Electron objects. */
const link = {
  call: (method, input) => ipcRenderer.invoke(CALL_CHANNEL, String(method), input),
  on: (listener) => {
    const relay = (_: unknown, event: unknown): void => listener(event);
    ipcRenderer.on(EVENT_CHANNEL, relay);
    return () => {
      ipcRenderer.removeListener(EVENT_CHANNEL, relay);
    };
  },
} satisfies ShellLink;

contextBridge.exposeInMainWorld('kezek', Object.freeze(link));
