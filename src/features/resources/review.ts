import type { Actor } from '../../core/access.js';
import { InputError } from '../../core/errors.js';
import { both } from '../../core/lookup.js';
import type { Context } from '../../feature-api/index.js';
import { phrase } from '../../language/index.js';
import { changedMeanwhile, gone, waitsForOther } from './find.js';
import { reindexAll } from './index-words.js';
import { itemKey } from './names.js';
import { resourcesStore } from './store/index.js';
import type { Resource, ResourceState, Seen } from './types.js';
import { prepareCopies } from './upkeep/copies.js';
import { keepToExpiry } from './upkeep/expiry.js';

/** The resource that an organiser decides about, as they have read it. Throws an `InputError` for one that has changed since. */
async function requireSeen(context: Context, { id, version }: Seen, states: readonly ResourceState[]): Promise<Resource> {
  const resource = await resourcesStore(context.tx).find(id);
  if (!resource) throw gone();
  if (resource.version !== version || !states.includes(resource.state)) throw changedMeanwhile();
  return resource;
}

/** Throws an `InputError` for an organiser's own resource if another organiser could decide about it. */
export async function requireOther(context: Context, actor: Actor, resource: Resource): Promise<void> {
  if (await waitsForOther(context, actor, resource)) throw new InputError('their own', phrase('resources.error.own'));
}

/** Approves a resource: those whom it is for can see and find it. */
export async function approve(context: Context, actor: Actor, seen: Seen): Promise<void> {
  const resource = await requireSeen(context, seen, ['pending']);
  await requireOther(context, actor, resource);
  await take(context, actor, [resource]);
}

/** Several at once. What was changed since it was read goes on waiting. Returns how many there were that could be approved. */
export async function approveMany(context: Context, actor: Actor, seen: readonly (Pick<Seen, 'id'> & Partial<Seen>)[]): Promise<number> {
  const versions = new Map(seen.map(({ id, version }) => [id, version]));
  const waiting = (await resourcesStore(context.tx).findMany([...versions.keys()])).filter(
    ({ id, state, member, version }) => state === 'pending' && member !== actor.id && (versions.get(id) ?? version) === version,
  );
  await take(context, actor, waiting);
  return waiting.length;
}

async function take(context: Context, actor: Actor, resources: readonly Resource[]): Promise<void> {
  const change = { state: 'approved', approvedAt: context.now, reason: null, goneAt: null } as const;
  await decide(context, actor, resources, 'approve', change);
  const ids = resources.map(({ id }) => id);
  for (const id of ids) await resourcesStore(context.tx).saveChecked(id, actor.id, context.now);
  await keepToExpiry(context, ids);
  await prepareCopies(
    context,
    resources.filter(({ visibility }) => visibility === 'public').map(({ id }) => id),
  );
  // Other features may show the resource as it was before.
  for (const { id, approvedAt } of resources) if (approvedAt !== null) await context.features.itemChanged(context, itemKey(id));
}

/** Declines a resource; its contributor reads the reason. Throws what `requireSeen` and `requireOther` throw. */
export async function decline(context: Context, actor: Actor, seen: Seen, reason: string): Promise<void> {
  const resource = await requireSeen(context, seen, ['pending']);
  await requireOther(context, actor, resource);
  await decide(context, actor, [resource], 'decline', { state: 'declined', reason });
}

/** Removes an approved resource, which can be restored for a while. */
export async function removeResource(context: Context, actor: Actor, seen: Seen, reason: string): Promise<void> {
  const resource = await requireSeen(context, seen, ['approved']);
  await decide(context, actor, [resource], 'remove', { state: 'removed', reason, goneAt: context.now });
  await context.features.itemChanged(context, itemKey(resource.id));
}

type Decision = Parameters<ReturnType<typeof resourcesStore>['change']>[1];

async function decide(
  context: Context,
  actor: Actor,
  resources: readonly Resource[],
  act: 'approve' | 'decline' | 'remove',
  change: Decision,
): Promise<void> {
  for (const resource of resources) {
    if (!(await resourcesStore(context.tx).change(resource, change))) throw changedMeanwhile();
    await context.audit.append({ at: context.now, actor: actor.id, action: `resources.${act}`, details: { resource: resource.id } });
  }
  await reindexAll(
    context,
    resources.map((resource) => ({ ...resource, ...change })),
  );
  await context.deliveries.plan(
    resources.flatMap(({ id, version, member }) =>
      member === null || member === actor.id
        ? []
        : [
            {
              key: `resources:decided:${id}:${version}`,
              kind: 'resources.decided',
              args: { resource: id },
              to: { to: 'member', member } as const,
              dueAt: context.now,
            },
          ],
    ),
  );
}

/** The page of what waits, and what members have found outdated or wrong. */
export async function reviewQueue(context: Context, page: { readonly offset: number; readonly limit: number }) {
  const store = resourcesStore(context.tx);
  const [queue, flagged] = await context.tx.find(both(store.queue(page), store.flagged(page.limit)));
  return { ...queue, flagged };
}
