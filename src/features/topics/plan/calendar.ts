import { after, MINUTE } from '../../../core/time.js';
import type { CalendarItem, CalendarSource } from '../../../feature-api/index.js';
import { speaker } from '../../../language/index.js';
import { FEATURE } from '../names.js';
import { topicsStore } from '../store/index.js';
import { textIn } from '../text-of.js';

/** How long calendars show an opening, which is only a moment. */
const SHOWN_AS = 30 * MINUTE;

/** Openings of topics, past and of approved plans. One that is not held after all stays as called off. */
export const topicsCalendar: CalendarSource = {
  async between(context, range, language) {
    const { timezone: zone } = await context.community.settings();
    const topics = await topicsStore(context.tx).topicsIn(['planned', 'open', 'closed', 'skipped'], { ...range, approved: true });
    return topics.map((topic): CalendarItem => {
      const startsAt = topic.openedAt ?? topic.opensAt;
      const text = textIn(topic, language);
      return {
        uid: `${FEATURE}-${topic.id}-${topic.month}@mudhif`,
        sequence: topic.version,
        cancelled: topic.state === 'skipped',
        startsAt,
        endsAt: after(startsAt, SHOWN_AS),
        zone,
        title: speaker(language).plain('topics-plan.calendar', { title: text?.title ?? '' }),
        about: text?.question ?? '',
        changedAt: topic.closedAt ?? startsAt,
      };
    });
  },
};
