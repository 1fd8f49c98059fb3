import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { MemberId } from '../../src/core/ids.js';
import { after, DAY, HOUR, toInstant } from '../../src/core/time.js';
import { composeHome } from '../../src/dispatch/home.js';
import { aTopic, insertOpened, insertSummary, insertWritten } from '../support/topic-rows.js';
import { createTopicsWorld, messageOf, type TopicsWorld } from '../support/topics.js';
import { textOf } from '../support/world.js';

const SEPTEMBER = toInstant(Date.parse('2026-09-06T07:00:00Z'));

let world: TopicsWorld;
beforeEach(async () => {
  world = await createTopicsWorld();
});
afterEach(() => world.close());

/** Two topics in each month from September on, with replies of `writers` after as many hours as the topic's number. */
async function aYear(writers: readonly MemberId[]): Promise<void> {
  const context = world.store.autocommit;
  for (let index = 0; index < 6; index++) {
    const opensAt = after(SEPTEMBER, index * 15 * DAY);
    const closedAt = index < 5 ? after(opensAt, 14 * DAY) : null;
    const topic = await insertOpened(context, opensAt, { closedAt });
    for (const member of writers) await insertWritten(context, topic, { member, at: after(opensAt, (index + 1) * HOUR) });
    if (index > 1 && closedAt !== null) await insertSummary(context, topic, closedAt, [{ words: '=1+1', outcome: 'done' }, {}]);
  }
}

async function members(count: number): Promise<readonly MemberId[]> {
  const ids: MemberId[] = [];
  for (let index = 0; index < count; index++) ids.push(await world.addMember({ user: `m${index}` }));
  return ids;
}

describe('the report of a year', () => {
  it('is for organisers and advisers', async () => {
    await aYear([]);
    expect(textOf(await world.zahra.type('/topics report'))).not.toContain('held');
    for (const person of [world.boss, world.adviser]) {
      expect(textOf(await person.type('/topics report'))).toContain('So far, 6 of 6 topics held in 2026.');
    }
  });

  it('has the figures, two charts and two tables', async () => {
    const many = await members(12);
    await aYear(many.slice(0, 6));
    const message = messageOf(await world.boss.type('/topics report 2026'));
    const text = textOf({ type: 'message', message, visibility: 'private' });
    for (const line of [
      'Contributions: 36',
      'Members who wrote: 6 (of 17 who were members that year: 35%)',
      'after 4 hours (median)',
      '3 written, 2 missing',
      'Recommendations: 6 · 3 done · 3 under way',
      '2 summaries are missing',
    ]) {
      expect(text).toContain(line);
    }
    expect(message.files?.map(({ name, mediaType }) => `${name} ${mediaType}`)).toEqual([
      'topics-2026-months.png image/png',
      'topics-2026-sectors.png image/png',
      'topics-2026.csv text/csv',
      'topics-2026-recommendations.csv text/csv',
      'topics-2026-months.svg image/svg+xml',
      'topics-2026-sectors.svg image/svg+xml',
    ]);
    const recommendations = new TextDecoder().decode(message.files?.[3]?.bytes);
    expect(recommendations).toContain(`"'=1+1"`);
  });

  it('has the figures that metrics and the donor’s sentence use', async () => {
    await aYear([]);
    const figures = await world.features.figures(world.contexts.autocommit);
    expect(Object.fromEntries(figures.map(({ name, value }) => [name, value]))).toMatchObject({
      'topics.open': 1,
      'topics.held-this-year': 6,
      'topics.due-this-year': 6,
      'topics.summaries-overdue': 2,
    });
    const standing = (await world.features.standing(world.contexts.autocommit, 'en')).join();
    expect(standing).toContain('6 of 6 topics held in ');
    expect(standing).toContain('The summaries of 2 closed topics are missing.');
    expect(textOf(await world.boss.type('/topics report'))).toContain('3 written, 2 missing');
  });

  it('says on the home page, on the agenda and at the end of a rehearsal what the report says', async () => {
    await aYear([]);
    const { autocommit } = world.contexts;
    const homeOf = async (user: string) =>
      textOf({
        type: 'message',
        message: { cards: (await composeHome(autocommit, world.person(user).identity)).cards },
        visibility: 'private',
      });
    const places = async () => ({
      report: textOf(await world.boss.type('/topics report')),
      agenda: textOf(await world.boss.type('/community agenda')),
      home: await homeOf('boss'),
      rehearsal: (await world.features.standing(autocommit, 'en')).join('\n'),
    });
    const figures = async () => Object.fromEntries((await world.features.figures(autocommit)).map(({ name, value }) => [name, value]));
    const agree = async () => {
      const numbers = await figures();
      const [held, due] = [numbers['topics.held-this-year'], numbers['topics.due-this-year']];
      const missing = numbers['topics.summaries-overdue'];
      for (const [place, text] of Object.entries(await places())) {
        expect([place, text.includes(`${held} of ${due} topics held in`)]).toEqual([place, true]);
        const summaries = place === 'report' ? `${missing} summaries are missing` : `The summaries of ${missing} closed topics are missing`;
        expect([place, text.includes(summaries)]).toEqual([place, true]);
      }
      return [held, due, missing];
    };
    expect(await agree()).toEqual([6, 6, 2]);

    // Another topic, of which a summary is missing too, changes all of them.
    const opensAt = after(world.clock.now(), -40 * DAY);
    await insertOpened(world.store.autocommit, opensAt, { closedAt: after(opensAt, 14 * DAY) });
    const [, , missing] = await agree();
    expect(missing).toBe(3);
    expect(await homeOf('zahra')).not.toContain('topics held');
  });

  it('counts a summary as missing where it is overdue, also that of a topic that was reopened and closed again', async () => {
    await aYear([]);
    const { topics } = world.store.autocommit;
    const [, , third] = await topics.listedTopics(['closed']);
    if (third === undefined) throw new Error('no topic');
    await topics.askSummary(third.id, { asked: null, at: world.clock.now(), language: 'en' });
    expect(textOf(await world.boss.type('/topics report'))).toContain('2 written, 3 missing');
    expect(await topics.missingSummaries(world.clock.now())).toHaveLength(3);
    // Closed just now: it still has its days.
    await topics.updateTopic(third.id, { closedAt: after(world.clock.now(), -HOUR) });
    expect(textOf(await world.boss.type('/topics report'))).toContain('2 written, one to come, 2 missing');
    expect((await world.features.standing(world.contexts.autocommit, 'en')).join()).toContain('The summaries of 2 closed topics');
  });

  it('never says how few wrote, however one counts', async () => {
    await members(12);
    await aYear([world.id('zahra'), world.id('karwan')]);
    const text = textOf(await world.boss.type('/topics report'));
    expect(text).toContain('Members who wrote: fewer than five');
    expect(text).not.toContain('by type of organisation');
    expect(text).toContain('groups of fewer than five');
  });

  it('of a year without topics, or before the first one, says so', async () => {
    expect(textOf(await world.boss.type('/topics report'))).toContain('No topics are planned or held in this year.');
    await aYear([]);
    const before = messageOf(await world.boss.type('/topics report ٢٠٢٤'));
    expect(before.files).toBeUndefined();
    expect(textOf(await world.boss.type('/topics report 1999'))).toContain('a whole number from');
  });

  it('comes without charts where they can’t be drawn', async () => {
    await world.close();
    world = await createTopicsWorld({
      compute: {
        run: () => Promise.reject(new Error('no canvas')),
        close: async () => {},
      },
    });
    await world.store.autocommit.topics.insertTopic(aTopic(after(SEPTEMBER, 90 * DAY)));
    const message = messageOf(await world.boss.type('/topics report'));
    expect(message.files?.map(({ name }) => name)).toEqual(['topics-2026.csv']);
    expect(textOf({ type: 'message', message, visibility: 'private' })).toContain('I couldn’t draw the charts this time.');
  });
});
