export { answer } from '../../core/answer.js';

import { isAllowed } from '../../core/access.js';
import { type Card } from '../../core/message.js';
import type { Asker } from '../../core/request.js';
import type { Text } from '../../core/text.js';
import type { Context } from '../../feature-api/index.js';
import { pageNumbers } from '../../kit/paging.js';
import { mineCard, queueCard } from './cards/lists.js';
import { resourceCard } from './cards/resource.js';
import { searchCard } from './cards/search.js';
import { searchElsewhere } from './elsewhere.js';
import { type ViewedResource, viewResource } from './find.js';
import { noteMiss, noteUse } from './reporting/note-use.js';
import { reviewQueue } from './review.js';
import { search } from './search.js';
import type { SearchPage } from './search-id.js';
import { resourcesStore } from './store/index.js';
import type { ResourceId } from './types.js';
import { upkeepOn } from './upkeep/cards/on-resource.js';
import { viewUpkeep } from './upkeep/view.js';

const QUEUE_SIZE = 8;

export async function shownResource(context: Context, asking: Asker, id: ResourceId, lead?: Text): Promise<Card> {
  return wholeCard(context, asking, await viewResource(context, asking.actor, id), lead);
}

/** The same for somebody who opened it, which counts. */
export async function openedResource(context: Context, asking: Asker, id: ResourceId): Promise<Card> {
  const view = await viewResource(context, asking.actor, id);
  await noteUse(context, asking.actor, view.resource, 'opened');
  return wholeCard(context, asking, view);
}

/** A resource with how it is looked after. */
async function wholeCard(context: Context, { actor, language }: Asker, view: ViewedResource, lead?: Text): Promise<Card> {
  const upkeep = upkeepOn(view, await viewUpkeep(context, view), language, actor.timezone);
  return resourceCard(view, language, actor.timezone, lead, upkeep);
}

export async function shownMine(context: Context, { actor, language }: Asker, page = 0): Promise<Card> {
  return mineCard(await resourcesStore(context.tx).ofMember(actor.id), language, page);
}

export async function shownQueue(context: Context, { actor, language }: Asker, page: number, lead?: Text): Promise<Card> {
  const found = await reviewQueue(context, { offset: page * QUEUE_SIZE, limit: QUEUE_SIZE });
  // The last page may be empty by now, because other organisers have decided about its resources.
  if (found.resources.length === 0 && page > 0) return shownQueue(context, { actor, language }, 0, lead);
  const mayApprove = found.resources.filter(({ member }) => member !== actor.id);
  return queueCard({ ...found, ...pageNumbers(found.total, page, QUEUE_SIZE) }, mayApprove, language, lead);
}

export async function shownSearch(context: Context, { actor, language }: Asker, { text, page }: SearchPage): Promise<Card> {
  const found = await search(context, isAllowed(actor, 'organiser') ? 'organisers' : 'members', language, text, page);
  // What other features have is shown on the first page only.
  const elsewhere = page === 0 ? await searchElsewhere(context, language, text) : [];
  if (found.total === 0 && elsewhere.length === 0) await noteMiss(context, text);
  return searchCard(found, language, elsewhere);
}
