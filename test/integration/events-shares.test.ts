import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { MemberId, OrganisationId } from '../../src/core/ids.js';
import { toId } from '../../src/core/ids.js';
import { toLocalDate } from '../../src/core/time.js';
import { reportPeriod } from '../../src/features/events/reporting/report.js';
import { mergeMembers } from '../../src/features/members/merge.js';
import { membersStore, organisationsStore } from '../../src/features/members/store/index.js';
import { aMember, anOrganisation } from '../support/records.js';
import { createTopicsWorld, type TopicsWorld } from '../support/topics.js';
import { textOf } from '../support/world.js';

const WEBINAR = { title: 'Safe spaces', kind: ['webinar'], date: '2026-12-06', startTime: '10:00', endTime: '11:30' };
const TYPES = ['local', 'national', 'international'] as const;

let world: TopicsWorld;
/** Nine, eight and seven people of local, national and international organisations. */
let people: MemberId[];
let organisations: OrganisationId[];

beforeEach(async () => {
  world = await createTopicsWorld({ start: '2026-11-22T09:00:00+03:00' });
  const { tx } = world.store.autocommit;
  [people, organisations] = [[], []];
  for (const [index, type] of TYPES.entries()) {
    const organisation = await organisationsStore(tx).insert(anOrganisation({ name: type, type }));
    organisations.push(organisation);
    for (let each = 0; each < 9 - index; each += 1) {
      people.push(await membersStore(tx).insert(aMember({ name: `${type} ${each}`, organisation })));
    }
  }
  for (let each = 0; each < 20; each += 1) await membersStore(tx).insert(aMember({ name: `absent ${each}` }));
  await world.boss.submit('events:new:0', WEBINAR);
  const link = { about: '', format: ['virtual'], place: '', link: 'meet.example.org/abc', language: ['en'] };
  await world.boss.submit(world.boss.control('events:details').action, link);
  await world.boss.press('events:announce');
  await world.runner.runDue();
});
afterEach(() => world.close());

/** They came, as whoever keeps the list notes. */
const came = async (...members: readonly MemberId[]) => {
  for (let from = 0; from < members.length; from += 20) {
    await world.boss.pressAnyway('events:door:1', members.slice(from, from + 20).map(String));
  }
};
const numbers = async () => textOf(await world.boss.pressAnyway('events:attendance-numbers:1'));
const report = () =>
  world.contexts.transaction((context) => reportPeriod(context, { from: toLocalDate('2026-12-01'), to: toLocalDate('2026-12-31') }));
const SHOWN = /Local NGO or network: 9 \(38%\)[^]*International agency: 7 \(29%\)/;

describe('the shares of an event', () => {
  it('are shown once somebody says that everybody is on the list, and stay when one more is added', async () => {
    await world.runUntil('2026-12-06T10:30:00+03:00');
    await came(...people);
    expect(textOf(await world.boss.pressAnyway('events:attendance-complete:1.ask'))).toContain('isn’t over yet');
    await world.runUntil('2026-12-06T12:00:00+03:00');
    expect(await numbers()).not.toContain('International');
    expect((await report()).types).toEqual({ type: 'none' });
    expect(textOf(await world.boss.press('events:attendance-complete'))).toContain('can’t be taken back');
    expect(textOf(await world.boss.press('events:attendance-complete'))).toMatch(SHOWN);
    const [entry] = await world.audit();
    expect(entry).toMatchObject({ action: 'events.attendance', details: { event: 1 } });
    const late = await membersStore(world.store.autocommit.tx).insert(aMember({ name: 'late', organisation: organisations[2] ?? null }));
    await came(late);
    const second = await numbers();
    expect(second).toMatch(SHOWN);
    expect(second).toContain('Attended (each person once): 25');
    expect(second).not.toContain('Attendance is complete');
    expect((await report()).types).toMatchObject({ people: 24, groups: [{ people: 9 }, { people: 8 }, { people: 7 }, { people: 0 }] });
  });

  it('are shown seven days after the end without that, also in the report, and the setting says after how many', async () => {
    await world.runUntil('2026-12-06T12:00:00+03:00');
    await came(...people);
    const waits = textOf(await world.boss.type('/events report 2026-12-01 2026-12-31'));
    expect(waits).toContain('The shares leave out one event');
    expect(waits).not.toContain('International');
    await world.runUntil('2026-12-13T11:00:00+03:00');
    expect(await numbers()).not.toContain('International');
    await world.runUntil('2026-12-13T12:00:00+03:00');
    expect(textOf(await world.boss.type('/events report 2026-12-01 2026-12-31'))).toContain('International agency: 7');
    expect(await numbers()).toMatch(SHOWN);
    expect(textOf(await world.boss.type('/events settings'))).toContain('Attendance: complete after days: 7');
  });

  it('are only for whoever keeps the list, and of somebody', async () => {
    await world.runUntil('2026-12-06T12:00:00+03:00');
    expect(textOf(await world.zahra.pressAnyway('events:attendance-complete:1.sure'))).toContain('The host and organisers keep the list');
    expect(textOf(await world.boss.pressAnyway('events:attendance-complete:1.sure'))).toContain('Nobody is marked as there yet');
  });
});

describe('what was shown of an event and of its month', () => {
  it('never changes: not where somebody is added, taken off, erased or merged, or an organisation changes', async () => {
    await world.runUntil('2026-12-06T12:00:00+03:00');
    await came(...people);
    await world.runUntil('2027-01-02T12:00:00+03:00');
    const [first, month] = [await numbers(), await report()];
    expect(first).toMatch(SHOWN);
    expect(month.countedBy.types).toBe('people');
    const { tx } = world.store.autocommit;
    const [, one, other, third] = people;
    if (!one || !other || !third) throw new Error('there are people');
    const late = await membersStore(tx).insert(aMember({ name: 'late', organisation: organisations[2] ?? null }));
    const changes: readonly (() => Promise<unknown>)[] = [
      () => came(late),
      () => world.boss.pressAnyway('events:absent:1', ['1']),
      () => world.contexts.transaction((context) => mergeMembers(context, one, other)),
      () => sql`update event_registrations set member_id = null, organisation_id = null where member_id = ${third}`.execute(tx.db),
      () => sql`update organisations set type = 'local', sectors = '[]', governorates = '[]' where type = 'national'`.execute(tx.db),
    ];
    const uniques: number[] = [];
    const shares = (text: string) => text.slice(text.indexOf('By type of organisation'));
    for (const change of changes) {
      await change();
      expect(shares(await numbers())).toBe(shares(first));
      const { types, sectors, governorates, guests, countedBy, unique } = await report();
      uniques.push(unique);
      expect({ types, sectors, governorates, guests, countedBy }).toEqual({
        types: month.types,
        sectors: month.sectors,
        governorates: month.governorates,
        guests: month.guests,
        countedBy: month.countedBy,
      });
    }
    // The totals are those of now.
    expect(uniques).toEqual([25, 24, 23, 23, 23]);
  });

  it('has women and men as they were counted, once the attendance is complete', async () => {
    await world.runUntil('2026-12-06T12:00:00+03:00');
    await came(...people);
    await world.boss.pressAnyway('events:counts-women:1.on');
    await world.boss.submit('events:women:1', { women: '14', men: '10' });
    expect(await numbers()).toContain('Women and men: not shown');
    expect((await report()).women).toEqual({ shown: null, events: 1 });
    // Until they are shown, they can be corrected.
    await world.boss.submit('events:women:1', { women: '15', men: '9' });
    await world.boss.pressAnyway('events:attendance-complete:1.sure');
    expect(await numbers()).toContain('15 women, 9 men');
    expect(textOf(await world.boss.submit('events:women:1', { women: '16', men: '9' }))).toContain('stay as they are');
    expect((await report()).women).toEqual({ shown: [15, 9], events: 1 });
  });
});

it('two reports at the same moment keep the same', async () => {
  await world.runUntil('2026-12-06T12:00:00+03:00');
  await came(...people);
  await world.runUntil('2027-01-02T12:00:00+03:00');
  const [one, other] = await Promise.all([report(), report()]);
  expect(one?.types).toEqual(other?.types);
  const { rows } = await sql<{ n: number | string }>`select count(*) as n from event_period_shares where community_id = ${toId(1)}`.execute(
    world.store.autocommit.tx.db,
  );
  expect(Number(rows[0]?.n)).toBe(1);
});
