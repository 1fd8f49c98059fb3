import { FEATURE } from '../../../features/events/names.js';
import { phrase } from '../../../language/index.js';
import type { SamplePart } from '../part.js';
import { eventsHabits } from './habits.js';
import { seedEvents } from './history.js';

/** Events of some months: some are over, with who was there, some are coming up, and one is a draft. */
export const eventsSample: SamplePart = {
  feature: FEATURE,
  talk: [],
  habits: eventsHabits,
  async seed(context, company) {
    return { since: await seedEvents(context, company), settingsChanged: [] };
  },
  opening: (day) => day,
  tryFirst: () => [phrase('events.demo.try')],
};
