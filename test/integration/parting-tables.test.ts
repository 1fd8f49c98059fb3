import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { MemberId } from '../../src/core/ids.js';
import { after, DAY, systemClock } from '../../src/core/time.js';
import { partMembers } from '../../src/features/members/parting.js';
import { anyTable, insertAnywhere, type Reference, type Row, referencesOf } from '../support/every-table.js';
import { erase, merge } from '../support/one-person.js';
import { aMember } from '../support/records.js';
import { engines, type TestStore } from '../support/store.js';

/** The record of the merge itself, and what works for minutes or hours only. */
const NOT_BACK = ['joined_members', 'joined_rows', 'link_codes', 'link_guesses', 'import_drafts'];

describe.each(engines())('two people who were made one by mistake, on $name', ({ name: engine, open }) => {
  let store: TestStore;
  let references: readonly Reference[];
  beforeEach(async () => {
    store = await open();
    references = await referencesOf(engine, store.database);
  });
  afterEach(() => store.close());

  const naming = () => references.filter(({ target, targetColumn }) => target === 'members' && targetColumn === 'id');

  /** All rows of all tables that come back, by table. */
  async function everyRow(): Promise<Readonly<Record<string, readonly Row[]>>> {
    const rows: Record<string, readonly Row[]> = {};
    for (const { name, key } of store.database.tables) {
      if (NOT_BACK.includes(name)) continue;
      const order = sql.join(key.map((column) => sql.ref(column)));
      rows[name] = (await sql<Row>`select * from ${sql.table(name)} order by ${order}`.execute(store.database.db)).rows;
    }
    return rows;
  }

  /** Two people, each named in every column that can name somebody; where a table allows it, in two rows that differ in nothing else. */
  async function twoEverywhere(): Promise<{ readonly from: MemberId; readonly into: MemberId }> {
    const { members } = store.autocommit;
    const organisation = (await insertAnywhere(store, references, 'organisations', { status: 'proposed' })).id;
    const into = await members.insert(aMember({ name: 'Rana Salim' }));
    const from = await members.insert(aMember({ name: 'Huda Jabbar', joinedAt: after(systemClock.now(), -DAY) }));
    await anyTable(store.database).updateTable('members').set({ organisation_id: organisation }).where('id', '=', from).execute();
    for (const { table, column } of naming()) {
      const { id, ...row } = await insertAnywhere(store, references, table, { [column]: from });
      const others = { [column]: into, ...('platform' in row && { platform: 'discord' }) };
      await anyTable(store.database)
        .insertInto(table)
        .values({ ...row, ...(typeof id === 'string' && { id: `${id}-2` }), ...others })
        .execute()
        .catch(() => insertAnywhere(store, references, table, others));
    }
    const { registration_id: _, ...attended } = await insertAnywhere(store, references, 'event_attendance', {});
    for (const { id } of await anyTable(store.database)
      .selectFrom('event_registrations')
      .select('id')
      .where('member_id', 'is not', null)
      .execute())
      await anyTable(store.database)
        .insertInto('event_attendance')
        .values({ ...attended, registration_id: id })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    for (const member of [from, into]) await namedByEngines(member);
    return { from, into };
  }

  /** What the engines hold of a member by number alone: in JSON, and in the keys of rooms. The same message waits for everybody. */
  async function namedByEngines(member: MemberId): Promise<void> {
    await insertAnywhere(store, references, 'audit', { details: JSON.stringify({ member }) });
    await insertAnywhere(store, references, 'conversations', {
      key: `room:coffee:${member}`,
      platform: member % 2 === 0 ? 'web' : 'slack',
    });
    const agenda = await insertAnywhere(store, references, 'agenda', { payload: JSON.stringify({ member }), state: 'planned' });
    await insertAnywhere(store, references, 'deliveries', {
      agenda_id: agenda.id,
      kind: 'coffee.nudge',
      args: '{"round":1}',
      destination: JSON.stringify({ to: 'member', member }),
      destination_key: `member:${member}`,
      state: 'planned',
    });
  }

  /** Undoes a merge of the member's, the newest unless told. */
  const part = async (member: MemberId, earlier = 0) => {
    const joined = (await store.autocommit.joined.of(member, systemClock.now()))[earlier];
    if (!joined) throw new Error('nothing to part');
    const actor = { id: member, name: 'Organiser', role: 'organiser', status: 'active', language: 'en', timezone: 'Asia/Baghdad' } as const;
    return store.transaction((context) => partMembers(context, actor, joined.id));
  };

  it('get back every row of every table that named them', async () => {
    const { from, into } = await twoEverywhere();
    const before = await everyRow();
    await merge(store, from, into);
    expect(await everyRow()).not.toEqual(before);
    const { lost } = await part(into);
    expect(lost).toEqual([]);
    const now = await everyRow();
    expect({ ...now, audit: now.audit?.filter(({ action }) => action !== 'member.part') }).toEqual(before);
    expect((await sql`select 1 from joined_rows`.execute(store.database.db)).rows).toEqual([]);
  });

  it('are three again where two merges followed each other, whichever is undone first', async () => {
    const { members } = store.autocommit;
    for (const order of ['first', 'last'] as const) {
      const [third, into, from] = [
        await members.insert(aMember({ name: 'Karwan', joinedAt: after(systemClock.now(), -3 * DAY) })),
        await members.insert(aMember({ name: 'Rana Salim', joinedAt: after(systemClock.now(), -2 * DAY) })),
        await members.insert(aMember({ name: 'Huda Jabbar', joinedAt: after(systemClock.now(), -DAY) })),
      ];
      const tables = ['topic_supports', 'topic_anonymous_proposers'] as const;
      for (const member of [third, into, from])
        for (const table of tables) await insertAnywhere(store, references, table, { member_id: member });
      const rowsOf = (table: string) =>
        anyTable(store.database)
          .selectFrom(table)
          .selectAll()
          .where('member_id', 'in', [third, into, from])
          .orderBy('proposal_id')
          .execute();
      const rows = () => Promise.all(tables.map(rowsOf));
      const before = await rows();
      await merge(store, from, into);
      await merge(store, into, third);
      if (order === 'last') {
        await part(third);
        await part(into);
      } else {
        await part(third, 1);
        await part(third);
      }
      expect(await rows()).toEqual(before);
      expect((await members.findMany([third, into, from])).map(({ name }) => name).sort()).toEqual(['Huda Jabbar', 'Karwan', 'Rana Salim']);
    }
  });

  it('are not named by the record of the merge as those who proposed without a name', async () => {
    const { members } = store.autocommit;
    const into = await members.insert(aMember({ name: 'Rana Salim' }));
    const from = await members.insert(aMember({ name: 'Huda Jabbar', joinedAt: after(systemClock.now(), -DAY) }));
    const row = await insertAnywhere(store, references, 'topic_anonymous_proposers', { member_id: from, answer_key: 'standing-for-huda' });
    await insertAnywhere(store, references, 'topic_follows', { member_id: from });
    await merge(store, from, into);
    const { rows } = await sql<{ change: string }>`select change from joined_rows`.execute(store.database.db);
    expect(rows.filter(({ change }) => change.includes('topic_follows'))).toHaveLength(1);
    expect(rows.filter(({ change }) => change.includes('anonymous') || change.includes('standing-for-huda'))).toEqual([]);
    const proposers = () => anyTable(store.database).selectFrom('topic_anonymous_proposers').selectAll().execute();
    expect(await proposers()).toEqual([{ ...row, member_id: into, joined_from: String(from) }]);
    await part(into);
    expect(await proposers()).toEqual([row]);
  });

  it('get nothing that somebody was named in who has been erased since', async () => {
    const { members } = store.autocommit;
    const third = await members.insert(aMember({ name: 'Karwan' }));
    const into = await members.insert(aMember({ name: 'Rana Salim' }));
    const from = await members.insert(aMember({ name: 'Huda Jabbar', joinedAt: after(systemClock.now(), -DAY) }));
    await insertAnywhere(store, references, 'avoidances', { member_id: from, avoided_id: third });
    await insertAnywhere(store, references, 'coffee_enrolments', { member_id: from });
    await merge(store, from, into);
    await erase(store, third);
    const { rows } = await sql<{ change: string }>`select change from joined_rows`.execute(store.database.db);
    expect(rows.filter(({ change }) => change.includes('avoidances'))).toEqual([]);
    expect(rows.filter(({ change }) => change.includes('coffee_enrolments'))).toHaveLength(1);
    await erase(store, into);
    expect((await sql`select 1 from joined_rows`.execute(store.database.db)).rows).toEqual([]);
  });

  it('keep what happened since, and organisers are told what could not be given back', async () => {
    const { members } = store.autocommit;
    const into = await members.insert(aMember({ name: 'Rana Salim' }));
    const from = await members.insert(aMember({ name: 'Huda Jabbar', joinedAt: after(systemClock.now(), -DAY) }));
    const support = await insertAnywhere(store, references, 'topic_supports', { member_id: from });
    const kept = await insertAnywhere(store, references, 'topic_supports', { member_id: from });
    const enrolment = await insertAnywhere(store, references, 'coffee_enrolments', { member_id: from });
    await merge(store, from, into);
    const db = anyTable(store.database);
    await db.deleteFrom('topic_supports').where('proposal_id', '=', support.proposal_id).execute();
    await db.updateTable('coffee_enrolments').set({ unanswered: 77 }).where('member_id', '=', into).execute();
    const since = await insertAnywhere(store, references, 'topic_supports', { member_id: into });
    const { lost } = await part(into);
    expect(lost).toEqual([{ command: '/topics', count: 1 }]);
    expect(await db.selectFrom('topic_supports').selectAll().orderBy('proposal_id').execute()).toEqual([kept, since]);
    expect(await db.selectFrom('coffee_enrolments').selectAll().execute()).toEqual([{ ...enrolment, unanswered: 77 }]);
  });
});
