import type { Actor } from '../../core/access.js';
import { type Context, keepBlob, type Shelf, type Shelved } from '../../feature-api/index.js';
import { READ, useOf } from './editions.js';
import { fittingKeys, isItemKey, standing } from './fitting.js';
import { reindex } from './index-words.js';
import { SUMMARY_MAX, TITLE_MAX } from './rules/limits.js';
import { resourcesStore } from './store/index.js';
import type { ResourceId } from './types.js';
import { deleteMadeFrom } from './withdraw.js';
import { tellWaiting } from './write.js';

/**
 * What members share elsewhere becomes a resource of theirs, and other features name what fits. For members it waits for an organiser, as all that is added; what only
 * organisers find needs nobody to look at it first.
 */
export const resourcesShelf: Shelf = {
  async put(context, shared) {
    const id = await insert(context, shared);
    if (shared.forMembers) return tellWaiting(context);
    await reindex(context, id);
  },
  async takeBack(context, keys) {
    await deleteMadeFrom(context, keys);
  },
  holds: isItemKey,
  fitting: fittingKeys,
  standing,
};

async function insert(context: Context, shared: Shelved): Promise<ResourceId> {
  const { key, member, kind, title, summary, language, sectors, file, forMembers } = shared;
  const store = resourcesStore(context.tx);
  const text = { kind, title: upTo(TITLE_MAX, title), summary: upTo(SUMMARY_MAX, summary) };
  const visibility = forMembers ? 'members' : 'organisers';
  const details = { sectors, organisation: '', publishedOn: null, sharing: 'unknown', visibility } as const;
  const id = await store.insert(member, text, details, context.now);
  await store.noteOrigin(id, key);
  const edition = await store.addEdition({ resource: id, language, link: null, file, addedAt: context.now });
  // The bytes count already as those of the member who shared them.
  await keepBlob(context, file, { key: useOf(edition), member: null });
  await context.agenda.plan({ key: `${READ}:${edition}`, kind: READ, payload: { edition }, dueAt: context.now });
  const state = forMembers ? ({ state: 'pending' } as const) : ({ state: 'approved', approvedAt: context.now } as const);
  await store.change({ id, version: 1 }, state);
  return id;
}

const upTo = (max: number, text: string): string => [...text].slice(0, max).join('');

/** Tells the feature that put a resource here that a member fetched it. */
export async function noteFetched(context: Context, { id: member }: Actor, id: ResourceId): Promise<void> {
  const key = await resourcesStore(context.tx).originOf(id);
  if (key !== undefined) await context.features.shelfFetched(context, { key, member });
}
