import { mapLookup } from '../../core/lookup.js';
import type { Offer } from '../../feature-api/index.js';
import { beginningOf, firstSteps } from './beginning.js';
import { decisionsHint } from './cards/decisions.js';
import { decisionsOf } from './decisions.js';
import { offerRole } from './take-up.js';

/** Tells organisers that decisions wait, except below the agenda, which begins with them. */
const offerDecisions: Offer = (context, { actor, language }, what) => {
  if (what.endsWith('community agenda')) return undefined;
  return mapLookup(decisionsOf(context, actor), (decisions) => async () => decisionsHint(await decisions(), language));
};

/** Where a list waits for a yes. */
const IMPORT = '/community import';

/** The first steps of whoever begins a community, below all else that organisers are told of it. */
const offerBeginning: Offer = (context, { actor, language }, what) => {
  const isOwn = what.startsWith('/community') || context.features.all.some(({ helpCommand }) => helpCommand === what);
  if (!isOwn) return undefined;
  const isStep = what === IMPORT || firstSteps(context).some(({ command }) => command === what);
  if (actor.role !== 'organiser' || isStep) return undefined;
  return mapLookup(beginningOf(context, { role: actor.role, language }), (cards) => async () => cards);
};

export const communityOffers: readonly Offer[] = [offerRole, offerDecisions, offerBeginning];
