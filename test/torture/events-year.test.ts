import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type LocalDate, toLocalDate } from '../../src/core/time.js';
import { type PeriodReport, reportPeriod } from '../../src/features/events/reporting/report.js';
import { textOf } from '../support/world.js';
import { daysLater } from '../support/year-of-events/clocks.js';
import { figuresBySql } from '../support/year-of-events/figures.js';
import { END, liveAYear, type Year } from '../support/year-of-events/life.js';
import { type Expected, expectedInThread, expectedOf } from '../support/year-of-events/oracle.js';
import { PLAN, PLANNED } from '../support/year-of-events/script.js';

const BEGINS = /begins (?:in .*|now)\.|تبدأ (?:الجلسة .*)?«|دەست پێ دەکات/;
const KINDS = ['webinar', 'roundtable', 'training', 'hosted-coffee', 'coordination-meeting'] as const;
const count = (kind: string, format?: string) => PLANNED.filter((one) => one.kind === kind && (!format || one.format === format)).length;

/** A year, quarters, years up to a quarter, months, and other days, each with the day after its last one. */
const START = toLocalDate('2027-01-01');
type Days = readonly [LocalDate, LocalDate];
const PERIODS = [
  ['2027-01-01', '2028-01-01'],
  ['2027-01-01', '2027-04-01'],
  ['2027-04-01', '2027-07-01'],
  ['2027-07-01', '2027-10-01'],
  ['2027-01-01', '2027-07-01'],
  ['2027-01-01', '2027-10-01'],
  ['2027-03-01', '2027-04-01'],
  ['2027-06-01', '2027-07-01'],
  ['2027-08-01', '2027-09-01'],
  ['2027-11-01', '2027-12-01'],
  ['2027-02-11', '2027-06-20'],
  ['2027-05-05', '2027-05-31'],
].map(([from = '', end = '']) => [toLocalDate(from), toLocalDate(end)] as const) as [Days, ...Days[]];

/** Whoever came to most events, and their organisation. */
const SOMEBODY = sql`(select id from event_registrations r where state = 'going' and member_id = (select member_id from event_registrations g
  join event_attendance a on a.registration_id = g.id where g.member_id is not null and g.organisation_id is not null
  group by member_id order by count(*) desc, member_id limit 1) and exists (select 1 from event_attendance a where a.registration_id = r.id
  and a.share > 0) order by id limit 1)`;
const THEIRS = sql`(select organisation_id from event_registrations where id = ${SOMEBODY})`;

const dayBefore = (day: LocalDate): LocalDate => toLocalDate(daysLater(day, -1));
const byKind = ({ kind: one }: { readonly kind: string }, { kind: other }: { readonly kind: string }) => one.localeCompare(other);
const midnight = (day: string) => Date.parse(`${day}T00:00:00+03:00`);
const periodOf = (from: string, end: string) => ({ from: midnight(from), to: midnight(end), now: END, today: '2027-12-31' });

type Figures = Awaited<ReturnType<typeof figuresBySql>>;

/** Every figure is as SQL counts it. */
function expectFigures(report: PeriodReport, figures: Figures): void {
  expect(
    report.kinds
      .filter(({ held, coming, cancelled }) => held + coming + cancelled > 0)
      .map(({ kind, held, coming, cancelled, formats }) => ({
        kind,
        held,
        coming,
        cancelled,
        virtual: formats.virtual,
        room: formats['in-person'],
        hybrid: formats.hybrid,
      }))
      .toSorted(byKind),
  ).toEqual(figures.kinds.toSorted(byKind));
  expect(Object.fromEntries(report.kinds.flatMap(({ kind, planned }) => (planned === null ? [] : [[kind, planned]])))).toEqual(PLAN);
  const { registered, selected, unique, repeated, absent, noted, answers, average } = report;
  expect({ registered, selected, unique, repeated, absent, noted, answers, average }).toEqual({
    registered: figures.registered,
    selected: figures.selected,
    unique: figures.unique,
    repeated: figures.repeated,
    absent: figures.absent,
    noted: figures.noted,
    answers: figures.answers,
    average: figures.average,
  });
  const { women = null, men = null, events = 0 } = figures.women ?? {};
  expect(report.women?.shown ?? null).toEqual(women === null || men === null ? null : [women, men]);
  if (report.women?.shown) expect(report.women.events).toBe(events);
  expect(report.open.map(({ words }) => words)).toEqual(figures.open.map(({ words }) => words));
  expect(report.actions).toEqual({ open: figures.open.length, overdue: figures.open.filter(({ overdue }) => overdue === 1).length });
  expect(
    report.events
      .filter(({ held }) => held)
      .map(({ event, ...own }) => ({
        id: event.id,
        registered: own.registered,
        selected: own.selected,
        came: own.unique,
        repeated: own.repeated,
        average: own.average,
      })),
  ).toEqual(figures.events);
  expectShares(report, figures);
}

/** Types, sectors and governorates are as SQL counts them, each in the way in which the report says that they are counted. */
function expectShares(report: PeriodReport, figures: Figures): void {
  const sql = (part: keyof PeriodReport['countedBy']) => (report.countedBy[part] === 'people' ? figures.people : figures.places);
  const { types } = report;
  const own = sql('types');
  expect(types.type === 'shown' ? types.groups.map(({ people }) => people) : []).toEqual(own.types);
  expect(types.type === 'shown' ? types.people : 0).toBe(own.people);
  expect(report.guests).toBe(own.guests);
  expect(report.added).toBe(figures.places.scopes);
  const hidden = figures.places.people - figures.places.types.reduce<number>((sum, count) => sum + (count ?? 0), 0);
  expect(report.rest).toBe(report.countedBy.types === 'people' ? 0 : hidden);
  expect(Object.fromEntries(report.sectors)).toEqual(sql('sectors').sectors);
  expect(Object.fromEntries(report.governorates)).toEqual(sql('governorates').governorates);
}

describe('a year of events', () => {
  let year: Year;
  beforeAll(async () => {
    const began = performance.now();
    year = await liveAYear(5);
    process.stdout.write(`  ⛏ a year in ${Math.round((performance.now() - began) / 1000)} s, ${year.world.sent.length} messages\n`);
  }, 300_000);
  afterAll(() => year.close());

  it('is as planned, and is lived through without a mistake of the program', async () => {
    expect([count('webinar'), count('roundtable'), count('training'), count('hosted-coffee')]).toEqual([8, 8, 4, 4]);
    expect([count('coordination-meeting', 'in-person'), count('coordination-meeting', 'virtual')]).toEqual([4, 6]);
    expect(year.surprises).toEqual([]);
    expect(year.world.logger.lines.filter(({ level }) => level === 'error')).toEqual([]);
    const { db } = year.world.store.engines.autocommit.tx;
    expect((await sql`select kind, payload, reason from agenda where state = 'failed'`.execute(db)).rows).toEqual([]);
    expect((await sql`select key from deliveries where state in ('failed', 'waiting')`.execute(db)).rows).toEqual([]);
  });

  it('reminds each person as they asked, at the right moment, in their language and on their clock', () => {
    const expected = [...year.readers].flatMap(([member, reader]) =>
      year.held.flatMap((held) =>
        expectedOf(held, reader, year.answered.get(`${member}:${held.planned.number}`) ?? { comes: [], reminds: [] }),
      ),
    );
    const got = year.world.sent.filter(({ to, text }) => to.startsWith('direct:') && BEGINS.test(text.split('\n')[0] ?? ''));
    expect(expected.length).toBeGreaterThan(1000);
    compare(
      got.map(({ to, at, text }) => ({ user: to.slice('direct:'.length), at, text })),
      expected,
    );
  });

  it('reminds all in the thread of each event, without saying where it is', () => {
    const expected = year.held.flatMap((held) => expectedInThread(held).map((one) => ({ ...one, user: 'thread' })));
    const got = year.world.sent.filter(({ to, text }) => to.startsWith('thread:') && BEGINS.test(text));
    compare(
      got.map(({ at, text }) => ({ user: 'thread', at, text })),
      expected,
    );
  });

  it('is as many events as were planned, but for those that were called off', async () => {
    const { kinds } = await figuresBySql(year.world.store.engines.autocommit.tx, periodOf('2027-01-01', '2028-01-01'));
    const kept = PLANNED.filter(({ change }) => change?.type !== 'cancelled');
    for (const kind of KINDS) {
      const own = kept.filter((one) => one.kind === kind);
      expect(kinds.find((one) => one.kind === kind)).toMatchObject({
        held: own.length,
        virtual: own.filter(({ format }) => format === 'virtual').length,
        room: own.filter(({ format }) => format === 'in-person').length,
      });
    }
    expect(kinds.reduce((sum, { cancelled }) => sum + cancelled, 0)).toBe(2);
  });

  it.each(PERIODS)('is reported as SQL counts it, from %s to before %s', async (from, end) => {
    const { world } = year;
    const figures = await figuresBySql(world.store.engines.autocommit.tx, periodOf(from, end));
    const report = await world.contexts.transaction((context) => reportPeriod(context, { from, to: dayBefore(end) }));
    expect(figures.events.length).toBeGreaterThan(1);
    expectFigures(report, figures);
  });

  it('counts people and attendance, each in some of these periods', async () => {
    const ways = new Set<string>();
    for (const [from, end] of PERIODS) {
      const report = await year.world.contexts.transaction((context) => reportPeriod(context, { from, to: dayBefore(end) }));
      for (const [part, way] of Object.entries(report.countedBy)) ways.add(`${part} ${way}`);
    }
    expect([...ways].toSorted()).toEqual(['governorates', 'sectors', 'types'].flatMap((part) => [`${part} people`, `${part} places`]));
  });

  it('tells of a year that runs what SQL counts up to its last quarter', async () => {
    const { world } = year;
    // The events of its last days are complete by then.
    world.clock.set(midnight('2027-04-10'));
    const report = await world.contexts.transaction((context) => reportPeriod(context, { from: START, to: toLocalDate('2027-12-31') }));
    world.clock.set(END);
    const { people, unique } = await figuresBySql(world.store.engines.autocommit.tx, periodOf('2027-01-01', '2027-04-01'));
    expect(report.soFar?.to).toBe('2027-03-31');
    expect(report.soFar?.people).toBe(unique);
    expect(report.soFar?.types.groups.map((group) => group.people)).toEqual(people.types);
  });

  it('is shown on the card with these figures', async () => {
    const { world } = year;
    const figures = await figuresBySql(world.store.engines.autocommit.tx, periodOf('2027-01-01', '2028-01-01'));
    const card = textOf(await world.person('boss').type('/events report 2027-01-01 2027-12-31'));
    const meetings = figures.kinds.find(({ kind }) => kind === 'coordination-meeting');
    for (const shown of [
      `${figures.unique} participants`,
      ...figures.kinds.map(({ held }) => `${held} `),
      `(${meetings?.room} in person and ${meetings?.virtual} online)`,
    ])
      expect(card).toContain(shown);
  });

  /** Last, since it changes rows. */
  it.each([
    ['who was there', sql`update event_attendance set share = 0 where share > 0 and registration_id = ${SOMEBODY}`],
    ['the type of an organisation', sql`update organisations set type = iif(type = 'local', 'national', 'local') where id = ${THEIRS}`],
    ['its sectors', sql`update organisations set sectors = iif(sectors = '["recovery"]', '[]', '["recovery"]') where id = ${THEIRS}`],
    [
      'its governorates',
      sql`update organisations set governorates = iif(governorates = '["basra"]', '[]', '["basra"]') where id = ${THEIRS}`,
    ],
    ['who has a place', sql`update event_registrations set state = 'declined' where state = 'going' and id = ${SOMEBODY}`],
    ['an action', sql`update event_notes set outcome = 'done' where id = (select max(id) from event_notes where kind = 'action')`],
    ['stars', sql`update event_feedback set stars = 6 - stars where stars <> 3`],
    ['women', sql`update event_sessions set women = women + 1 where women > 4`],
  ])('differs from SQL once a row is another: %s', async (_what, change) => {
    const { world } = year;
    const [from, end] = PERIODS[0];
    const { tx } = world.store.engines.autocommit;
    const report = await world.contexts.transaction((context) => reportPeriod(context, { from, to: dayBefore(end) }));
    expectFigures(report, await figuresBySql(tx, periodOf(from, end)));
    let changed: Awaited<ReturnType<typeof figuresBySql>> | undefined;
    // The shares that were reported stay, so that rows have to be again as they were.
    const undone = world.contexts.transaction(async (context) => {
      expect((await change.execute(context.tx.db)).numAffectedRows).toBeGreaterThan(0n);
      changed = await figuresBySql(context.tx, periodOf(from, end));
      throw new Error('undo');
    });
    await expect(undone).rejects.toThrow('undo');
    const other = changed;
    if (!other) throw new Error('the rows were changed');
    expect(() => expectFigures(report, other)).toThrow();
  });
});

interface Got {
  readonly user: string;
  readonly at: number;
  readonly text: string;
}

/** The same reminders at the same moments; each has its words, and nothing that must not stand in it. */
function compare(got: readonly Got[], expected: readonly Expected[]): void {
  const number = (text: string) => /(?:Gathering|اللقاء|دیداری) (\d+)/.exec(text)?.[1] ?? text;
  const line = ({ user, at }: Pick<Got, 'user' | 'at'>, text: string) => `${new Date(at).toISOString()} ${user} of ${number(text)}`;
  const texts = new Map<string, readonly string[]>();
  for (const one of got) texts.set(line(one, one.text), [...(texts.get(line(one, one.text)) ?? []), one.text]);
  expect(got.map((one) => line(one, one.text)).toSorted()).toEqual(expected.map((one) => line(one, one.title)).toSorted());
  const mistakes = expected.flatMap((one) => {
    // Two reminders of one moment, of the two days of a training, differ in their words.
    const wrong = (texts.get(line(one, one.title)) ?? []).map((text) => [
      ...one.words.filter((word) => !text.includes(word)).map((word) => `lacks ${word}: ${text}`),
      ...one.without.filter((word) => text.includes(word)).map((word) => `has ${word}: ${text}`),
    ]);
    const [best = ['is missing']] = wrong.toSorted((one, other) => one.length - other.length);
    return best.map((mistake) => `${line(one, one.title)} ${mistake}`);
  });
  expect(mistakes).toEqual([]);
}
