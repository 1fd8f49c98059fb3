import type { Context } from '../../../feature-api/index.js';
import { FEATURE } from '../../../features/events/names.js';
import { eventsSection } from '../../../features/events/settings.js';
import { EVENT_KINDS, type EventKind } from '../../../features/events/types.js';
import { phrase } from '../../../language/index.js';
import type { SamplePart } from '../part.js';
import { eventsHabits } from './habits.js';
import { seedEvents } from './history.js';
import { drawSlides } from './slides.js';

/** What the network promised its donor for the year. */
const PLANNED: Partial<Record<EventKind, number>> = {
  webinar: 6,
  roundtable: 4,
  training: 3,
  'coordination-meeting': 4,
  'hosted-coffee': 3,
};

async function planYear({ community }: Context): Promise<void> {
  const settings = await community.settings();
  const own = eventsSection.of(settings);
  const kinds = EVENT_KINDS.map((kind) => [kind, { ...own[kind], planned: PLANNED[kind] ?? 0 }] as const);
  await community.saveSettings({ ...settings, [FEATURE]: { ...own, ...Object.fromEntries(kinds) } });
}

/** Events of some months: some are over, with who was there, some are coming up, and one is a draft. */
export const eventsSample: SamplePart = {
  feature: FEATURE,
  talk: [],
  habits: eventsHabits,
  files: drawSlides,
  async seed(context, company) {
    const since = await seedEvents(context, company);
    await planYear(context);
    return { since, settingsChanged: [since] };
  },
  opening: (day) => day,
  tryFirst: () => [phrase('events.demo.try')],
};
