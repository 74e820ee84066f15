import type { Host } from '../host.ts';
import { DeskStatusSchema } from '../protocol/desk-status.ts';

/** Unattended installation: joins the desk by the code, unless it belongs to a server already. */
export async function pairOnce(host: Pick<Host, 'call'>, code: string | null): Promise<void> {
  if (code === null) return;
  const status = await host.call('desk.status', {});
  if (!status.ok || DeskStatusSchema.parse(status.value).desk !== null) return;
  await host.call('desk.pair', { code });
}
