import { isAllowed } from '../../core/access.js';
import { mapLookup } from '../../core/lookup.js';
import type { Offer } from '../../feature-api/index.js';
import { canMail } from './address.js';
import { ownMailCard } from './cards/own.js';
import { ownMail } from './consent.js';

/** The commands below whose answers the letter by mail is offered. */
const SHOWN_AT = /^\/?profile(?: (?:show|notifications))?$/;

/** Whether a member gets the letter by mail, below their profile, where mail can be sent at all. */
export const letterOffers: Offer = (context, { actor, language }, what) => {
  if (!SHOWN_AT.test(what) || !isAllowed(actor, 'member') || !canMail(context)) return undefined;
  return mapLookup(ownMail(context, actor.id), (own) => async () => [ownMailCard(await own(), language)]);
};
