import { isAllowed } from '../../../core/access.js';
import type { HomeSection } from '../../../feature-api/index.js';
import { topicsStore } from '../store/index.js';
import { planHomeCard } from './cards/notices.js';

/** For advisers and organisers: each plan that waits for an approval and does not have theirs. */
export const planHome: HomeSection = {
  async cards(context, member) {
    if (!isAllowed(member, 'adviser')) return [];
    const store = topicsStore(context.tx);
    const cards = [];
    for (const { month, version } of await store.drafts()) {
      const { answers } = await store.wholePlan(month);
      const hasAnswered = answers.some((answer) => answer.member === member.id && answer.version === version);
      if (!hasAnswered) cards.push(planHomeCard(month, member.language));
    }
    return cards;
  },
};
