import type { MemberId } from '../../../core/ids.js';
import type { Tx } from '../../../core/transaction.js';
import { findRow } from '../../../sql/rows.js';
import type { EventId } from '../types.js';
import { minutesColumn } from './columns.js';
import type { EventsTables } from './tables.js';

/** When members want to be reminded. */
export function reminderStore({ db: base, community }: Tx) {
  const db = base.withTables<EventsTables>();
  return {
    /** What a member chose, in minutes before the start; undefined: the usual. */
    async reminderChoice(member: MemberId): Promise<readonly number[] | undefined> {
      const row = await findRow({ db, community }, 'event_reminder_choices', ['minutes_before'], { member_id: member });
      return row && minutesColumn.read(row.minutes_before);
    },
    async saveReminderChoice(member: MemberId, minutes: readonly number[]): Promise<void> {
      const minutes_before = minutesColumn.write(minutes);
      await db
        .insertInto('event_reminder_choices')
        .values({ community_id: community, member_id: member, minutes_before })
        .onConflict((conflict) => conflict.column('member_id').doUpdateSet({ minutes_before }))
        .execute();
    },
    /**
     * Members who have a place and asked to be reminded, with what they chose; also whoever has yet to say whether they come on another
     * day than they answered for.
     */
    async toRemind(event: EventId): Promise<readonly { readonly member: MemberId; readonly minutes: readonly number[] | undefined }[]> {
      const rows = await db
        .selectFrom('event_registrations as registration')
        .leftJoin('event_reminder_choices as choice', 'choice.member_id', 'registration.member_id')
        .select(['registration.member_id as member', 'choice.minutes_before as minutes'])
        .where('registration.community_id', '=', community)
        .where('registration.event_id', '=', event)
        .where(({ and, eb, or }) =>
          or([
            eb('registration.state', '=', 'going'),
            and([eb('registration.state', '=', 'offered'), eb('registration.offered_until', 'is', null)]),
          ]),
        )
        .where('registration.reminds', '=', 1)
        .where('registration.member_id', 'is not', null)
        .orderBy('registration.id')
        .execute();
      return rows.flatMap(({ member, minutes }) =>
        member === null ? [] : [{ member, minutes: minutes === null ? undefined : minutesColumn.read(minutes) }],
      );
    },
  };
}
