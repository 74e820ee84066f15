import type { z } from 'zod';
import { type HttpAnswer, type HttpRequest, json, parsedJson } from './loopback.ts';

/** How a simulator behaves now; can be changed at any time, from a test or over HTTP. */
export interface Behaviour<T> {
  now(): T;
  /** Replaces the named fields and leaves the others. Throws on a wrong value. */
  set(patch: Partial<T>): T;
  reset(): T;
  /** `GET` shows, `POST` changes the fields in its JSON, `DELETE` goes back to the start. */
  control(request: HttpRequest): HttpAnswer;
}

/** A behaviour of the given shape; `start` is what it has in the beginning and after a reset. */
export function behaviour<T extends object>(schema: z.ZodType<T>, start: NoInfer<T>): Behaviour<T> {
  let current = schema.parse(start);
  const set = (patch: object) => {
    current = schema.parse({ ...current, ...patch });
    return current;
  };
  const reset = () => {
    current = schema.parse(start);
    return current;
  };
  return {
    now: () => current,
    set,
    reset,
    control(request) {
      if (request.method === 'GET') {
        return json(current);
      }
      if (request.method === 'DELETE') {
        return json(reset());
      }
      const patch = request.method === 'POST' ? parsedJson(request) : undefined;
      if (typeof patch !== 'object' || patch === null) {
        return json({ error: 'A JSON object of the fields to change is needed' }, 400);
      }
      const wanted = schema.safeParse({ ...current, ...patch });
      if (!wanted.success) {
        return json({ error: wanted.error.issues }, 400);
      }
      current = wanted.data;
      return json(current);
    },
  };
}
