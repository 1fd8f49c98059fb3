import type { MemberId } from '../../../core/ids.js';
import { CLOCKS_APART } from '../../../core/lifetimes.js';
import { after, type Instant } from '../../../core/time.js';
import { oncePerTx } from '../../../core/transaction.js';
import { findRow, removeRows, upTo } from '../../../sql/rows.js';
import { placeIn } from '../../../sql/tables.js';
import { LIFETIMES } from '../lifetimes.js';
import type { LinkCode, LinkCodeId } from '../types.js';
import type { MembersTables } from './tables.js';

/** Codes that link accounts, and the wrong ones that were entered. */
export const linksStore = oncePerTx((tx) => {
  const { db, community } = placeIn<MembersTables>(tx);

  /** A code that was seen as expired stays so, even if the clock steps back. */
  const removeExpired = async (now: Instant): Promise<void> => {
    await removeRows({ db, community }, 'link_codes', { expires_at: upTo(now) });
  };

  return {
    /** Keeps a new code; the member's earlier ones are deleted. */
    async issue({
      hash,
      member,
      expiresAt,
    }: {
      readonly hash: string;
      readonly member: MemberId;
      readonly expiresAt: Instant;
    }): Promise<void> {
      await removeRows({ db, community }, 'link_codes', { member_id: member });
      await db
        .insertInto('link_codes')
        .values({ community_id: community, hash, member_id: member, entered_by: null, expires_at: expiresAt })
        .execute();
    },
    /** Takes another member's code, which only one call can; it then waits until `expiresAt` for `by` to confirm. */
    async enter(hash: string, by: MemberId, now: Instant, expiresAt: Instant): Promise<LinkCode | undefined> {
      await removeExpired(now);
      const row = await db
        .updateTable('link_codes')
        .set({ entered_by: by, expires_at: expiresAt })
        .where('community_id', '=', community)
        .where('hash', '=', hash)
        .where('entered_by', 'is', null)
        .where('expires_at', '<=', after(expiresAt, CLOCKS_APART))
        .where('member_id', '!=', by)
        .returning(['id', 'member_id'])
        .executeTakeFirst();
      return row && { id: row.id, member: row.member_id };
    },
    /** Deletes the codes with these hashes that nobody has entered yet, and returns how many there were. */
    async spill(hashes: readonly string[]): Promise<number> {
      const { numDeletedRows } = await db
        .deleteFrom('link_codes')
        .where('community_id', '=', community)
        .where('hash', 'in', hashes)
        .where('entered_by', 'is', null)
        .executeTakeFirst();
      return Number(numDeletedRows);
    },
    /** Whether it is a code that the member made. */
    async isOwn(hash: string, member: MemberId): Promise<boolean> {
      const row = await findRow({ db, community }, 'link_codes', ['id'], { hash, member_id: member });
      return row !== undefined;
    },
    /** Deletes an entered code and returns it, if it is still good; only one call gets it. */
    async take(id: LinkCodeId, by: MemberId, now: Instant): Promise<LinkCode | undefined> {
      await removeExpired(now);
      const row = await db
        .deleteFrom('link_codes')
        .where('community_id', '=', community)
        .where('id', '=', id)
        .where('entered_by', '=', by)
        .where('expires_at', '<=', after(now, LIFETIMES.linkCode + CLOCKS_APART))
        .returning(['id', 'member_id'])
        .executeTakeFirst();
      return row && { id: row.id, member: row.member_id };
    },
    /** Wrong codes of this member since `since`. */
    async guesses(member: MemberId, { since, now }: { readonly since: Instant; readonly now: Instant }): Promise<number> {
      const rows = await db
        .selectFrom('link_guesses')
        .select(['member_id', 'count', 'since'])
        .where('community_id', '=', community)
        .where('since', '>', since)
        .execute();
      // Guesses written by a clock that was ahead count from now, so that nobody waits longer than the whole window.
      if (rows.some((row) => row.since > now)) {
        await db.updateTable('link_guesses').set({ since: now }).where('community_id', '=', community).where('since', '>', now).execute();
      }
      return rows.find((row) => row.member_id === member)?.count ?? 0;
    },
    /** Counts a wrong code; those before `since` are deleted. */
    async noteGuess(member: MemberId, { since, now }: { readonly since: Instant; readonly now: Instant }): Promise<void> {
      await removeRows({ db, community }, 'link_guesses', { since: upTo(since) });
      await db
        .insertInto('link_guesses')
        .values({ community_id: community, member_id: member, count: 1, since: now })
        .onConflict((conflict) => conflict.column('member_id').doUpdateSet((set) => ({ count: set('link_guesses.count', '+', 1) })))
        .execute();
    },
  };
});
