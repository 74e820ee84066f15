import { describe, expect, test } from 'vitest';
import { printService } from '../../../../core/documents/print/ipp-client.ts';

describe('where the print service is looked for', () => {
  test('CUPS_SERVER is believed first', () => {
    expect(printService({ CUPS_SERVER: '/run/own.sock' })).toEqual({ socketPath: '/run/own.sock' });
    expect(printService({ CUPS_SERVER: 'print.akmola:1631' })).toEqual({ host: 'print.akmola', port: 1631 });
    expect(printService({ CUPS_SERVER: 'print.akmola' })).toEqual({ host: 'print.akmola', port: 631 });
    expect(printService({ CUPS_SERVER: 'print.akmola:8631/version=1.1' })).toEqual({
      host: 'print.akmola',
      port: 8631,
    });
  });

  test('else the socket file of CUPS, else localhost', () => {
    expect(printService({}, (path) => path === '/run/cups/cups.sock')).toEqual({
      socketPath: '/run/cups/cups.sock',
    });
    expect(printService({}, () => false)).toEqual({ host: 'localhost', port: 631 });
  });
});
