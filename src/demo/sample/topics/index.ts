import { after, DAY } from '../../../core/time.js';
import { FEATURE } from '../../../features/topics/names.js';
import { phrase } from '../../../language/index.js';
import type { SamplePart } from '../part.js';
import { topicsHabits } from './habits.js';
import { seedDiscussions } from './history.js';
import { seedProposals } from './proposals.js';

/** Eight months of topics, the discussion that runs, and what is proposed. */
export const topicsSample: SamplePart = {
  feature: FEATURE,
  talk: [],
  habits: topicsHabits,
  async seed(context, { members, personas, now }) {
    const first = await seedDiscussions(context, members, personas, now);
    await seedProposals(context, members, now);
    return { since: after(first, -30 * DAY), settingsChanged: [] };
  },
  opening: (day) => day,
  tryFirst: (organiser) => [phrase('topics-report.demo.try-report', { name: organiser })],
};
