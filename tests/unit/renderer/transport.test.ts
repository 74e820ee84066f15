import fc from 'fast-check';
import { expect, it } from 'vitest';
import { toFailure } from '../../../renderer/link/failure.ts';
import { packBytes, unpackBytes } from '../../../renderer/link/transport.ts';

it('carries bytes through JSON unharmed, wherever they stand', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 70_000 }), (bytes) => {
      const sent = { name: 'құжат.pdf', parts: [{ bytes }] };
      expect(JSON.parse(JSON.stringify(sent, packBytes), unpackBytes)).toEqual(sent);
    }),
    { numRuns: 30 },
  );
});

it('takes a code nobody knows for an inner failure, and keeps the code for the administrator', () => {
  expect(toFailure({ code: 'over-age', field: 'children.0.iin' })).toEqual({
    code: 'over-age',
    field: 'children.0.iin',
    facts: {},
  });
  expect(toFailure({ code: 'of-tomorrow' })).toEqual({ code: 'internal', facts: { code: 'of-tomorrow' } });
});
