import type { PersonHooks } from '../../../feature-api/index.js';
import { summaryKey } from '../keys.js';
import { topicsStore } from '../store/index.js';
import { titleIn } from '../text-of.js';
import { askForSummary } from './ask-summary.js';

/** Summaries stay with the community when their writer is erased; whoever was asked for one is replaced by the next. */
export const closingPerson: PersonHooks = {
  async exportPersonalData(context, member) {
    const written = await topicsStore(context.tx).summariesBy(member);
    return {
      summaries: written.map(({ topic, summary, recommendations }) => ({
        topic: titleIn(topic, topic.language),
        lessons: summary?.lessons ?? [],
        challenges: summary?.challenges ?? [],
        resources: summary?.resources ?? [],
        recommendations: recommendations.map(({ words, responsible, reviewOn, outcome, outcomeWords }) => ({
          words,
          responsible,
          reviewOn,
          outcome,
          outcomeWords,
        })),
        ...(summary?.writtenAt != null && { postedAt: new Date(summary.writtenAt).toISOString() }),
      })),
    };
  },
  async onMemberRemoved(context, member, how) {
    const store = topicsStore(context.tx);
    for (const topic of await store.summariesAskedOf(member)) await askForSummary(context, topic, { step: 1, except: member });
    if (how !== 'erased') return;
    // Composed anew after this transaction, the summaries thank them no more.
    for (const topic of await store.summariesThanking(member)) await context.deliveries.refresh(summaryKey(topic), context.now);
  },
  onMembersMerged: async () => {},
  onMemberReturned: async () => {},
};
