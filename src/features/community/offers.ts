import { mapLookup } from '../../core/lookup.js';
import type { Offer } from '../../feature-api/index.js';
import { decisionsHint } from './cards/decisions.js';
import { decisionsOf } from './decisions.js';
import { offerRole } from './take-up.js';

/** Tells organisers that decisions wait, except below the agenda, which begins with them. */
const offerDecisions: Offer = (context, { actor, language }, what) => {
  if (what.endsWith('community agenda')) return undefined;
  return mapLookup(decisionsOf(context, actor), (decisions) => async () => decisionsHint(await decisions(), language));
};

export const communityOffers: readonly Offer[] = [offerRole, offerDecisions];
