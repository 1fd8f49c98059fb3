import { cutAtWord } from '../../../kit/cut-at-word.js';
import type { CalendarEntry } from './entries.js';

/** The longest address of a button on every platform. */
const ADDRESS_MAX = 512;

/** How a calendar that is renewed by itself is taken into programs. */
export function subscribeLinks(feed: string, name: string): { readonly webcal: string; readonly google: string; readonly outlook: string } {
  const webcal = feed.replace(/^https?:/, 'webcal:');
  return {
    webcal,
    google: withQuery('https://calendar.google.com/calendar/render', { cid: webcal }).href,
    outlook: withQuery('https://outlook.office.com/calendar/0/addfromweb', { url: feed, name }).href,
  };
}

type Build = (title: string, where: string) => URL;

/** The page on which Google Calendar adds an entry. */
export function googleLink({ startsAt, endsAt, zone, title, where }: CalendarEntry): string {
  const dates = [startsAt, endsAt].map((at) => new Date(at).toISOString().replace(/[-:]|\.\d+/g, '')).join('/');
  return shortened({ title, where }, (text, location) =>
    withQuery('https://calendar.google.com/calendar/render', { action: 'TEMPLATE', text, dates, ctz: zone, location }),
  );
}

/** The page on which Outlook adds an entry. */
export function outlookLink({ startsAt, endsAt, title, where }: CalendarEntry): string {
  return shortened({ title, where }, (subject, location) =>
    withQuery('https://outlook.office.com/calendar/0/deeplink/compose', {
      path: '/calendar/action/compose',
      rru: 'addevent',
      startdt: new Date(startsAt).toISOString(),
      enddt: new Date(endsAt).toISOString(),
      subject,
      location,
    }),
  );
}

/** Outlook shows a plus sign as it is, so a space is `%20`. */
function withQuery(address: string, values: Readonly<Record<string, string>>): URL {
  const query = Object.entries(values)
    .filter(([, value]) => value !== '')
    .map(([name, value]) => `${name}=${encodeURIComponent(value)}`);
  return new URL(`${address}?${query.join('&')}`);
}

/** Leaves out where it is, and then words at the end of the title, until the address is short enough. */
function shortened({ title, where }: Pick<CalendarEntry, 'title' | 'where'>, build: Build): string {
  const whole = build(title, where).href;
  if (whole.length <= ADDRESS_MAX) return whole;
  for (let max = title.length; max > 1; max -= 5) {
    const { href } = build(cutAtWord(title, max), '');
    if (href.length <= ADDRESS_MAX) return href;
  }
  return build('', '').href;
}
