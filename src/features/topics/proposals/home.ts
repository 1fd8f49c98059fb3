import { type Actor, isAllowed } from '../../../core/access.js';
import type { Context, HomeSection } from '../../../feature-api/index.js';
import { cutTitle, HEADING_TITLE_MAX } from '../rules/title.js';
import { topicsStore } from '../store/index.js';
import { stateLabel } from './cards/labels.js';
import { homeCard } from './cards/notices.js';
import { mine } from './mine.js';

const SHOWN = 3;

/** A member's newest proposals and their state; for advisers and organisers how many wait for a review. */
export const topicsHome: HomeSection = {
  async cards(context: Context, member: Actor) {
    if (!isAllowed(member, 'member')) return [];
    const { own } = await mine(context, member.id);
    const waiting = isAllowed(member, 'adviser') ? (await topicsStore(context.tx).queue({ offset: 0, limit: 1 })).total : undefined;
    if (own.length === 0 && !waiting) return [];
    const lines = own
      .slice(0, SHOWN)
      .map((proposal) => [cutTitle(proposal.title, HEADING_TITLE_MAX), stateLabel(proposal, member.language)] as const);
    return [homeCard({ own: lines, waiting }, member.language)];
  },
};
