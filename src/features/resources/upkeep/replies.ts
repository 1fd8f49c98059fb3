import type { Card } from '../../../core/message.js';
import type { Asker } from '../../../core/request.js';
import type { Text } from '../../../core/text.js';
import type { Context } from '../../../feature-api/index.js';
import { resourcesStore } from '../store/index.js';
import { checkCard } from './cards/check.js';
import { DUE_SHOWN, dueCard } from './cards/due.js';
import { cutoffs, toCheck } from './review.js';

/** How much of each kind organisers see at once. */
const SHOWN = 6;

/** What of the actor's own nobody has checked for too long; undefined if nothing. */
export async function shownDue(context: Context, { actor, language }: Asker, lead?: Text): Promise<Card | undefined> {
  const due = await resourcesStore(context.tx).due(await cutoffs(context), { limit: DUE_SHOWN, member: actor.id });
  return due.total === 0 ? undefined : dueCard(due, language, actor.timezone, lead);
}

export async function shownCheck(context: Context, { actor, language }: Asker): Promise<Card> {
  return checkCard(await toCheck(context, SHOWN), context.linkChecks.isOn, language, actor.timezone);
}
