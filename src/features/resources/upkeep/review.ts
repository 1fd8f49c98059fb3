import { type Actor, isAllowed } from '../../../core/access.js';
import { InputError } from '../../../core/errors.js';
import type { MemberId } from '../../../core/ids.js';
import { after, DAY, type Instant } from '../../../core/time.js';
import { type Context, tellChannel } from '../../../feature-api/index.js';
import { pageNumbers } from '../../../kit/paging.js';
import { phrase } from '../../../language/index.js';
import { findMember, findMembers } from '../../members/public.js';
import { gone, requireReadable } from '../find.js';
import { addMonths } from '../rules/review-date.js';
import { reviewMonths } from '../settings.js';
import { type Cutoffs, resourcesStore } from '../store/index.js';
import { KINDS, type Kind, type Resource, type ResourceId } from '../types.js';
import type { Upkeep } from './types.js';

/** How long only the contributor is asked; after that organisers see it too. */
export const GRACE_MS = 14 * DAY;

/** Resources of each kind that were last checked until then are due at `now`. */
export async function cutoffs(context: Context, now: Instant = context.now): Promise<Cutoffs> {
  const months = reviewMonths(await context.community.settings());
  return Object.fromEntries(KINDS.map((kind) => [kind, addMonths(now, -months[kind])])) as Record<Kind, Instant>;
}

/** When somebody has to look at a resource again. */
export async function reviewDate(
  context: Context,
  { kind, approvedAt }: Resource,
  upkeep: Upkeep | undefined,
): Promise<Instant | undefined> {
  const checked = upkeep?.checkedAt ?? approvedAt;
  return checked === null ? undefined : addMonths(checked, reviewMonths(await context.community.settings())[kind]);
}

/**
 * Notes that a resource is still right, as its contributor or an organiser says. Throws a `NotFoundError` for anyone else, and an
 * `InputError` for a resource that is not approved.
 */
export async function confirmRight(context: Context, actor: Actor, id: ResourceId): Promise<void> {
  const { resource } = await requireReadable(context, actor, id);
  const isOwn = resource.member === actor.id;
  if (!isOwn && !isAllowed(actor, 'organiser')) throw gone();
  if (resource.state !== 'approved') throw new InputError('not in the centre', phrase('resources-upkeep.error.not-there'));
  await resourcesStore(context.tx).saveChecked(id, actor.id, context.now);
  if (!isOwn) await context.audit.append({ at: context.now, actor: actor.id, action: 'resources.check', details: { resource: id } });
}

/** Who can mend something of a contributor's: they themselves, or null for organisers, if they are no longer here. */
export async function mender(context: Context, member: MemberId | null): Promise<MemberId | null> {
  const found = member === null ? undefined : await findMember(context, member);
  return found === undefined || found.status === 'left' ? null : found.id;
}

/** Asks contributors whether theirs is still right: each once a month, for all of theirs. */
export async function askOwners(context: Context): Promise<void> {
  const owners = await findMembers(context, await resourcesStore(context.tx).dueOwners(await cutoffs(context)));
  const month = new Date(context.now).toISOString().slice(0, 7);
  await context.deliveries.plan(
    owners
      .filter(({ status }) => status !== 'left')
      .map(({ id }) => ({
        key: `resources:due:${id}:${month}`,
        kind: 'resources.upkeep.due',
        args: { member: id },
        to: { to: 'member', member: id },
        dueAt: context.now,
      })),
  );
}

/** How much of each kind organisers see at once. */
const CHECK_SIZE = 6;
/** How much of each kind that somebody has to decide about is looked at; more follows once some of it is settled. */
const LOOKED_AT = 500;

/** What organisers have to see to, a page of each kind: what contributors have left undone, and what is nobody's. */
export async function toCheck(context: Context, wanted = 0) {
  const store = resourcesStore(context.tx);
  const until = after(context.now, -GRACE_MS);
  const due = await store.due(await cutoffs(context, until), { offset: wanted * CHECK_SIZE, limit: CHECK_SIZE });
  const all = {
    links: await store.badLinks({ limit: LOOKED_AT, until }),
    takeDowns: await store.toTakeDown(LOOKED_AT),
    unclean: await store.unclean(LOOKED_AT),
  };
  const longest = Math.max(due.total, all.links.length, all.takeDowns.length, all.unclean.length);
  const numbers = pageNumbers(longest, wanted, CHECK_SIZE);
  const onPage = <T>(each: readonly T[]) => each.slice(numbers.page * CHECK_SIZE, (numbers.page + 1) * CHECK_SIZE);
  return { ...numbers, due, links: onPage(all.links), takeDowns: onPage(all.takeDowns), unclean: onPage(all.unclean) };
}

export type ToCheck = Awaited<ReturnType<typeof toCheck>>;

export const isNothing = ({ total }: Pick<ToCheck, 'total'>): boolean => total === 0;

/** Tells organisers once a month that something is left undone. */
export async function askOrganisers(context: Context): Promise<void> {
  if (isNothing(await toCheck(context))) return;
  await tellChannel(context, 'organisers', {
    key: `resources:to-check:${new Date(context.now).toISOString().slice(0, 7)}`,
    kind: 'resources.upkeep.to-check',
    args: {},
  });
}
