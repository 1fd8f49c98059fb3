import { type Actor, isAllowed } from '../../core/access.js';
import type { Context } from '../../feature-api/index.js';
import { gone, requireReadable } from './find.js';
import { resourcesStore } from './store/index.js';
import type { ResourceId } from './types.js';
import { mender } from './upkeep/review.js';

/** Notes what somebody found outdated or wrong, and tells who can mend it: its contributor, else the organisers. */
export async function flagResource(context: Context, actor: Actor, id: ResourceId, text: string): Promise<void> {
  const { resource } = await requireReadable(context, actor, id);
  const store = resourcesStore(context.tx);
  const isFirst = (await store.flagsOf(id)).length === 0;
  await store.flag(id, actor.id, { text, madeAt: context.now });
  // One message is enough while the first report is not answered.
  if (!isFirst) return;
  const member = await mender(context, resource.member);
  const plan = { key: `resources:flagged:${id}:${context.now}`, args: { resource: id }, dueAt: context.now };
  await context.deliveries.plan(
    member === null
      ? { ...plan, kind: 'resources.unowned', to: { to: 'channel', channel: 'organisers' } }
      : { ...plan, kind: 'resources.flagged', to: { to: 'member', member } },
  );
}

/**
 * Removes the reports of a resource, because its contributor or an organiser has dealt with them. Throws a `NotFoundError` for anyone
 * else.
 */
export async function settleFlags(context: Context, actor: Actor, id: ResourceId): Promise<void> {
  const { resource } = await requireReadable(context, actor, id);
  const isOwn = resource.member === actor.id;
  if (!isOwn && !isAllowed(actor, 'organiser')) throw gone();
  await resourcesStore(context.tx).removeFlags(id);
  if (!isOwn) await context.audit.append({ at: context.now, actor: actor.id, action: 'resources.settle', details: { resource: id } });
}
