import { isAllowed } from '../../core/access.js';
import type { Card } from '../../core/message.js';
import type { Request } from '../../core/request.js';
import type { Context } from '../../feature-api/index.js';
import { canMail } from './address.js';
import { ownMailCard } from './cards/own.js';
import { ownMail } from './consent.js';

/** Below what it says: whether one gets the letter by mail. */
const SHOWN_AT = /^\/?profile(?: (?:show|notifications))?$/;

/** Whether a member gets the letter by mail, below their profile, where mail can be sent at all. */
export async function letterOffers(context: Context, { actor, language }: Request, what: string): Promise<readonly Card[]> {
  if (!SHOWN_AT.test(what) || !isAllowed(actor, 'member') || !canMail(context)) return [];
  return [ownMailCard(await ownMail(context, actor.id), language)];
}
