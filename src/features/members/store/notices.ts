import { type Kysely, type Selectable, sql } from 'kysely';
import type { CommunityId, MemberId } from '../../../core/ids.js';
import { oncePerTx } from '../../../core/transaction.js';
import type { NoticeWish, Reader } from '../../../ports/people.js';
import { mergeMemberRows } from '../../../sql/member-rows.js';
import { prepared } from '../../../sql/prepared.js';
import { findRows, findValues, saveRow, updateRows } from '../../../sql/rows.js';
import type { MembersTables } from './tables.js';

/** What a member chose about one notice. */
export type Chosen = NoticeWish & { readonly notice: string };

type PersonRow = Pick<Selectable<MembersTables['members']>, 'id' | 'name' | 'language' | 'timezone' | 'role' | 'status' | 'is_bot'>;
type ReaderRow = PersonRow & {
  readonly [C in 'platform' | 'space' | 'user_id' | 'direct']: Selectable<MembersTables['identities']>[C] | null;
} & {
  readonly choice: NoticeWish['choice'] | null;
  readonly chosen_platform: NoticeWish['platform'];
};

// Every message to a person runs it.
const readerOf = prepared<{ community: CommunityId; member: MemberId; notice: string }>()(
  (_db: Kysely<MembersTables>, argument) => sql<ReaderRow>`
    select id, name, language, timezone, role, status, is_bot, identities.platform, space, user_id, direct,
      choice, notification_choices.platform as chosen_platform
    from members
    left join identities on identities.member_id = id and identities.left_at is null
    left join notification_choices on notification_choices.member_id = id and notice = ${argument('notice')}
    where members.community_id = ${argument('community')} and id = ${argument('member')}
    order by coalesce(identities.last_active_at, 0) desc, identities.platform, space, user_id`,
);

/** How members want to be told what. */
export const noticesStore = oncePerTx((tx) => {
  const { community, traits } = tx;
  const db = tx.db.withTables<MembersTables>();
  const place = { db, community };

  return {
    /** The reader of a message, with their accounts, the one used last first, and what they chose about its notice. */
    async reader(member: MemberId, notice = ''): Promise<Reader | undefined> {
      const rows = await readerOf({ db, traits }, { community, member, notice });
      const [row] = rows;
      if (row === undefined) return undefined;
      const { id, name, language, timezone, role, status, choice, chosen_platform: chosen } = row;
      return {
        person: { id, name, language, timezone, role, status, isBot: row.is_bot === 1 },
        accounts: rows.flatMap(({ platform, space, user_id: user, direct }) =>
          platform === null || space === null || user === null ? [] : [{ platform, space, user, direct }],
        ),
        wish: choice === null ? undefined : { choice, platform: chosen },
      };
    },
    of: (member: MemberId): Promise<readonly Chosen[]> =>
      findRows(place, 'notification_choices', ['notice', 'choice', 'platform'], { member_id: member }, 'notice'),
    /** Active members who chose this about a notice. */
    async whoChose(notice: string, choice: NoticeWish['choice']): Promise<readonly MemberId[]> {
      const rows = await db
        .selectFrom('members')
        .select('id')
        .where('community_id', '=', community)
        .where('status', '=', 'active')
        .where('is_bot', '=', 0)
        .where('id', 'in', ({ selectFrom }) =>
          selectFrom('notification_choices').select('member_id').where('notice', '=', notice).where('choice', '=', choice),
        )
        .orderBy('id')
        .execute();
      return rows.map(({ id }) => id);
    },
    async choose(member: MemberId, { notice, choice, platform }: Chosen): Promise<void> {
      await saveRow(place, 'notification_choices', { member_id: member, notice }, { choice, platform });
    },
    /** Two rows of one person become one. Whoever switched something off under one of them is not told it again. */
    async merge(from: MemberId, into: MemberId): Promise<void> {
      const off = await findValues(place, 'notification_choices', 'notice', { member_id: from, choice: 'off' });
      await updateRows(place, 'notification_choices', { choice: 'off', platform: null }, { member_id: into, notice: off });
      await mergeMemberRows(place, { own: [{ table: 'notification_choices', sameBy: ['notice'] }], named: [] }, { from, into });
    },
  };
});
