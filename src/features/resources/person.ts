import { type Context, exportsRows, type PersonHooks } from '../../feature-api/index.js';
import { phrase } from '../../language/index.js';
import { reindex } from './index-words.js';
import { itemKey } from './names.js';
import { summariesOf, titlesOf } from './rules/title.js';
import { exportedResources, resourcesStore } from './store/index.js';
import type { Resource } from './types.js';
import { keepToExpiry } from './upkeep/expiry.js';
import { deleteResources } from './withdraw.js';

export const resourcesPerson: PersonHooks = {
  ...exportsRows(exportedResources),
  /**
   * Deletes the member's resources except those that may stay, which lose the name. If the member only left, they can be restored for a
   * while.
   */
  async onMemberRemoved(context, member, how) {
    const store = resourcesStore(context.tx);
    const own = await store.ofMember(member);
    if (how === 'left') return hide(context, own.filter(isShown));
    const going = own.filter(({ stays, state }) => !stays || state !== 'approved');
    await deleteResources(
      context,
      going.map(({ id }) => id),
    );
    for (const { id, state } of going) if (state === 'approved') await context.features.itemChanged(context, itemKey(id));
    await store.removeFlagsBy(member);
  },
  async onMembersMerged(context, { from, into }) {
    await resourcesStore(context.tx).redirectMember(from, into);
    await resourcesStore(context.tx).mergeFlags(from, into);
    await resourcesStore(context.tx).mergeCheckers(from, into);
  },
  async onMemberReturned(context, member) {
    for (const resource of (await resourcesStore(context.tx).ofMember(member)).filter(({ state }) => state === 'left')) {
      const state = resource.approvedAt === null ? 'pending' : 'approved';
      await resourcesStore(context.tx).change(resource, { state, goneAt: null });
      await reindex(context, resource.id);
      await keepToExpiry(context, [resource.id]);
      if (state === 'approved') await context.features.itemChanged(context, itemKey(resource.id));
    }
  },
  async describeReturn(context, member) {
    const own = await resourcesStore(context.tx).ofMember(member);
    return own.length === 0 ? [] : [phrase('resources.return.kept', { command: '/resources mine' })];
  },
  async sentencesOf(context, member) {
    const store = resourcesStore(context.tx);
    const own = (await store.ofMember(member)).filter(({ stays }) => !stays);
    return [...own.flatMap((resource) => [...titlesOf(resource, 'en'), ...summariesOf(resource, 'en')]), ...(await store.flagsBy(member))];
  },
};

const isShown = ({ stays, state }: Resource): boolean => !stays && (state === 'pending' || state === 'approved');

async function hide(context: Context, resources: readonly Resource[]): Promise<void> {
  for (const resource of resources) {
    // What waited for an organiser waits again when the member returns, also if it was approved before it was changed.
    const waits = resource.state === 'pending' && { approvedAt: null };
    await resourcesStore(context.tx).change(resource, { state: 'left', goneAt: context.now, ...waits });
    await reindex(context, resource.id);
    await context.features.itemChanged(context, itemKey(resource.id));
  }
}
