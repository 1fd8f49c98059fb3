import { isAllowed } from '../../../core/access.js';
import type { HomeSection } from '../../../feature-api/index.js';
import { facilitatorHomeCard } from './cards/volunteer.js';
import { mine } from './mine.js';

/** What a member is asked about, to be answered here, and the topics that they facilitate or learn from. */
export const facilitatorHome: HomeSection = {
  async cards(context, member) {
    if (!isAllowed(member, 'member')) return [];
    const found = await mine(context, member);
    return found.asked.length + found.agreed.length === 0 ? [] : [facilitatorHomeCard(found, member.language)];
  },
};
