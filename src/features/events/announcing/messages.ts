import { z } from 'zod';
import { toInstant } from '../../../core/time.js';
import { composedGone, defineNotification, type Notification, wheneverPossible, withinDays } from '../../../feature-api/index.js';
import { idSchema } from '../../../feature-api/schemas.js';
import { publicPeople } from '../making/people/named.js';
import { eventsStore } from '../store/index.js';
import type { EventId } from '../types.js';
import { announcementMessage, cancelledCard, movedCard } from './cards/announcement.js';

const ofEvent = z.object({ event: idSchema<EventId>() });
const ofChange = ofEvent.extend({ sequence: z.int() });

const announcement = defineNotification({
  kind: 'events.announcement',
  notice: 'posted',
  urgency: 'normal',
  lateness: wheneverPossible,
  onUnknownOutcome: 'hold',
  args: ofEvent,
  async compose(context, { event: id }, { audience: { languages } }) {
    const whole = await eventsStore(context.tx).whole(id);
    if (!whole || whole.event.state === 'draft') return composedGone;
    return { message: announcementMessage({ ...whole, people: await publicPeople(context, id) }, languages) };
  },
});

const moved = defineNotification({
  kind: 'events.moved',
  notice: 'events.changes',
  urgency: 'normal',
  lateness: withinDays(14),
  onUnknownOutcome: 'resend',
  args: ofChange.extend({ from: z.number().transform(toInstant) }),
  async compose(context, { event: id, sequence, from }, { audience: { languages, members } }) {
    const whole = await eventsStore(context.tx).whole(id);
    // A later change says it all.
    if (whole?.event.state !== 'announced' || whole.event.sequence !== sequence) return { drop: 'changed' };
    return { message: { cards: languages.map((language) => movedCard(whole, from, members.length === 1, language)) } };
  },
});

const cancelled = defineNotification({
  kind: 'events.cancelled',
  notice: 'events.changes',
  urgency: 'normal',
  lateness: withinDays(14),
  onUnknownOutcome: 'resend',
  args: ofChange,
  async compose(context, { event: id }, { audience: { languages } }) {
    const whole = await eventsStore(context.tx).whole(id);
    if (whole?.event.state !== 'cancelled') return { drop: 'changed' };
    return { message: { cards: languages.map((language) => cancelledCard(whole, language)) } };
  },
});

export const announcingMessages: readonly Notification[] = [announcement, moved, cancelled];
