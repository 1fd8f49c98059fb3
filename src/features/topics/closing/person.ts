import type { PersonHooks } from '../../../feature-api/index.js';
import { topicsStore } from '../store/index.js';
import { titleIn } from '../text-of.js';
import { askForSummary } from './ask-summary.js';
import { refreshThanks } from './thanks.js';

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
    for (const topic of await topicsStore(context.tx).summariesAskedOf(member))
      await askForSummary(context, topic, { step: 1, except: member });
    if (how === 'erased') await refreshThanks(context, member);
  },
  onMembersMerged: async () => {},
  onMemberReturned: async () => {},
};
