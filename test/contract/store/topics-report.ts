import { sql } from 'kysely';
import { beforeEach, describe, expect, test } from 'vitest';
import type { MemberId, OrganisationId } from '../../../src/core/ids.js';
import { both } from '../../../src/core/lookup.js';
import { after, DAY, HOUR, toInstant } from '../../../src/core/time.js';
import { toMonth } from '../../../src/features/topics/rules/month.js';
import { DEFAULT_OPENING_DAYS } from '../../../src/features/topics/rules/openings.js';
import { anOrganisation } from '../../support/records.js';
import type { TestStore } from '../../support/store.js';
import { aTopic, insertOpened, insertSummary, insertWritten } from '../../support/topic-rows.js';
import { aMember } from './samples.js';

const MAY = toInstant(Date.parse('2026-05-03T07:00:00Z'));

/** What the report of a year counts. */
export function describeTopicReports(store: () => TestStore): void {
  describe('the year of a report', () => {
    let zahra: MemberId;
    let noor: MemberId;
    let river: OrganisationId;
    let bridge: OrganisationId;
    beforeEach(async () => {
      const { members, organisations } = store().autocommit;
      zahra = await members.insert(aMember());
      noor = await members.insert(aMember({ name: 'Noor' }));
      river = await organisations.insert(anOrganisation());
      bridge = await organisations.insert(anOrganisation({ name: 'Bridge' }));
    });

    test('is empty before the first topic', async () => {
      expect(await store().autocommit.topics.reportedYear(2026)).toEqual({
        since: null,
        quotas: new Map(),
        topics: [],
        authors: [],
        recommendations: [],
      });
    });

    test('knows the quota that each month was planned for, and who was a member then', async () => {
      const { topics, members, tx } = store().autocommit;
      await topics.draftPlan(toMonth('2026-03'), MAY, DEFAULT_OPENING_DAYS);
      await topics.draftPlan(toMonth('2026-04'), MAY, DEFAULT_OPENING_DAYS.slice(1));
      await topics.callPlan(toMonth('2026-05'), MAY);
      await topics.draftPlan(toMonth('2027-01'), MAY, DEFAULT_OPENING_DAYS);
      const quotas = new Map([
        ['2026-03', 2],
        ['2026-04', 1],
      ]);
      expect(await topics.reportedYear(2026)).toMatchObject({ quotas });
      await insertOpened(store().autocommit, MAY, { closedAt: after(MAY, DAY) });
      expect(await tx.find(topics.heldYear(2026))).toEqual({
        since: '2026-05',
        quotas,
        topics: [{ month: '2026-05', state: 'closed', opensAt: MAY, openedAt: MAY }],
      });
      expect(await tx.find(both(topics.openCount(), topics.contributionCount()))).toEqual([0, 0]);
      await topics.saveOpenings(toMonth('2026-04'), DEFAULT_OPENING_DAYS);
      await topics.noteOpenings(toMonth('2026-01'), DEFAULT_OPENING_DAYS.slice(1));
      expect((await topics.plansFrom(toMonth('2026-04'))).map(({ month, openings }) => [month, openings?.length])).toEqual([
        ['2026-04', 2],
        ['2027-01', 2],
      ]);

      // Both joined at the same time; Noor leaves, and comes back.
      const { joinedAt = MAY } = (await members.find(noor)) ?? {};
      const during = (from: number, to: number) => members.countDuring(after(joinedAt, from * DAY), after(joinedAt, to * DAY));
      expect([await during(-9, 0), await during(-9, 1), await during(5, 9)]).toEqual([0, 2, 2]);
      await members.leave(noor, after(joinedAt, 3 * DAY));
      expect([await during(0, 2), await during(2, 9), await during(4, 9)]).toEqual([2, 2, 1]);
      await members.update(noor, { status: 'active' });
      expect(await during(4, 9)).toBe(2);
    });

    test('has the topics of its months, what was written in them, and what was recommended', async () => {
      const context = store().autocommit;
      await insertOpened(context, after(MAY, -200 * DAY), { month: toMonth('2025-10') });
      // Planned for December, opened in January.
      const held = await insertOpened(context, MAY, { month: toMonth('2026-01'), facilitator: zahra, closedAt: after(MAY, 14 * DAY) });
      const open = await insertOpened(context, after(MAY, DAY), { month: toMonth('2026-12'), sector: null });
      await context.topics.insertTopic(aTopic(MAY, { state: 'skipped' }));
      await context.topics.insertTopic(aTopic(MAY, { month: toMonth('2027-01') }));
      await insertWritten(context, held, { member: zahra, organisation: river, at: after(MAY, HOUR) });
      await insertWritten(context, held, { member: noor, organisation: river, at: after(MAY, 3 * HOUR) });
      await insertWritten(context, open, { member: noor, organisation: bridge, at: after(MAY, 30 * HOUR) });
      await insertWritten(context, open, { member: null, at: after(MAY, 29 * HOUR) });
      const gone = [
        await insertWritten(context, open, { member: zahra, at: after(MAY, 25 * HOUR) }),
        await insertWritten(context, open, { member: zahra, at: after(MAY, 26 * HOUR) }),
      ];
      const { db } = store().database;
      await sql`update topic_contributions set deleted_at = 1 where id = ${gone[0]}`.execute(db);
      await sql`update topic_contributions set hidden_at = 1 where id = ${gone[1]}`.execute(db);
      await insertSummary(context, held, after(MAY, 16 * DAY), [{ words: 'first', outcome: 'done' }, { words: 'second' }]);

      const year = await context.topics.reportedYear(2026);
      expect(year.since).toBe('2025-10');
      expect(year.topics).toMatchObject([
        {
          id: held,
          month: '2026-01',
          state: 'closed',
          contributions: 2,
          firstReplyAt: after(MAY, 3 * HOUR),
          summaryAt: after(MAY, 16 * DAY),
          texts: { en: { title: 'Safe spaces' } },
        },
        { id: open, state: 'open', sector: null, contributions: 2, firstReplyAt: after(MAY, 29 * HOUR), summaryAt: null, closedAt: null },
      ]);
      expect(year.authors).toEqual([
        { member: zahra, organisation: river, lastAt: after(MAY, HOUR) },
        { member: noor, organisation: river, lastAt: after(MAY, 3 * HOUR) },
        { member: noor, organisation: bridge, lastAt: after(MAY, 30 * HOUR) },
      ]);
      expect(year.recommendations).toMatchObject([
        { topic: held, words: 'first', outcome: 'done', reviewOn: null },
        { topic: held, words: 'second', outcome: null },
      ]);
    });
  });
}
