import { z } from 'zod';
import { MINUTE, toInstant } from '../../../core/time.js';
import { defineNotification, type Notification } from '../../../feature-api/index.js';
import { idSchema } from '../../../feature-api/schemas.js';
import { isMeeting } from '../minutes/rules/meetings.js';
import { viewRegistration } from '../registration/view.js';
import { minutesLeft } from '../rules/reminders.js';
import { eventsStore } from '../store/index.js';
import type { SessionId } from '../types.js';
import { reminderCard } from './cards.js';

const reminder = defineNotification(
  {
    kind: 'events.reminder',
    notice: 'events.reminders',
    urgency: 'asked',
    // Later than that, the next reminder says more.
    lateness: { policy: 'drop', afterMs: 30 * MINUTE },
    onUnknownOutcome: 'hold',
    args: z.object({ session: idSchema<SessionId>(), minutes: z.int(), startsAt: z.number().transform(toInstant) }),
  },
  async (context, { session: id, minutes, startsAt }, { audience: { members } }) => {
    const store = eventsStore(context.tx);
    const session = await store.session(id);
    const whole = session && (await store.whole(session.event));
    if (!whole || whole.event.state !== 'announced' || session.state !== 'planned') return { drop: 'not-held' };
    if (session.startsAt !== startsAt) return { drop: 'moved' };
    if (session.endsAt <= context.now) return { drop: 'over' };
    const [reader] = members.length === 1 ? members : [];
    const { event } = whole;
    const left = minutesLeft(minutes, session.startsAt, context.now);
    if (!reader) {
      const meetings = minutes === 0 && isMeeting(event) ? await store.meetingsAround(event, session.startsAt) : undefined;
      const inThread = { event, session, minutes: left, zone: undefined, showsWhere: false, meetings };
      return (language) => reminderCard(inThread, language);
    }
    const { registration, showsWhere } = await viewRegistration(context, reader, event.id);
    if (registration?.state !== 'going' || registration.reminds !== true) return { drop: 'not-wanted' };
    return (language) => reminderCard({ event, session, minutes: left, zone: reader.timezone, showsWhere }, language);
  },
);

export const reminderMessages: readonly Notification[] = [reminder];
