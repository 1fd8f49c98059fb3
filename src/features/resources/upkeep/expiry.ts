import { addDays, instantOf, localDateOf, MIDNIGHT } from '../../../calendar/wall-clock.js';
import { type Actor, isAllowed } from '../../../core/access.js';
import { InputError } from '../../../core/errors.js';
import { every } from '../../../core/lookup.js';
import type { Instant, LocalDate } from '../../../core/time.js';
import { type Context, planExpiry } from '../../../feature-api/index.js';
import { phrase } from '../../../language/index.js';
import { gone, requireReadable } from '../find.js';
import { reindex } from '../index-words.js';
import { resourcesSection } from '../settings.js';
import { resourcesStore } from '../store/index.js';
import type { Resource, ResourceId } from '../types.js';
import { mender } from './review.js';

const today = async (context: Context): Promise<LocalDate> => localDateOf(context.now, (await context.community.settings()).timezone);

/** The moment at which `on` is over. */
async function endOf(context: Context, on: LocalDate): Promise<Instant> {
  return instantOf(addDays(on, 1), MIDNIGHT, (await context.community.settings()).timezone);
}

/** Until when a resource may be shared: its contributor or an organiser says so. Throws an `InputError` for a day that is over. */
export async function chooseExpiry(context: Context, actor: Actor, id: ResourceId, on: LocalDate | null): Promise<void> {
  const { resource } = await requireReadable(context, actor, id);
  if (resource.member !== actor.id && !isAllowed(actor, 'organiser')) throw gone();
  if (on !== null && on < (await today(context))) throw new InputError('over already', phrase('resources-upkeep.error.past'));
  await resourcesStore(context.tx).saveExpiry(id, on);
  if (on !== null) await planExpiry(context, await endOf(context, on));
}

/** Plans the end of sharing of resources that have just become public. */
export async function keepToExpiry(context: Context, ids: readonly ResourceId[]): Promise<void> {
  const upkeep = await context.tx.find(every(ids.map((id) => resourcesStore(context.tx).upkeep(id))));
  const [first] = upkeep.flatMap((one) => one?.expiresOn ?? []).toSorted();
  if (first !== undefined) await planExpiry(context, await endOf(context, first));
}

/** Hides from people outside what may no longer be shared. Returns when the next resource has to be hidden. */
export async function expireShared(context: Context): Promise<Instant | undefined> {
  const store = resourcesStore(context.tx);
  for (const resource of await store.expired(await today(context))) {
    if (!(await store.change(resource, { visibility: 'members' }))) continue;
    await reindex(context, resource.id);
    await tell(context, resource, 'expired', `resources:expired:${resource.id}:${context.now}`);
  }
  const next = await store.nextExpiry(await today(context));
  return next === undefined ? undefined : endOf(context, next);
}

/** Warns once, for each day that is set, of what may soon no longer be shared. */
export async function warnOfExpiry(context: Context): Promise<void> {
  const { expiryDays } = resourcesSection.of(await context.community.settings());
  const from = await today(context);
  for (const { on, ...resource } of await resourcesStore(context.tx).expiring(from, addDays(from, expiryDays))) {
    await tell(context, resource, 'expires', `resources:expires:${resource.id}:${on}`);
  }
}

async function tell(context: Context, { id, member }: Pick<Resource, 'id' | 'member'>, what: 'expires' | 'expired', key: string) {
  const owner = await mender(context, member);
  const plan = { key, args: { resource: id }, dueAt: context.now };
  await context.deliveries.plan(
    owner === null
      ? { ...plan, kind: `resources.upkeep.${what}-unowned`, to: { to: 'channel', channel: 'organisers' } }
      : { ...plan, kind: `resources.upkeep.${what}`, to: { to: 'member', member: owner } },
  );
}
