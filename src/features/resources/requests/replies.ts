import type { Card } from '../../../core/message.js';
import type { Asker } from '../../../core/request.js';
import type { Text } from '../../../core/text.js';
import type { Context } from '../../../feature-api/index.js';
import { pageNumbers } from '../../../kit/paging.js';
import { requestsStore } from '../store/requests.js';
import { myRequestsCard, openRequestsCard, organisersCard } from './cards/lists.js';
import { previewCard } from './cards/preview.js';
import { requestCard } from './cards/request.js';
import { existingFor } from './existing.js';
import { requireOwnRequest, viewRequest } from './find.js';
import { recentTimes } from './report.js';
import type { RequestId } from './types.js';

const PAGE_SIZE = 10;
/** What an option menu holds on every platform. */
const MINE_SIZE = 25;

/** A request as whoever asks may see it; a draft with what exists already. */
export async function shownRequest(context: Context, asking: Asker, id: RequestId, lead?: Text): Promise<Card> {
  const view = await viewRequest(context, asking.actor, id);
  return view.request.state === 'draft' ? shownPreview(context, asking, id) : requestCard(view, asking.language, lead);
}

/** First shows what exists already. */
export async function shownPreview(context: Context, { actor, language }: Asker, id: RequestId): Promise<Card> {
  const request = await requireOwnRequest(context, actor, id, ['draft']);
  return previewCard(request, await existingFor(context, request.what, language), language);
}

export async function shownOwnRequests(
  context: Context,
  asking: Asker,
  { page = 0, lead }: { readonly page?: number; readonly lead?: Text } = {},
): Promise<Card> {
  const { actor, language } = asking;
  const { requests, total } = await requestsStore(context.tx).pageOfRequests(actor.id, { offset: page * MINE_SIZE, limit: MINE_SIZE });
  if (requests.length === 0 && page > 0) return shownOwnRequests(context, asking, { ...(lead && { lead }) });
  return myRequestsCard(requests, pageNumbers(total, page, MINE_SIZE), language, lead);
}

export async function shownOpenRequests(context: Context, { language }: Asker, page: number): Promise<Card> {
  const { requests, total } = await openPage(context, page);
  return openRequestsCard(requests, pageNumbers(total, page, PAGE_SIZE), language);
}

export async function shownForOrganisers(context: Context, { language }: Asker, page: number, lead?: Text): Promise<Card> {
  const { requests, total } = await openPage(context, page);
  return organisersCard(
    { open: requests, numbers: pageNumbers(total, page, PAGE_SIZE), times: await recentTimes(context) },
    language,
    lead,
  );
}

async function openPage(context: Context, page: number) {
  const store = requestsStore(context.tx);
  const found = await store.openRequests({ offset: page * PAGE_SIZE, limit: PAGE_SIZE });
  // The last page may be empty by now, because its requests were answered.
  return found.requests.length === 0 && page > 0 ? store.openRequests({ offset: 0, limit: PAGE_SIZE }) : found;
}
