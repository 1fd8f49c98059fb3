import { type Actor, isAllowed } from '../../../core/access.js';
import { type Card, privately, type Reply, replacing } from '../../../core/message.js';
import type { Request } from '../../../core/request.js';
import type { Text } from '../../../core/text.js';
import type { Context } from '../../../feature-api/index.js';
import type { ListQuery } from '../rules/list-query.js';
import type { ProposalId } from '../types.js';
import { listCard, mineCard, queueCard } from './cards/list.js';
import { proposalCard } from './cards/proposal.js';
import { viewProposal } from './find.js';
import { listProposals, reviewQueue } from './list.js';
import { mine } from './mine.js';

/** In a direct conversation the answer replaces the message with the button; elsewhere others read along, so it is private. */
export function answer({ conversation }: Pick<Request, 'conversation'>, ...cards: readonly Card[]): Reply {
  return conversation.kind === 'direct' ? replacing(...cards) : privately(...cards);
}

export async function shownProposal(context: Context, { actor, language }: Request, id: ProposalId, lead?: Text): Promise<Card> {
  return proposalCard(await viewProposal(context, id, actor), language, lead);
}

export async function shownList(context: Context, { language }: Request, query: ListQuery): Promise<Card> {
  return listCard(await listProposals(context, query), query, language);
}

export async function shownMine(context: Context, { actor, language }: Request): Promise<Card> {
  return mineCard(await mine(context, actor.id), language);
}

export async function shownQueue(
  context: Context,
  { actor, language }: { readonly actor: Actor; readonly language: Request['language'] },
  page: number,
  lead?: Text,
): Promise<Card> {
  return queueCard(await reviewQueue(context, page), { settings: isAllowed(actor, 'organiser') }, language, lead);
}
