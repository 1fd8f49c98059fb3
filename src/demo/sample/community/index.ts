import { earliest } from '../../../core/time.js';
import { noteSetUp } from '../../../features/community/set-up.js';
import type { SamplePart } from '../part.js';

/** The community was set up when its first members came. */
export const communitySample: SamplePart = {
  feature: 'community',
  talk: [],
  habits: { questions: [], followUps: {}, values: {} },
  async seed(context, { members, now }) {
    await noteSetUp(context, earliest(now, ...members.map(({ joinedAt }) => joinedAt)));
    return { since: now, settingsChanged: [] };
  },
  opening: (day) => day,
  tryFirst: () => [],
};
