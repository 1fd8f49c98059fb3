import { isAllowed } from '../../../core/access.js';
import type { HomeSection } from '../../../feature-api/index.js';
import { topicsStore } from '../store/index.js';
import { closingHomeCard } from './cards/notices.js';
import { missingSummaries } from './overdue.js';

/** The summaries that a member is asked for; for advisers and organisers how many are missing. */
export const closingHome: HomeSection = {
  async cards(context, member) {
    if (!isAllowed(member, 'member')) return [];
    const asked = await topicsStore(context.tx).summariesAskedOf(member.id);
    const missing = isAllowed(member, 'adviser') ? (await missingSummaries(context)).length : 0;
    return asked.length === 0 && missing === 0 ? [] : [closingHomeCard({ asked, missing }, member.language)];
  },
};
