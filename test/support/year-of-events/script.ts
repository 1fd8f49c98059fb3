import { daysLater, type WallTime } from './clocks.js';

export type Kind = 'webinar' | 'roundtable' | 'training' | 'hosted-coffee' | 'coordination-meeting';
export type Format = 'virtual' | 'in-person' | 'hybrid';

/** An event of the year as its organisers planned it. */
export interface Planned {
  readonly number: number;
  readonly kind: Kind;
  readonly format: Format;
  readonly zone: string;
  readonly days: readonly string[];
  readonly start: string;
  readonly end: string;
  /** Days before the first one on which it is announced. */
  readonly announcedBefore: number;
  /** Has its title in English alone. */
  readonly isEnglishOnly: boolean;
  readonly capacity: number | null;
  readonly change?: Change;
}

/** What becomes of an event after its announcement, so many minutes before its start. */
export type Change =
  | { readonly type: 'moved'; readonly before: number; readonly to: WallTime & { readonly end: string } }
  | { readonly type: 'cancelled'; readonly before: number };

const of = <T>(count: number, value: T): readonly T[] => Array.from({ length: count }, () => value);
/** 8 webinars, 8 roundtables, 4 trainings of two days, 4 coffees, 10 meetings, 4 of them in person. */
const KINDS: readonly (readonly [Kind, Format])[] = [
  ...of(8, ['webinar', 'virtual'] as const),
  ...of(6, ['roundtable', 'virtual'] as const),
  ...of(2, ['roundtable', 'hybrid'] as const),
  ...of(4, ['training', 'in-person'] as const),
  ...of(4, ['hosted-coffee', 'virtual'] as const),
  ...of(4, ['coordination-meeting', 'in-person'] as const),
  ...of(6, ['coordination-meeting', 'virtual'] as const),
];
const HOURS = [
  ['10:00', '11:30'],
  ['14:30', '16:00'],
  ['09:00', '12:00'],
  ['17:15', '18:45'],
] as const;
const DAY_MINUTES = 24 * 60;
/** Days on which clocks changed during the week before: Berlin and London, New York, Cairo. */
const AROUND_CHANGES: Readonly<Record<string, readonly [string, string]>> = {
  '7': ['2027-03-16', 'America/New_York'],
  '9': ['2027-04-01', 'Europe/Berlin'],
  '29': ['2027-11-02', 'Europe/Berlin'],
  '30': ['2027-11-09', 'America/New_York'],
  '12': ['2027-05-02', 'Africa/Cairo'],
};

/** The events of 2027, in their order: one each ten days or so. */
export const PLANNED: readonly Planned[] = Array.from({ length: KINDS.length }, (_, index) => {
  // 13 and 34 have nothing in common, so every event is there once, and the kinds alternate.
  const [kind, format] = KINDS[(index * 13) % KINDS.length] ?? ['webinar', 'virtual'];
  const [date, zone] = AROUND_CHANGES[String(index)] ?? [daysLater('2027-01-10', index * 10), 'Asia/Baghdad'];
  const [start, end] = HOURS[index % HOURS.length] ?? HOURS[0];
  return {
    number: index + 1,
    kind,
    format,
    zone,
    days: kind === 'training' ? [date, daysLater(date, 1)] : [date],
    start,
    end,
    announcedBefore: index % 6 === 5 ? 4 : 15,
    isEnglishOnly: index % 11 === 10,
    capacity: index % 8 === 3 ? 18 : null,
    ...change(index, date),
  };
});

function change(index: number, date: string): Pick<Planned, 'change'> {
  switch (index) {
    // Another day, among those around a change of the clocks.
    case 9:
      return { change: { type: 'moved', before: 5 * DAY_MINUTES, to: { date: daysLater(date, 3), time: '15:00', end: '16:30' } } };
    // Another hour of the same day, after the reminder a day before.
    case 14:
      return { change: { type: 'moved', before: 20 * 60, to: { date, time: '19:00', end: '20:00' } } };
    // A week later, so that all reminders come anew.
    case 22:
      return { change: { type: 'moved', before: 2 * DAY_MINUTES, to: { date: daysLater(date, 7), time: '11:00', end: '12:00' } } };
    case 17:
      return { change: { type: 'cancelled', before: 3 * DAY_MINUTES } };
    case 26:
      return { change: { type: 'cancelled', before: 30 } };
    default:
      return {};
  }
}

/** How many events of a kind organisers planned for the year; of hosted coffee chats they planned none. */
export const PLAN: Readonly<Partial<Record<Kind, number>>> = { webinar: 8, roundtable: 9, training: 4, 'coordination-meeting': 12 };

/** Where people's clocks are: with and without summer time, and one at a quarter of an hour. */
export const ZONES = ['Asia/Baghdad', 'Europe/Berlin', 'America/New_York', 'Europe/London', 'Asia/Kathmandu', 'Africa/Cairo'] as const;
export const LANGUAGES = ['en', 'ar', 'ckb'] as const;
export type Tongue = (typeof LANGUAGES)[number];

/** What an event is called. */
export const TITLES: Readonly<Record<Tongue, (number: number) => string>> = {
  en: (number) => `Gathering ${number} about water`,
  ar: (number) => `اللقاء ${number} عن المياه`,
  ckb: (number) => `دیداری ${number} لەسەر ئاو`,
};

export function titleIn({ number, isEnglishOnly }: Planned, language: Tongue): string {
  return TITLES[isEnglishOnly ? 'en' : language](number);
}

export const linkOf = ({ number }: Planned): string => `https://meet.example.org/room-${number}-x`;
export const placeOf = ({ number }: Planned): string => `House ${number}x, second floor`;
