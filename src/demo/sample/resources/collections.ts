import { after, DAY } from '../../../core/time.js';
import type { Context } from '../../../feature-api/index.js';
import { findingStore, resourcesStore } from '../../../features/resources/store/index.js';
import type { Collection, Resource } from '../../../features/resources/types.js';
import type { SampleCompany } from '../part.js';

/** The most resources in each collection. */
const ITEMS_MAX = 8;

interface SampleCollection extends Pick<Collection, 'title' | 'summary' | 'visibility'> {
  readonly daysAgo: number;
  holds(resource: Resource): boolean;
}

const COLLECTIONS: readonly SampleCollection[] = [
  {
    title: 'First week of a caseworker',
    summary: 'What to read before the first talk with a survivor, in this order.',
    visibility: 'members',
    daysAgo: 40,
    holds: ({ sectors, kind }) => sectors.includes('protection') && ['guide', 'form', 'training', 'tool'].includes(kind),
  },
  {
    title: 'الوقاية: مواد لحوار الشهر',
    summary: 'ما يساعد على التحضير للموضوع ومتابعته بعد الحوار.',
    visibility: 'public',
    daysAgo: 12,
    holds: ({ sectors }) => sectors.includes('prevention'),
  },
];

/**
 * What organisers put together: for a training, and for a topic.
 *
 * @throws {RangeError} If the sample has no organiser.
 */
export async function seedCollections(context: Context, { members, now }: SampleCompany, approved: readonly Resource[]): Promise<void> {
  const organiser = members.find(({ role }) => role === 'organiser');
  if (!organiser) throw new RangeError('the sample lacks an organiser');
  const store = findingStore(context.tx);
  for (const { daysAgo, holds, ...text } of COLLECTIONS) {
    const id = await store.insertCollection(organiser.id, text, after(now, -daysAgo * DAY));
    const held = approved.filter(holds).slice(0, ITEMS_MAX);
    await store.arrange(
      id,
      held.map((resource) => resource.id),
    );
  }
}

/** All approved resources of the sample, the oldest first. */
export async function approvedResources(context: Context): Promise<readonly Resource[]> {
  const titles = await context.tx.find(resourcesStore(context.tx).titles(100));
  const ids = titles.flatMap(({ id, state }) => (state === 'approved' ? [id] : []));
  return [...(await resourcesStore(context.tx).findMany(ids))].sort((one, other) => one.id - other.id);
}
