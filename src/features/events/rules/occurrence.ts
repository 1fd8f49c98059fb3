import { addDays, daysBetween, instantOf, localDateOf, localTimeOf } from '../../../calendar/wall-clock.js';
import type { Instant, LocalDate, Zone } from '../../../core/time.js';
import type { CommunityEvent, Session, SessionTimes } from '../types.js';
import { sessionMoments } from './times.js';

/** When a session of an occurrence is. */
export type OccurrenceSession = SessionTimes & Pick<Session, 'startsAt' | 'endsAt'> & { readonly overnightSure?: true };

/**
 * The sessions of an occurrence on another day, at the same hours of the wall clock. An hour that the clocks skip is as long after the
 * skip, and of one that they show twice it is the first (RFC 5545, 3.3.5), since nobody is there to be asked.
 */
export function sessionsOn(
  day: LocalDate,
  { sessions, occurrence, zone }: { readonly sessions: readonly Session[]; readonly occurrence: LocalDate; readonly zone: Zone },
): readonly OccurrenceSession[] {
  const shift = daysBetween(occurrence, day);
  return sessions
    .filter(({ state }) => state === 'planned')
    .map(({ date, startTime, endTime, overnightSure }) => {
      // What an organiser has said of the end holds for the same hours of every day.
      const times = { date: addDays(date, shift), startTime, endTime, ...(overnightSure && { overnightSure }) };
      const moments = sessionMoments(times, zone);
      if (!('problem' in moments)) return { ...times, ...moments };
      const last = endTime > startTime ? times.date : addDays(times.date, 1);
      return { ...times, startsAt: instantOf(times.date, startTime, zone), endsAt: instantOf(last, endTime, zone) };
    });
}

/** A moment of an event, such as the end of registration, as many days later at the same hour. */
export function shifted(moment: Instant | null, days: number, zone: Zone): Instant | null {
  return moment === null ? null : instantOf(addDays(localDateOf(moment, zone), days), localTimeOf(moment, zone), zone);
}

/** What an occurrence has in common with the others of its series. */
export function commonFields(event: CommunityEvent) {
  const { kind, format, language, texts, zone, place, link, room, roomCapacity, onlineCapacity, organisationSeats, audience } = event;
  const { questions, secondForm, needs, recorded, approval, certificate, requiredShare, feedback, countsWomen } = event;
  return {
    kind,
    format,
    language,
    texts,
    zone,
    place,
    link,
    room,
    roomCapacity,
    onlineCapacity,
    organisationSeats,
    audience,
    questions,
    secondForm,
    needs,
    recorded,
    approval,
    certificate,
    requiredShare,
    feedback,
    countsWomen,
  };
}
