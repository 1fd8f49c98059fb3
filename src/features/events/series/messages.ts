import { z } from 'zod';
import { defineNotification, type Notification, withinDays } from '../../../feature-api/index.js';
import { idSchema } from '../../../feature-api/schemas.js';
import { eventsStore } from '../store/index.js';
import type { EventId } from '../types.js';
import { seriesChangedCard, seriesOffCard } from './cards/series.js';

/** Both tell of new hours or that nothing takes place, so they come in any case. */
const common = {
  notice: 'events.cancelled',
  urgency: 'normal',
  lateness: withinDays(14),
  onUnknownOutcome: 'resend',
  args: z.object({ event: idSchema<EventId>() }),
} as const;

const changed = defineNotification({
  ...common,
  kind: 'events.series.changed',
  async compose(context, { event: id }, { audience: { languages, members } }) {
    const whole = await eventsStore(context.tx).whole(id);
    if (whole?.event.state !== 'announced') return { drop: 'changed' };
    return { message: { cards: languages.map((language) => seriesChangedCard(whole, members.length === 1, language)) } };
  },
});

const off = defineNotification({
  ...common,
  kind: 'events.series.off',
  async compose(context, { event: id }, { audience: { languages } }) {
    const whole = await eventsStore(context.tx).whole(id);
    if (whole?.event.state !== 'cancelled') return { drop: 'changed' };
    return { message: { cards: languages.map((language) => seriesOffCard(whole, language)) } };
  },
});

export const seriesMessages: readonly Notification[] = [changed, off];
