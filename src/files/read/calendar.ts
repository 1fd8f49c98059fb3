import ICAL from 'ical.js';
import type { WrittenCalendar, WrittenEvent, WrittenMoment } from '../../ports/files.js';

/** Longer texts are cut off: no event keeps as much. */
const TEXT_MAX = 10_000;
/** Programs write some dozens of characters. */
const SHORT_MAX = 500;
const HOUR_MS = 3_600_000;

/** The first events of a calendar. Runs in the process that reads documents, since some lines take the parser minutes. */
export function readCalendarText(text: string, max: number): WrittenCalendar {
  try {
    const root = ICAL.Component.fromString(text);
    return { type: 'entries', entries: root.getAllSubcomponents('vevent').slice(0, max).map(eventOf) };
  } catch {
    return { type: 'broken' };
  }
}

/** A moment of a zone that the file has a VTIMEZONE of. */
function utcOf(value: unknown): string | undefined {
  if (!(value instanceof ICAL.Time) || value.isDate || value.zone?.component == null) return undefined;
  return new Date(value.toUnixTime() * 1000).toISOString().replace(/\.\d+/, '');
}

function eventOf(component: ICAL.Component): WrittenEvent {
  const textOf = (name: string): string => String(component.getFirstPropertyValue(name) ?? '').slice(0, TEXT_MAX);
  const moment = (name: string): WrittenMoment | undefined => {
    const property = component.getFirstProperty(name);
    const value = property?.getFirstValue();
    if (!property || value === null || value === undefined) return undefined;
    const zone: unknown = property.getParameter('tzid');
    return {
      text: String(value).slice(0, SHORT_MAX),
      zone: typeof zone === 'string' ? zone.slice(0, SHORT_MAX) : undefined,
      utc: utcOf(value),
    };
  };
  const duration = component.getFirstPropertyValue('duration');
  return {
    summary: textOf('summary'),
    description: textOf('description'),
    location: textOf('location'),
    url: textOf('url'),
    uid: textOf('uid').slice(0, SHORT_MAX),
    rule: component.hasProperty('rrule') ? textOf('rrule') : undefined,
    start: moment('dtstart'),
    end: moment('dtend'),
    lasts: duration instanceof ICAL.Duration ? duration.toSeconds() * 1000 : HOUR_MS,
    isCancelled: textOf('status').toUpperCase() === 'CANCELLED',
    isException: component.hasProperty('recurrence-id'),
  };
}
