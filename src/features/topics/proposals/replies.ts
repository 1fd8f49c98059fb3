export { answer } from '../../../core/answer.js';

import { type Actor, isAllowed } from '../../../core/access.js';
import { type Card } from '../../../core/message.js';
import type { Request } from '../../../core/request.js';
import type { Text } from '../../../core/text.js';
import type { Context } from '../../../feature-api/index.js';
import { asLabel } from '../../members/public.js';
import { browseTopics } from '../closing/browse.js';
import { browseCard } from '../closing/cards/browse.js';
import { matchingTopics, suggestedTopics, theOnly, writtenTopic } from '../closing/find-topic.js';
import { missingSummaries } from '../closing/overdue.js';
import { shownTopic, shownTopics } from '../closing/replies.js';
import { sectorByText } from '../closing/sectors.js';
import type { ListQuery } from '../rules/list-query.js';
import type { ProposalId } from '../types.js';
import { listCard, mineCard, queueCard } from './cards/list.js';
import { proposalCard } from './cards/proposal.js';
import { isNumber, matchingTitles, proposalByText, viewProposal } from './find.js';
import { listProposals, reviewQueue } from './list.js';
import { mine } from './mine.js';

export async function shownProposal(context: Context, { actor, language }: Request, id: ProposalId, lead?: Text): Promise<Card> {
  return proposalCard(await viewProposal(context, id, actor), language, lead);
}

export async function shownList(context: Context, { language }: Request, query: ListQuery): Promise<Card> {
  return listCard(await listProposals(context, query), query, language);
}

/** Topics and proposals that fit, each on a card; a sector or a year is asked of topics alone. */
export async function listed(
  context: Context,
  request: Request,
  { words, sector, year }: { readonly words?: string; readonly sector?: string; readonly year?: number },
): Promise<readonly Card[]> {
  const code = sector === undefined ? undefined : await sectorByText(context, sector);
  const wanted = { page: 0, ...(words !== undefined && { words }) };
  const found = { ...wanted, ...(code !== undefined && { sector: code }), ...(year !== undefined && { year }) };
  if (code !== undefined || year !== undefined) return [await shownTopics(context, request, found)];
  const { language } = request;
  const [topics, proposals] = [await browseTopics(context, found), await listProposals(context, wanted)];
  return [
    ...(topics.total === 0 ? [] : [browseCard(topics, found, language)]),
    // Nothing is said about proposals if topics were found and no proposal fits.
    ...(topics.total > 0 && proposals.total === 0 ? [] : [listCard(proposals, wanted, language)]),
  ];
}

/** Everything that is listed, held or not. */
const LISTED = ['planned', 'open', 'closed'] as const;

/** A proposal by its number, a topic by `t12`, either by words of its title. A proposal that became a topic is found as that. */
export async function shownByText(context: Context, request: Request, typed: string): Promise<Card> {
  const written = writtenTopic(typed);
  if (written !== undefined) return shownTopic(context, request, written);
  const topics = isNumber(typed) ? [] : await matchingTopics(context, typed, LISTED);
  if (topics.length === 0) return shownProposal(context, request, await proposalByText(context, typed));
  const proposals = (await matchingTitles(context, typed)).filter(({ id }) => !topics.some(({ proposal }) => proposal === id));
  const only = theOnly([...topics.map(({ id }) => ({ topic: id })), ...proposals.map(({ id }) => ({ proposal: id }))], typed);
  return 'topic' in only ? shownTopic(context, request, only.topic) : shownProposal(context, request, only.proposal);
}

/** Proposals and topics for the completion of what is to be shown. */
export async function suggested(context: Context, typed: string) {
  const proposals = (await matchingTitles(context, typed)).map(({ id, title }) => ({ value: String(id), label: asLabel(title) }));
  const topics = (await suggestedTopics(context, typed, LISTED)).map(({ value, label }) => ({ value, label: asLabel(label) }));
  // Platforms show 25.
  return [...proposals.slice(0, Math.max(12, 25 - topics.length)), ...topics].slice(0, 25);
}

export async function shownMine(context: Context, { actor, language }: Request, page = 0): Promise<Card> {
  return mineCard(await mine(context, actor.id), page, language);
}

export async function shownQueue(
  context: Context,
  { actor, language }: { readonly actor: Actor; readonly language: Request['language'] },
  page: number,
  lead?: Text,
): Promise<Card> {
  return queueCard(
    await reviewQueue(context, page),
    { settings: isAllowed(actor, 'organiser'), missing: (await missingSummaries(context)).length },
    language,
    lead,
  );
}
