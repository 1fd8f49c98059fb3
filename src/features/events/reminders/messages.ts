import { z } from 'zod';
import { MINUTE, toInstant } from '../../../core/time.js';
import { defineNotification, type Notification } from '../../../feature-api/index.js';
import { idSchema } from '../../../feature-api/schemas.js';
import { isMeeting } from '../minutes/rules/meetings.js';
import { viewRegistration } from '../registration/view.js';
import { isAskedAgain } from '../rules/places.js';
import { minutesLeft } from '../rules/reminders.js';
import { sessionNumber } from '../rules/state.js';
import { eventsStore } from '../store/index.js';
import type { SessionId } from '../types.js';
import { reminderCard } from './cards.js';

const reminder = defineNotification(
  {
    kind: 'events.reminder',
    notice: 'events.reminders',
    urgency: 'asked',
    // A reminder that is later than this is dropped, because the next one tells more.
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
    const of = {
      event,
      session,
      number: sessionNumber(whole.sessions, session),
      minutes: minutesLeft(minutes, session.startsAt, context.now),
    };
    if (!reader) {
      const meetings = minutes === 0 && isMeeting(event) ? await store.meetingsAround(event, session.startsAt) : undefined;
      const inThread = { ...of, zone: undefined, showsWhere: false, meetings };
      return (language) => reminderCard(inThread, language);
    }
    const { registration, showsWhere } = await viewRegistration(context, reader, event.id);
    if (registration?.reminds !== true) return { drop: 'not-wanted' };
    const asks = isAskedAgain(registration) ? registration.attends : undefined;
    if (registration.state !== 'going' && asks === undefined) return { drop: 'not-wanted' };
    return (language) => reminderCard({ ...of, zone: reader.timezone, showsWhere, asks }, language);
  },
);

export const reminderMessages: readonly Notification[] = [reminder];
