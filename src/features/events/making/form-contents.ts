import { addDays, localDateOf, localTimeOf } from '../../../calendar/wall-clock.js';
import { LANGUAGES } from '../../../core/language.js';
import type { Request } from '../../../core/request.js';
import { after, DAY, toLocalTime } from '../../../core/time.js';
import type { Context } from '../../../feature-api/index.js';
import { speaker } from '../../../language/index.js';
import { requireEvent, requireSeen } from '../find.js';
import type { SeenEvent } from '../ids.js';
import { firstSession, lastSession } from '../rules/state.js';
import { textIn } from '../text-of.js';
import type { EventId } from '../types.js';
import type { TypedHours } from './hours-id.js';
import { requireSession, type SeenSession } from './sessions.js';

/** How many days ahead the form proposes, because events are seldom sooner. */
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
  const { roomCapacity, onlineCapacity, organisationSeats, registrationFrom, registrationUntil, zone } = event;
  // It ends at midnight after the day that is shown.
  const until = registrationUntil === null ? undefined : addDays(localDateOf(registrationUntil, zone), -1);
  const from = registrationFrom === null ? undefined : localDateOf(registrationFrom, zone);
  return {
    values: {
      roomCapacity,
      onlineCapacity,
      organisationSeats,
      ...(until && { registrationUntil: until }),
      ...(from && { registrationFrom: from }),
    },
  };
}

export async function translateContents(context: Context, { actor }: Request, seen: SeenEvent) {
  const { event } = await requireSeen(context, seen, actor);
  const language = LANGUAGES.find((code) => event.texts[code] === undefined) ?? event.language;
  return { values: { language, ...event.texts[language] } };
}

/** Four weeks after the event that is copied, and never in the past. */
export async function copyContents(context: Context, { actor, now }: Request, id: EventId) {
  const { event, sessions } = await requireEvent(context, id, actor);
  const title = textIn(event, event.language)?.title;
  const soon = addDays(localDateOf(now, event.zone), USUAL_DAYS_AHEAD);
  const first = firstSession(sessions) ?? sessions[0];
  const later = first ? addDays(first.date, 2 * USUAL_DAYS_AHEAD) : soon;
  return { values: { ...(title !== undefined && { title }), date: later > soon ? later : soon } };
}

/** The day after the last session, at its hours. */
export async function nextDayContents(context: Context, { actor }: Request, seen: SeenEvent) {
  const { sessions } = await requireSeen(context, seen, actor);
  const last = lastSession(sessions);
  return { values: last ? { date: addDays(last.date, 1), startTime: last.startTime, endTime: last.endTime } : {} };
}

export async function moveContents(context: Context, { actor }: Request, seen: SeenSession) {
  const { date, startTime, endTime } = (await requireSession(context, actor, seen)).session;
  return { values: { date, startTime, endTime } };
}

/** The hours as they were typed. */
export async function typedContents(context: Context, { actor }: Request, { id, version, date, startTime, endTime }: TypedHours) {
  await requireSeen(context, { id, version }, actor);
  return { values: { date, startTime, endTime } };
}

/** Of a draft nobody reads a reason. */
export async function sessionOffContents(context: Context, { actor, language }: Request, seen: SeenSession) {
  const { event } = await requireSession(context, actor, seen);
  return event.state === 'draft' ? { hints: { reason: speaker(language).plain('events-making.sessions.no-reason') } } : {};
}

export async function zoneContents(context: Context, { actor }: Request, seen: SeenEvent) {
  const { zone } = (await requireSeen(context, seen, actor)).event;
  return { values: { zone } };
}

export async function needsContents(context: Context, { actor }: Request, seen: SeenEvent) {
  const { interpretation, stepFree, childcare, signLanguage, asked } = (await requireSeen(context, seen, actor)).event.needs;
  const offers = [
    ...(stepFree ? (['stepFree'] as const) : []),
    ...(childcare ? (['childcare'] as const) : []),
    ...(signLanguage ? (['signLanguage'] as const) : []),
  ];
  return { values: { interpretation, offers, asked } };
}

export async function afterContents(context: Context, { actor }: Request, seen: SeenEvent) {
  const { certificate, requiredShare, feedback, countsWomen } = (await requireSeen(context, seen, actor)).event;
  return { values: { certificate, requiredShare, feedback, countsWomen } };
}

/** Tomorrow at the same hour, on the event's clock. */
export async function laterContents(context: Context, { actor, now }: Request, seen: SeenEvent) {
  const { zone, announceAt } = (await requireSeen(context, seen, actor)).event;
  const at = announceAt ?? after(now, DAY);
  return { values: { date: localDateOf(at, zone), time: localTimeOf(at, zone) } };
}
