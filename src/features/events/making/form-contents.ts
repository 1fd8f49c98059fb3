import { addDays, localDateOf } from '../../../calendar/wall-clock.js';
import { LANGUAGES } from '../../../core/language.js';
import type { Request } from '../../../core/request.js';
import { toLocalTime } from '../../../core/time.js';
import type { Context } from '../../../feature-api/index.js';
import { requireSeen } from '../find.js';
import type { SeenEvent } from '../ids.js';
import { firstSession } from '../rules/state.js';
import { textIn } from '../text-of.js';

/** An event is seldom sooner. */
const USUAL_DAYS_AHEAD = 14;

export async function newContents(context: Context, { now }: Request) {
  const { timezone } = await context.community.settings();
  return {
    values: {
      kind: 'webinar' as const,
      date: addDays(localDateOf(now, timezone), USUAL_DAYS_AHEAD),
      startTime: toLocalTime('10:00'),
      endTime: toLocalTime('11:30'),
    },
  };
}

export async function timesContents(context: Context, { actor }: Request, seen: SeenEvent) {
  const { event, sessions } = await requireSeen(context, seen, actor);
  const session = firstSession(sessions);
  const title = textIn(event, event.language)?.title;
  return {
    values: {
      kind: event.kind,
      ...(title !== undefined && { title }),
      ...(session && { date: session.date, startTime: session.startTime, endTime: session.endTime }),
    },
  };
}

export async function detailsContents(context: Context, { actor }: Request, seen: SeenEvent) {
  const { event } = await requireSeen(context, seen, actor);
  const { format, place, link, language } = event;
  return { values: { about: textIn(event, language)?.about ?? '', format, place, link, language } };
}

export async function placesContents(context: Context, { actor }: Request, seen: SeenEvent) {
  const { event } = await requireSeen(context, seen, actor);
  const { roomCapacity, onlineCapacity, organisationSeats, registrationUntil, zone } = event;
  // It ends at midnight after the day that is shown.
  const until = registrationUntil === null ? undefined : addDays(localDateOf(registrationUntil, zone), -1);
  return { values: { roomCapacity, onlineCapacity, organisationSeats, ...(until && { registrationUntil: until }) } };
}

export async function translateContents(context: Context, { actor }: Request, seen: SeenEvent) {
  const { event } = await requireSeen(context, seen, actor);
  const language = LANGUAGES.find((code) => event.texts[code] === undefined) ?? event.language;
  return { values: { language, ...event.texts[language] } };
}
