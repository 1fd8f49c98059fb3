import { isAllowed } from '../../core/access.js';
import type { HomeSection } from '../../feature-api/index.js';
import { standingCard } from './cards/standing.js';
import { standingOf } from './standing.js';

/** Where a member stands: joined or not, the next round, their match, an open check-in. */
export const home: HomeSection = {
  cards: async (context, member) =>
    isAllowed(member, 'member') ? [standingCard(await standingOf(context, member.id), member.id, member.language)] : [],
};
