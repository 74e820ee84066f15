import { QueryClient } from '@tanstack/react-query';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { fail, ok } from '../../../core/domain/result.ts';
import { endVisit } from '../../../renderer/kiosk/end-visit.ts';
import { strictCore } from './strict-core.ts';

const SECRET = 'Мұхаметжанова';

/** The answers of a visit: the machine's own, and a person's. */
function visited(): QueryClient {
  const client = new QueryClient();
  client.setQueryData(['desk.status', {}], { mode: 'kiosk' });
  client.setQueryData(['reference.load', {}], { districts: [] });
  client.setQueryData(['session.current', {}], { name: SECRET });
  client.setQueryData(['application.journal', { search: SECRET }], { rows: [{ childName: SECRET }] });
  client.setQueryData(['application.card', { uuid: '1' }], { form: { applicant: SECRET } });
  client.setQueryData(['journal.view'], { query: { search: SECRET } });
  client.setQueryData(['draft.load', {}], { values: { name: SECRET } });
  client.setQueryData(['file.view', { kind: 'document' }, 'kk'], { fileName: SECRET });
  client.getMutationCache().build(client, { mutationKey: ['session.choose'] });
  return client;
}

const kept = (client: QueryClient): string =>
  JSON.stringify(
    client
      .getQueryCache()
      .getAll()
      .map(({ queryKey, state }) => [queryKey, state.data]),
  );

describe('the end of a visit at the kiosk', () => {
  afterEach(() => vi.useRealTimers());

  it('leaves nothing of the person on the page, and what belongs to the machine', async () => {
    const client = visited();
    const desk = strictCore();
    desk.expect('ncalayer.abandon', ok({}));
    desk.expect('session.leave', ok({}));
    expect(await endVisit(desk.core, client)).toEqual(ok(null));
    expect(kept(client)).not.toContain(SECRET);
    expect(client.getMutationCache().getAll()).toEqual([]);
    expect(client.getQueryData(['session.current', {}])).toBeNull();
    expect(client.getQueryData(['desk.status', {}])).toEqual({ mode: 'kiosk' });
    expect(client.getQueryData(['reference.load', {}])).toEqual({ districts: [] });
  });

  it('lets no answer that is still on its way come in afterwards', async () => {
    const client = new QueryClient();
    let answer = (_: unknown): void => undefined;
    const asking = client
      .fetchQuery({
        queryKey: ['application.card', {}],
        queryFn: () => new Promise((resolve) => (answer = resolve)),
      })
      .catch(() => undefined);
    const desk = strictCore();
    desk.expect('ncalayer.abandon', ok({}));
    desk.expect('session.leave', ok({}));
    await endVisit(desk.core, client);
    answer({ name: SECRET });
    await asking;
    expect(kept(client)).not.toContain(SECRET);
  });

  it('is not over when the core did not erase its part, though the page has erased its own', async () => {
    const client = visited();
    const desk = strictCore();
    desk.expect('ncalayer.abandon', ok({}));
    desk.expect('session.leave', fail({ code: 'internal' }));
    expect((await endVisit(desk.core, client)).ok).toBe(false);
    expect(kept(client).replace(JSON.stringify({ name: SECRET }), '')).not.toContain(SECRET);
  });

  it('does not wait for ever for a core that is dead', async () => {
    vi.useFakeTimers();
    const desk = strictCore();
    const never = new Promise<never>(() => undefined);
    desk.expect('ncalayer.abandon', never);
    desk.expect('session.leave', never);
    const ending = endVisit(desk.core, visited());
    await vi.advanceTimersByTimeAsync(30_000);
    expect((await ending).ok).toBe(false);
  });
});
