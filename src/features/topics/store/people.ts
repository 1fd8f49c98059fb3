import { sql } from 'kysely';
import type { MemberId } from '../../../core/ids.js';
import { type Instant, latest } from '../../../core/time.js';
import type { Tx } from '../../../core/transaction.js';
import { redirect } from '../../../sql/columns.js';
import { findRows, updateRows } from '../../../sql/rows.js';
import { readWhy, writeWhy } from '../rules/hidden.js';
import type { TopicsTables } from './tables.js';

/**
 * Tables whose rows belong to one member. `sameBy`: the columns in which two rows of one person would be the same; where both
 * have such a row, the one who stays keeps theirs.
 */
const OWN_ROWS = [
  { table: 'topic_plan_answers', sameBy: ['month'] },
  { table: 'topic_volunteers', sameBy: [] },
  { table: 'topic_facilitations', sameBy: ['topic_id', 'role'] },
  { table: 'topic_consents', sameBy: [] },
  { table: 'topic_follows', sameBy: ['topic_id'] },
  { table: 'topic_sector_follows', sameBy: ['sector'] },
  { table: 'topic_digests', sameBy: [] },
  { table: 'topic_marks', sameBy: ['contribution_id', 'mark'] },
  { table: 'topic_reports', sameBy: ['contribution_id'] },
  { table: 'topic_votes', sameBy: ['poll_id'] },
] as const satisfies readonly { readonly table: keyof TopicsTables; readonly sameBy: readonly string[] }[];

type Redirect = (tx: Pick<Tx, 'db' | 'community'>, merged: { readonly from: MemberId; readonly into: MemberId }) => Promise<void>;

/** What writes another member for one in these columns of a table. */
function redirects<T extends keyof TopicsTables>(table: T, columns: readonly (keyof TopicsTables[T] & string)[]): readonly Redirect[] {
  return columns.map(
    (column) =>
      ({ db, community }, merged) =>
        redirect({ db: db.withTables<TopicsTables>(), community }, table, column, merged),
  );
}

/** Rows that stay when the member they name is erased: the deletion of the member's row empties these columns. */
const NAMED_IN: readonly Redirect[] = [
  ...redirects('topics', ['facilitator_id', 'shadow_id']),
  ...redirects('topic_contributions', ['member_id', 'hidden_by']),
  ...redirects('topic_polls', ['member_id']),
  ...redirects('topic_summaries', ['asked_id', 'written_by']),
  ...redirects('topic_earlier_summaries', ['written_by']),
];

/** Deletes the rows that are the member's alone, and what they wrote; what counts stays without them. */
export async function eraseDiscussions({ db: base, community }: Tx, member: MemberId): Promise<void> {
  const db = base.withTables<TopicsTables>();
  for (const { table } of OWN_ROWS) {
    await db.deleteFrom(table).where('community_id', '=', community).where('member_id', '=', member).execute();
  }
  await db
    .deleteFrom('topic_files')
    .where('community_id', '=', community)
    .where('contribution_id', 'in', ({ selectFrom }) => selectFrom('topic_contributions').select('id').where('member_id', '=', member))
    .execute();
  // What an organiser wrote about why it was hidden is their own, and about the author.
  const hidden = await db
    .selectFrom('topic_contributions')
    .select(['id', 'hidden_reason'])
    .where('community_id', '=', community)
    .where(({ or, eb }) => or([eb('member_id', '=', member), eb('hidden_by', '=', member)]))
    .where('hidden_reason', 'like', '%\n%')
    .execute();
  for (const { id, hidden_reason } of hidden) {
    const reason = writeWhy({ ...readWhy(hidden_reason ?? ''), words: '' });
    await db.updateTable('topic_contributions').set({ hidden_reason: reason }).where('id', '=', id).execute();
  }
  await updateRows(
    { db, community },
    'topic_contributions',
    { words: null, files: null, shared: 0, organisation_id: null },
    { member_id: member },
  );
}

/** Whatever names `from` names `into` afterwards. Of two answered consents the one that allows less stays. */
export async function mergeDiscussions({ db: base, community }: Tx, from: MemberId, into: MemberId): Promise<void> {
  const db = base.withTables<TopicsTables>();
  await keepNarrowerConsent({ db: base, community }, from, into);
  for (const { table, sameBy } of OWN_ROWS) {
    const same = sameBy.map((column) => sql` and kept.${sql.ref(column)} = ${sql.ref(`${table}.${column}`)}`);
    const keeps = sql`exists (select 1 from ${sql.table(table)} kept where kept.member_id = ${into}${sql.join(same, sql``)})`;
    await sql`delete from ${sql.table(table)} where community_id = ${community} and member_id = ${from} and ${keeps}`.execute(db);
    await redirect({ db, community }, table, 'member_id', { from, into });
  }
  for (const redirectIn of NAMED_IN) await redirectIn({ db: base, community }, { from, into });
}

async function keepNarrowerConsent({ db: base, community }: Pick<Tx, 'db' | 'community'>, from: MemberId, into: MemberId): Promise<void> {
  const db = base.withTables<TopicsTables>();
  const both = await findRows({ db, community }, 'topic_consents', ['member_id', 'share', 'credit', 'stopped', 'asked_at', 'answered_at'], {
    member_id: [from, into],
  });
  if (both.length < 2) return;
  const has = (isSo: (consent: (typeof both)[number]) => boolean) => both.some(isSo);
  // A consent that was given with one account counts, even if the other account was asked too.
  const agreed = has(({ share }) => share === 'yes') ? 'yes' : null;
  const share = has(({ share: one }) => one === 'no') ? 'no' : agreed;
  await db
    .updateTable('topic_consents')
    .set({
      share,
      credit: has(({ credit }) => credit === 'organisation') ? 'organisation' : 'name',
      stopped: has(({ stopped }) => stopped === 1) ? 1 : 0,
      asked_at: last(both.map(({ asked_at }) => asked_at)),
      answered_at: share === 'yes' ? last(both.map(({ answered_at }) => answered_at)) : null,
    })
    .where('community_id', '=', community)
    .where('member_id', '=', into)
    .execute();
}

function last(moments: readonly (Instant | null)[]): Instant | null {
  const [first, ...others] = moments.filter((moment) => moment !== null);
  return first === undefined ? null : latest(first, ...others);
}
