import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { toLocalDate } from '../../src/core/time.js';
import { reportPeriod } from '../../src/features/events/reporting/report.js';
import { textOf } from '../support/world.js';
import { figuresBySql } from '../support/year-of-events/figures.js';
import { END, liveAYear, type Year } from '../support/year-of-events/life.js';
import { type Expected, expectedInThread, expectedOf } from '../support/year-of-events/oracle.js';
import { PLANNED } from '../support/year-of-events/script.js';

const BEGINS = /begins (?:in .*|now)\.|تبدأ (?:الجلسة .*)?«|دەست پێ دەکات/;
const KINDS = ['webinar', 'roundtable', 'training', 'hosted-coffee', 'coordination-meeting'] as const;
const count = (kind: string, format?: string) => PLANNED.filter((one) => one.kind === kind && (!format || one.format === format)).length;

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

  it('is reported as SQL counts it', async () => {
    const { world } = year;
    const { tx } = world.store.engines.autocommit;
    const year2027 = { from: Date.parse('2027-01-01T00:00:00+03:00'), to: Date.parse('2028-01-01T00:00:00+03:00'), now: END };
    const figures = await figuresBySql(tx, year2027);
    const kept = PLANNED.filter(({ change }) => change?.type !== 'cancelled');
    for (const kind of KINDS) expect([kind, figures.kinds[kind]]).toEqual([kind, kept.filter((one) => one.kind === kind).length]);
    expect(figures.cancelled).toBe(2);
    const report = await world.contexts.transaction((context) =>
      reportPeriod(context, { from: toLocalDate('2027-01-01'), to: toLocalDate('2027-12-31') }),
    );
    expect(Object.fromEntries(report.kinds.flatMap(({ kind, held }) => (held > 0 ? [[kind, held]] : [])))).toEqual(figures.kinds);
    expect(report.formats).toEqual({ hybrid: 0, ...figures.formats });
    const { cancelled, registered, selected, unique, repeated, absent } = report;
    expect({ cancelled, registered, selected, unique, repeated, absent }).toEqual({
      cancelled: figures.cancelled,
      registered: figures.registered,
      selected: figures.selected,
      unique: figures.unique,
      repeated: figures.repeated,
      absent: figures.absent,
    });
    expect([report.answers, report.average]).toEqual([
      figures.stars.length,
      Math.round((10 * figures.stars.reduce((sum, stars) => sum + stars, 0)) / figures.stars.length) / 10,
    ]);
    const types = report.types.type === 'shown' ? report.types.groups.map(({ people }) => people) : report.types.type;
    // Erased people have no organisation; were they fewer than five, another number would be hidden with theirs.
    const { local, national, international, none = 0 } = figures.types;
    if (report.countedBy.types === 'people') expect(types).toEqual([local, national, international, none]);
    else expect(report.types.type === 'shown' && report.types.people).toBeGreaterThanOrEqual(figures.unique);
    const card = textOf(await world.person('boss').type('/events report 2027-01-01 2027-12-31'));
    for (const shown of [`${figures.unique} participants`, ...Object.values(figures.kinds).map((held) => `${held} `)])
      expect(card).toContain(shown);
    const meetings = `(${figures.meetings['in-person']} in person and ${figures.meetings['virtual']} online)`;
    expect(card).toContain(meetings);
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
