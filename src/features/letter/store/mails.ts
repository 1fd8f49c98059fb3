import type { MemberId } from '../../../core/ids.js';
import type { Instant } from '../../../core/time.js';
import type { Tx } from '../../../core/transaction.js';
import { chunks } from '../../../sql/columns.js';
import { mergeMemberRows } from '../../../sql/member-rows.js';
import { findValues, insertMany, removeRows, updateRows } from '../../../sql/rows.js';
import { type LetterId, type LetterMail, MAIL_STATES, type MailCounts, type MailState } from '../types.js';
import type { LetterTables } from './tables.js';

/** How many rows one statement writes; each has seven values. */
const ROWS = 100;
const COLUMNS = ['letter_id', 'member_id', 'address_hash', 'state', 'attempts', 'reason'] as const;

/** What became of the mail to each person. */
export function mailStore({ db: base, community }: Tx) {
  const db = base.withTables<LetterTables>();
  const place = { db, community };
  const select = () => db.selectFrom('letter_mails').select(COLUMNS).where('community_id', '=', community);

  async function mails(letter: LetterId, states?: readonly MailState[]): Promise<readonly LetterMail[]> {
    const rows = await select()
      .where('letter_id', '=', letter)
      .$if(states !== undefined, (query) => query.where('state', 'in', states ?? []))
      .orderBy('member_id')
      .execute();
    return rows.map(({ letter_id, member_id: member, address_hash: addressHash, ...row }) => ({
      ...row,
      letter: letter_id,
      member,
      addressHash,
    }));
  }

  return {
    mails,
    async mail(letter: LetterId, member: MemberId): Promise<LetterMail | undefined> {
      const row = await select().where('letter_id', '=', letter).where('member_id', '=', member).executeTakeFirst();
      if (!row) return undefined;
      const { state, attempts, reason } = row;
      return { letter, member, addressHash: row.address_hash, state, attempts, reason };
    },
    /** Adds mails that wait to be sent. */
    async addMails(letter: LetterId, people: readonly Pick<LetterMail, 'member' | 'addressHash'>[], at: Instant): Promise<void> {
      for (const some of chunks(people, ROWS)) {
        await insertMany(
          place,
          'letter_mails',
          some.map(({ member, addressHash }) => ({
            letter_id: letter,
            member_id: member,
            address_hash: addressHash,
            state: 'waiting' as const,
            attempts: 0,
            reason: null,
            changed_at: at,
          })),
        );
      }
    },
    /** Changes a mail that is in this state; false if it is in another one by now. */
    async changeMail(
      { letter, member }: Pick<LetterMail, 'letter' | 'member'>,
      from: MailState,
      change: { readonly state: MailState; readonly reason?: string | null; readonly attempts?: number },
      at: Instant,
    ): Promise<boolean> {
      const changes = { ...change, changed_at: at };
      return (await updateRows(place, 'letter_mails', changes, { letter_id: letter, member_id: member, state: from })) > 0;
    },
    async countMails(letter: LetterId): Promise<MailCounts> {
      const rows = await db
        .selectFrom('letter_mails')
        .select(({ fn }) => ['state', fn.countAll<number | string>().as('count')])
        .where('community_id', '=', community)
        .where('letter_id', '=', letter)
        .groupBy('state')
        .execute();
      const counts = new Map(rows.map(({ state, count }) => [state, Number(count)]));
      const [waiting, sending, sent, refused, bounced, failed, unknown, dropped] = MAIL_STATES.map((state) => counts.get(state) ?? 0);
      return {
        waiting: waiting ?? 0,
        sending: sending ?? 0,
        sent: sent ?? 0,
        refused: refused ?? 0,
        bounced: bounced ?? 0,
        failed: failed ?? 0,
        unknown: unknown ?? 0,
        dropped: dropped ?? 0,
      };
    },
    /** Mails that went to this address came back. */
    async bounceMails(addressHash: string, at: Instant): Promise<void> {
      await updateRows(place, 'letter_mails', { state: 'bounced', changed_at: at }, { address_hash: addressHash, state: 'sent' });
    },
    /** Letters that wait to be mailed to a member. */
    waitingFor: (member: MemberId): Promise<readonly LetterId[]> =>
      findValues(place, 'letter_mails', 'letter_id', { member_id: member, state: 'waiting' }, 'letter_id'),
    async removeMailsTo(member: MemberId): Promise<void> {
      await removeRows(place, 'letter_mails', { member_id: member });
    },
    /** Two rows of one person become one: of a letter to both, what went to `into` counts. */
    redirectMails: (from: MemberId, into: MemberId): Promise<void> =>
      mergeMemberRows(place, { own: [{ table: 'letter_mails', sameBy: ['letter_id'] }], named: [] }, { from, into }),
  };
}
