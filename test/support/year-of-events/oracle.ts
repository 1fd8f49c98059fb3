import { daysLater, instantAt, wallTimeAt } from './clocks.js';
import { linkOf, type Planned, placeOf, type Tongue, titleIn } from './script.js';

/** Something that holds from a moment on. */
export interface Since<T> {
  readonly at: number;
  readonly value: T;
}

/** The hours of a session. */
export interface Hours {
  readonly date: string;
  readonly start: string;
  readonly end: string;
}

/** What became of an event. */
export interface Held {
  readonly planned: Planned;
  readonly announcedAt: number;
  /** Of each session, the hours that were known; undefined once it was called off. */
  readonly sessions: readonly (readonly Since<Hours | undefined>[])[];
}

/** What somebody answered for an event: whether they were told that they come, and whether they want to be reminded. */
export interface Answered {
  /** `asked`: they came, and are asked anew since the day changed. */
  readonly comes: readonly Since<boolean | 'asked'>[];
  readonly reminds: readonly Since<boolean>[];
}

export interface Reader {
  readonly user: string;
  readonly zone: string;
  readonly language: Tongue;
  /** In minutes before the start, as they chose. */
  readonly chosen: readonly Since<readonly number[]>[];
}

/** A reminder, and what has to stand in it. */
export interface Expected {
  readonly at: number;
  readonly user: string;
  readonly title: string;
  readonly words: readonly string[];
  readonly without: readonly string[];
}

const MINUTE = 60_000;
const DAY = 24 * 60;
const ALL = [7 * DAY, 3 * DAY, DAY, 180, 60, 15, 0];
const USUAL = [7 * DAY, DAY, 60, 0];

const IN: Readonly<Record<Tongue, Readonly<Record<string, string>>>> = {
  en: {
    '10080': 'begins in 7 days.',
    '4320': 'begins in 3 days.',
    '1440': 'begins in one day.',
    '180': 'begins in 3 hours.',
    '60': 'begins in one hour.',
    '15': 'begins in 15 minutes.',
    '0': 'begins now.',
  },
  ar: {
    '10080': 'بعد 7 أيام.',
    '4320': 'بعد 3 أيام.',
    '1440': 'بعد يوم واحد.',
    '180': 'بعد 3 ساعات.',
    '60': 'بعد ساعة واحدة.',
    '15': 'بعد 15 دقيقة.',
    '0': 'الآن.',
  },
  ckb: {
    '10080': 'دوای 7 ڕۆژ دەست پێ دەکات.',
    '4320': 'دوای 3 ڕۆژ دەست پێ دەکات.',
    '1440': 'دوای یەک ڕۆژ دەست پێ دەکات.',
    '180': 'دوای 3 کاتژمێر دەست پێ دەکات.',
    '60': 'دوای یەک کاتژمێر دەست پێ دەکات.',
    '15': 'دوای 15 خولەک دەست پێ دەکات.',
    '0': 'ئێستا دەست پێ دەکات.',
  },
};
/** Where somebody is asked anew. */
const ASKS: Readonly<Record<Tongue, string>> = {
  en: 'you haven’t told us yet if you’re coming',
  ar: 'ولم يصلنا جوابك بعد',
  ckb: 'هێشتا پێت نەگوتووین ئاخۆ دێیت',
};
const YOUR_TIME: Readonly<Record<Tongue, string>> = { en: 'Your time', ar: 'بتوقيتك', ckb: 'بە کاتی تۆ' };

const at = <T>(history: readonly Since<T>[], moment: number): T | undefined => history.findLast((one) => one.at <= moment)?.value;

/** When each session is reminded of, by whole days on the wall clock of the event. */
function* reminders({ planned, announcedAt, sessions }: Held) {
  for (const known of sessions) {
    for (const [index, { at: since, value: hours }] of known.entries()) {
      if (hours === undefined) continue;
      const from = Math.max(since, announcedAt);
      const until = known[index + 1]?.at ?? Number.POSITIVE_INFINITY;
      const startsAt = instantAt({ date: hours.date, time: hours.start }, planned.zone);
      for (const minutes of ALL) {
        const due =
          minutes >= DAY
            ? instantAt({ date: daysLater(hours.date, -minutes / DAY), time: hours.start }, planned.zone)
            : startsAt - minutes * MINUTE;
        if (due > from && due < until) yield { due, minutes, hours, startsAt };
      }
    }
  }
}

/** As each reader writes the city; of the year's zones one is in Iraq, and the others stand in Latin letters. */
const BAGHDAD = { en: 'Baghdad', ar: 'بغداد', ckb: 'بەغدا' } as const;

function cityIn(zone: string, language: Reader['language']): string {
  const city = zone.split('/')[1]?.replace('_', ' ') ?? 'REF';
  return city === BAGHDAD.en ? BAGHDAD[language] : city;
}

/** All reminders that one person gets of one event. */
export function expectedOf(held: Held, { user, zone, language, chosen }: Reader, { comes, reminds }: Answered): readonly Expected[] {
  const { planned } = held;
  const title = titleIn(planned, language);
  return [...reminders(held)].flatMap(({ due, minutes, hours, startsAt }) => {
    const wants = (at(chosen, due) ?? USUAL).includes(minutes);
    const came = at(comes, due) ?? false;
    if (!wants || came === false || at(reminds, due) !== true) return [];
    const isElsewhere = zone !== planned.zone;
    const own = wallTimeAt(startsAt, zone);
    const where = [
      ...(planned.format === 'in-person' ? [] : [linkOf(planned)]),
      ...(planned.format === 'virtual' ? [] : [placeOf(planned)]),
    ];
    const isSoon = startsAt - due <= DAY * MINUTE;
    return [
      {
        at: due,
        user,
        title,
        words: [
          title,
          IN[language][String(minutes)] ?? 'REF',
          hours.start,
          hours.end,
          `${Number(hours.date.slice(8))}`,
          cityIn(planned.zone, language),
          ...(isElsewhere ? [YOUR_TIME[language], own.time, `${Number(own.date.slice(8))}`] : []),
          ...(isSoon ? where : []),
          ...(came === 'asked' ? [ASKS[language]] : []),
        ],
        without: [
          ...(isElsewhere ? [] : [YOUR_TIME[language]]),
          ...(isSoon ? [] : where),
          ...(came === 'asked' ? [] : [ASKS[language]]),
          'REF',
        ],
      },
    ];
  });
}

/** The reminders in the thread of an event, for all of its readers, never with the place or the link. */
export function expectedInThread(held: Held): readonly Omit<Expected, 'user'>[] {
  const { planned } = held;
  return [...reminders(held)]
    .filter(({ minutes }) => USUAL.includes(minutes))
    .map(({ due, minutes, hours }) => ({
      at: due,
      title: titleIn(planned, 'en'),
      words: (['en', 'ar', 'ckb'] as const).flatMap((language) => [
        titleIn(planned, language),
        IN[language][String(minutes)] ?? 'REF',
        hours.start,
        hours.end,
      ]),
      without: [linkOf(planned), placeOf(planned), 'REF'],
    }));
}
