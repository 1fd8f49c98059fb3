import { sql } from 'kysely';
import type { MemberId, OrganisationId } from '../../../src/core/ids.js';
import type { Reply } from '../../../src/core/message.js';
import { SECTORS } from '../../../src/core/settings.js';
import { type Instant, toInstant, toLocalDate, toLocalTime } from '../../../src/core/time.js';
import type { EventId, SessionId } from '../../../src/features/events/types.js';
import { GOVERNORATES } from '../../../src/features/members/public.js';
import { seededRandom } from '../../../src/kit/random.js';
import { anEvent } from '../events.js';
import { createWorld, type Person, textOf } from '../world.js';
import { daysLater, instantAt } from './clocks.js';
import type { Answered, Held, Hours, Reader, Since } from './oracle.js';
import { LANGUAGES, linkOf, PLAN, PLANNED, type Planned, placeOf, TITLES, type Tongue, ZONES } from './script.js';

const ORGANISATIONS = 160;
const MEMBERS = 220;
const MINUTE = 60_000;
const DAY_MS = 24 * 60 * MINUTE;
/** Odd seconds, so that nobody acts at the moment of a reminder. */
const ODD = 17_000;
const START = '2026-12-15T09:00:00+03:00';
export const END = Date.parse('2027-12-31T20:00:00+03:00');
const ROOM = 15;

/** Guests of an event, by its number: none, few or enough to be shown. */
const GUESTS = [0, 7, 2, 9] as const;

const GOING: Readonly<Record<Tongue, string>> = { en: 'You’re coming.', ar: 'حضورك مؤكّد، ويسعدنا ذلك!', ckb: 'دێیت، پێمان خۆشە!' };
const CHOICES = [['10080'], ['1440', '60'], ['15', '0'], ['4320', '180'], []] as const;

type Changing<T> = { -readonly [K in keyof T]: T[K] extends readonly (infer Item)[] ? Item[] : T[K] };

/** One to three sectors and governorates, some of them seldom. */
function worksOn(index: number) {
  const some = <T>(list: readonly T[], counts: readonly number[]): readonly T[] =>
    counts.flatMap((count) => list[count % list.length] ?? []);
  return {
    sectors: some(SECTORS, index % 9 === 0 ? [] : index % 4 === 0 ? [index, 3 * index + 1] : [Math.floor(Math.sqrt(index))]),
    governorates: some(GOVERNORATES, index % 11 === 0 ? [] : index % 5 === 0 ? [1, index] : [Math.floor(index / 16)]),
  };
}

export type Year = Awaited<ReturnType<typeof liveAYear>>;

/** A year of 34 events in a community of 160 organisations, act by act. */
export async function liveAYear(seed: number) {
  const world = await createWorld({
    start: START,
    settings: { events: Object.fromEntries(Object.entries(PLAN).map(([kind, planned]) => [kind, { planned }])) },
  });
  world.fake.channels.add('events');
  const draw = seededRandom(seed);
  const chance = (percent: number): boolean => draw(100) < percent;
  const { db } = world.store.engines.autocommit.tx;
  const organisations: OrganisationId[] = [];
  for (let index = 0; index < ORGANISATIONS; index += 1) {
    // 47, 33 and 20 of a hundred.
    const type = index % 15 < 7 ? 'local' : index % 15 < 12 ? 'national' : 'international';
    organisations.push(await world.addOrganisation({ type, ...worksOn(index) }));
  }
  const boss = world.person('boss');
  await world.addMember({ user: 'boss', role: 'organiser' });
  const readers = new Map<MemberId, Changing<Reader>>();
  const people = new Map<MemberId, Person>();
  for (let index = 0; index < MEMBERS; index += 1) {
    const language = LANGUAGES[index % LANGUAGES.length] ?? 'en';
    const zone = ZONES[Math.floor(index / 3) % ZONES.length] ?? ZONES[0];
    const member = await world.addMember({
      organisation: organisations[index % ORGANISATIONS] ?? null,
      language,
      timezone: zone,
      languages: [language],
    });
    people.set(member, world.as(member));
    readers.set(member, { user: String(member), zone, language, chosen: [] });
  }
  const members = [...people.keys()];
  const as = (member: MemberId): Person => people.get(member) ?? boss;
  const gone = new Set<MemberId>();

  const acts: { readonly at: number; readonly act: () => Promise<void> }[] = [];
  const later = (moment: number, act: () => Promise<void>) => {
    const place = acts.findIndex(({ at }) => at > moment);
    acts.splice(place < 0 ? acts.length : place, 0, { at: moment, act });
  };
  const surprises: string[] = [];
  const noted = (what: string, reply: Reply): string => {
    const text = textOf(reply);
    if (text.includes('REF') || reply.type === 'form-errors') surprises.push(`${what}: ${text}`);
    return text;
  };
  const now = () => world.clock.now();

  const held: (Changing<Omit<Held, 'sessions'>> & { id: EventId; sessionIds: SessionId[]; sessions: Since<Hours | undefined>[][] })[] = [];
  const answered = new Map<string, Changing<Answered>>();
  const answersOf = (member: MemberId, { number }: Planned) => {
    const key = `${member}:${number}`;
    const known: Changing<Answered> = answered.get(key) ?? { comes: [], reminds: [] };
    answered.set(key, known);
    return known;
  };

  const answer = async (member: MemberId, { id, planned }: (typeof held)[number], given: 'room' | 'online' | 'maybe' | 'no') => {
    if (gone.has(member)) return;
    const text = noted(`answer ${given} to ${planned.number}`, await as(member).pressAnyway(`events:answer:${id}.${given}`));
    answersOf(member, planned).comes.push({ at: now(), value: text.includes(GOING[readers.get(member)?.language ?? 'en']) });
  };
  const remind = async (member: MemberId, { id, planned }: (typeof held)[number], value: boolean) => {
    if (gone.has(member)) return;
    noted(`remind of ${planned.number}`, await as(member).pressAnyway(`events:remind:${id}.${value ? 'yes' : 'no'}`));
    answersOf(member, planned).reminds.push({ at: now(), value });
  };
  /** The organiser presses a button that holds for the version at hand. */
  const versionOf = async ({ id }: { readonly id: EventId }) =>
    (await sql<{ version: number }>`select version from events where id = ${id}`.execute(db)).rows[0]?.version ?? 0;

  for (const planned of PLANNED) await plan(planned);

  async function plan(planned: Planned): Promise<void> {
    const { number, kind, format, zone, days, start, end, capacity, isEnglishOnly } = planned;
    const wall = (date: string, time: string) => toInstant(instantAt({ date, time }, zone));
    const id = await world.store.autocommit.events.insertEvent(
      anEvent(world.clock.now(), {
        kind,
        format,
        state: 'draft',
        zone: zone,
        texts: Object.fromEntries(
          (isEnglishOnly ? (['en'] as const) : LANGUAGES).map((language) => [language, { title: TITLES[language](number), about: '' }]),
        ),
        link: format === 'in-person' ? '' : linkOf(planned),
        place: format === 'virtual' ? '' : placeOf(planned),
        ...(format === 'virtual' ? { onlineCapacity: capacity } : { roomCapacity: capacity }),
      }),
    );
    const sessionIds: SessionId[] = [];
    for (const [index, date] of days.entries()) {
      sessionIds.push(
        await world.store.autocommit.events.insertSession({
          event: id,
          position: index + 1,
          state: 'planned',
          date: toLocalDate(date),
          startTime: toLocalTime(start),
          endTime: toLocalTime(end),
          startsAt: wall(date, start),
          endsAt: wall(date, end),
        }),
      );
    }
    const first = days[0] ?? '';
    const startsAt = wall(first, start);
    const announcedAt = instantAt({ date: daysLater(first, -planned.announcedBefore), time: '09:05' }, zone) + ODD;
    const event: (typeof held)[number] = {
      id,
      sessionIds,
      planned,
      announcedAt,
      sessions: days.map((date) => [{ at: 0, value: { date, start, end } }]),
    };
    held.push(event);
    later(announcedAt, async () => {
      const text = noted(`announce ${number}`, await boss.pressAnyway(`events:announce:${id}.${await versionOf(event)}`));
      if (!text.includes('It is announced.')) surprises.push(`${number} is not announced: ${text}`);
      register(event, startsAt);
    });
    const { change } = planned;
    if (change?.type === 'moved') {
      later(startsAt - change.before * MINUTE + ODD, async () => {
        const { date, time, end: until } = change.to;
        const values = { title: TITLES.en(number), kind: [kind], date, startTime: time, endTime: until };
        noted(`move ${number}`, await boss.submit(`events:times:${id}.${await versionOf(event)}`, values));
        event.sessions[0]?.push({ at: now(), value: { date, start: time, end: until } });
        if (date === first) return;
        // Whoever had a place is asked again, and most of them answer.
        for (const member of members) {
          const { comes } = answersOf(member, planned);
          if (comes.at(-1)?.value !== true || gone.has(member)) continue;
          comes.push({ at: now(), value: 'asked' });
          if (chance(70)) later(now() + (1 + draw(1200)) * MINUTE, () => answer(member, event, format === 'in-person' ? 'room' : 'online'));
        }
      });
    } else if (change) {
      later(startsAt - change.before * MINUTE + ODD, async () => {
        noted(`cancel ${number}`, await boss.submit(`events:cancel:${id}.${await versionOf(event)}`, { reason: 'The road is closed.' }));
        for (const known of event.sessions) known.push({ at: now(), value: undefined });
      });
    }
  }

  /** Some register, early, late and during the event; some change their minds. */
  function register(event: (typeof held)[number], startsAt: Instant): void {
    const { planned } = event;
    const way = (): 'room' | 'online' =>
      planned.format === 'virtual' ? 'online' : planned.format === 'in-person' || chance(50) ? 'room' : 'online';
    const spread = startsAt - now();
    for (const member of members) {
      if (!chance(16)) continue;
      const dice = draw(100);
      // Most in the days after the announcement, some in the last hours, and a few once it has begun.
      const delay =
        dice < 70 ? (spread * draw(600)) / 1000 : dice < 95 ? spread - draw(2 * 24 * 60) * MINUTE : spread + (5 + draw(20)) * MINUTE;
      const when = Math.floor((now() + Math.max(MINUTE, delay)) / MINUTE) * MINUTE + ODD;
      const attends = way();
      const given = chance(80) ? attends : chance(50) ? 'maybe' : 'no';
      later(when, () => answer(member, event, given));
      if (chance(60)) later(when + 1000, () => remind(member, event, chance(80)));
      if (chance(10)) later(when + (30 + draw(6000)) * MINUTE, () => remind(member, event, chance(40)));
      if (chance(12)) later(when + (60 + draw(9000)) * MINUTE, () => answer(member, event, chance(60) ? 'no' : attends));
    }
    for (const [index] of event.sessions.entries()) attend(event, index);
  }

  /** Where people meet in a room, the organiser writes down guests at the door, and counts women and men. */
  async function receive({ id, planned: { number }, sessionIds: [session] }: (typeof held)[number]): Promise<void> {
    for (let guest = 1; guest <= (GUESTS[number % GUESTS.length] ?? 0); guest += 1) {
      noted(
        `guest at ${number}`,
        await boss.submit(`events:door-guest:${session}`, { name: `Guest ${guest} of ${number}`, organisation: '' }),
      );
    }
    noted(`count at ${number}`, await boss.pressAnyway(`events:counts-women:${id}.on`));
    // Three women are too few to be shown.
    const women = number % 3 === 0 ? '3' : String(10 + number);
    noted(`women at ${number}`, await boss.submit(`events:women:${session}`, { women, men: '12' }));
  }

  /** Two actions of a meeting; the first one is done before the second one is due. */
  async function agree({ id, planned: { number } }: (typeof held)[number]): Promise<void> {
    for (const days of [10, 400]) {
      const dueOn = new Date(now() + days * DAY_MS).toISOString().slice(0, 10);
      const values = { words: `Action of ${number} in ${days} days`, responsible: 'Tigris Legal Aid', dueOn, sector: ['-'] };
      noted(`action of ${number}`, await boss.submit(`events:minutes-action:${id}`, values));
    }
    if (number % 2 === 1) return;
    const [action] = (await sql<{ id: number }>`select min(id) as id from event_notes where event_id = ${id}`.execute(db)).rows;
    later(now() + 3 * DAY_MS, async () => void noted(`done of ${number}`, await boss.pressAnyway(`events:action-done:${action?.id}`)));
  }

  /** Half an hour after the start of each session as it was last known: those who came say so. */
  function attend(event: (typeof held)[number], index: number): void {
    const { planned, id } = event;
    const hours = event.sessions[index]?.at(-1)?.value;
    if (!hours) return;
    const startsAt = instantAt({ date: hours.date, time: hours.start }, planned.zone);
    later(startsAt + 30 * MINUTE + ODD, async () => {
      const known = event.sessions[index]?.at(-1)?.value;
      if (!known) return;
      if (known.date !== hours.date || known.start !== hours.start) return attend(event, index);
      if (index === 0 && planned.format !== 'virtual') later(now() + 5 * MINUTE, () => receive(event));
      if (index === 0 && planned.kind === 'coordination-meeting') later(now() + 6 * MINUTE, () => agree(event));
      for (const member of members) {
        const comes = answersOf(member, planned).comes.at(-1)?.value === true;
        if (gone.has(member) || !chance(comes ? 75 : 1)) continue;
        const text = noted(`here at ${planned.number}`, await as(member).pressAnyway(`events:here:${event.sessionIds[index]}`));
        if (text === '') surprises.push(`${member} was not heard at ${planned.number}`);
        if (index + 1 < event.sessions.length || !chance(45)) continue;
        later(now() + (200 + draw(4000)) * MINUTE, async () => {
          if (gone.has(member)) return;
          const stars = [String(1 + draw(3) + draw(3))];
          noted(`feedback on ${planned.number}`, await as(member).submit(`events:feedback:${id}`, { stars, useful: '', missing: '' }));
        });
      }
    });
  }

  // Some choose other moments, once or twice a year; some leave, and one is erased.
  for (const member of members) {
    for (const day of [2 + draw(20), 120 + draw(100)]) {
      if (!chance(25)) continue;
      later(Date.parse(START) + day * DAY_MS + ODD, async () => {
        if (gone.has(member)) return;
        const values = CHOICES[draw(CHOICES.length)] ?? [];
        await as(member).type('/events reminders');
        await as(member).press('events:choose-reminders', values);
        readers.get(member)?.chosen.push({ at: now(), value: values.map(Number) });
      });
    }
  }
  const leaving = members.filter((_, index) => index % 20 === ROOM);
  for (const [index, member] of leaving.entries()) {
    later(Date.parse('2027-02-10T13:00:00Z') + index * 29 * DAY_MS + ODD, async () => {
      if (index % 2 === 1) noted('forget', await as(member).pressAnyway(`members:forget-confirm:${member}`));
      else await as(member).leave();
      gone.add(member);
      for (const planned of PLANNED) answersOf(member, planned).comes.push({ at: now(), value: false });
    });
  }

  for (let next = acts.shift(); next; next = acts.shift()) {
    await world.runUntil(Math.max(next.at, now()));
    await next.act();
  }
  await world.runUntil(END);
  return { world, held, readers, answered, surprises, close: () => world.close() };
}
