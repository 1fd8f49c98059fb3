import type { Card } from '../../../core/message.js';
import type { Asker } from '../../../core/request.js';
import type { Text } from '../../../core/text.js';
import type { Context } from '../../../feature-api/index.js';
import { resourcesStore } from '../store/index.js';
import { checkCard } from './cards/check.js';
import { DUE_SHOWN, dueCard } from './cards/due.js';
import { cutoffs, toCheck } from './review.js';

/** What of the actor's own nobody has checked for too long; undefined if nothing. */
export async function shownDue(context: Context, { actor, language }: Asker, lead?: Text): Promise<Card | undefined> {
  const due = await resourcesStore(context.tx).due(await cutoffs(context), { limit: DUE_SHOWN, member: actor.id });
  return due.total === 0 ? undefined : dueCard(due, language, actor.timezone, lead);
}

export async function shownCheck(context: Context, asking: Asker, page = 0): Promise<Card> {
  const found = await toCheck(context, page);
  // The last pages may be gone by now, because what was on them is settled.
  if (found.page < page) return shownCheck(context, asking, found.page);
  return checkCard(found, context.linkChecks.isOn, asking.language, asking.actor.timezone);
}
