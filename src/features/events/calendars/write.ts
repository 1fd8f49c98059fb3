import type { Instant } from '../../../core/time.js';
import { createTtlCache } from '../../../kit/ttl-cache.js';
import type { CalendarEntry } from './entries.js';
import { foldLines } from './fold-lines.js';

/** Entries that calendars ask for again and again, as they were written: the library takes long. */
const WRITTEN = createTtlCache<string>({ clock: Date, ttlMs: Number.POSITIVE_INFINITY, maxEntries: 5_000 });

const END = 'END:VCALENDAR';
const PRODUCT = { company: 'Mudhif', product: 'Events', language: 'EN' };

/**
 * A calendar (RFC 5545) of these entries, each on its zone's clock. It has no METHOD: that would need an ORGANIZER with an address
 * (RFC 5546, 3.2.1), which entries without attendees may not have (RFC 5545, 3.8.4.3).
 * @param name What programs call it.
 */
export async function writeCalendar(name: string, entries: readonly CalendarEntry[], now: Instant): Promise<string> {
  const { default: ical, ICalEventStatus } = await import('ical-generator');
  const { Temporal } = await import('temporal-polyfill');
  const { tzlib_get_ical_block: blockOf } = await import('timezones-ical-library');
  const zones = new Map(
    [...new Set(entries.map(({ zone }) => zone))].map((zone) => {
      const [block, id] = blockOf(zone);
      // The library may know a zone under a newer name.
      return [zone, block && id ? { block, id: id.replace(/^TZID=/, '') } : undefined] as const;
    }),
  );
  // Were a zone set here, the library would print DTSTAMP on its clock.
  const calendar = ical({ name: printable(name).replace(/[\\;,\n]/g, ' '), prodId: PRODUCT });
  const empty = calendar.toString();
  const moment = (instant: Instant, zone: string) => Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(zone);
  const textOf = (entry: CalendarEntry) => {
    const key = JSON.stringify(entry);
    const known = entry.stamp === undefined ? undefined : WRITTEN.get(key);
    const text = known ?? foldLines(eventOf(entry).toString());
    if (known === undefined && entry.stamp !== undefined) WRITTEN.set(key, text);
    return text;
  };
  const eventOf = (entry: CalendarEntry) =>
    calendar.createEvent({
      id: entry.uid,
      sequence: entry.sequence,
      status: ICalEventStatus[entry.status],
      stamp: moment(entry.stamp ?? now, 'UTC'),
      start: moment(entry.startsAt, entry.zone),
      end: moment(entry.endsAt, entry.zone),
      timezone: zones.get(entry.zone)?.id ?? null,
      summary: printable(entry.title),
      ...(entry.about !== '' && { description: printable(entry.about) }),
      ...(entry.where !== '' && { location: printable(entry.where) }),
      ...(entry.link !== '' && { url: asAddress(entry.link) }),
    });
  const blocks = [...new Set([...zones.values()].map((zone) => (zone ? `${zone.block.trim()}\r\n` : '')))];
  // The library folds so slowly that 500 events take a second.
  const head = foldLines(`${empty.slice(0, -END.length)}${blocks.join('')}`);
  return `${head}${entries.map(textOf).join('')}${END}\r\n`;
}

/** Without characters that calendars may not hold; all line breaks are one kind. */
function printable(text: string): string {
  return text.replace(/\r\n?|[\u0085\u2028\u2029]/g, '\n').replace(/[^\P{Cc}\n\t]/gu, '');
}

/** The library escapes addresses as if they were text, so what it would escape is encoded. */
function asAddress(url: string): string {
  return URL.canParse(url) ? new URL(url).href.replace(/[;,\\]/g, encodeURIComponent) : '';
}
