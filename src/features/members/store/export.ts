import { sql } from 'kysely';
import { z } from 'zod';
import type { MemberId } from '../../../core/ids.js';
import { NOTICE_CHOICES } from '../../../core/notification.js';
import type { Tx } from '../../../core/transaction.js';
import { PLATFORMS } from '../../../ports/identity.js';
import { jsonColumn } from '../../../sql/columns.js';
import { readTyped, toMember } from './member-columns.js';
import type { MembersTables } from './tables.js';

const choices = jsonColumn(
  z.array(z.object({ notice: z.string(), choice: z.enum(NOTICE_CHOICES), platform: z.enum(PLATFORMS).nullable() })).readonly(),
);

/** A member with their organisation, their choices and their accounts, the one used last first, in one statement; `undefined` if they are gone. */
export async function everythingOf({ db: base, community, traits }: Tx, member: MemberId) {
  const db = base.withTables<MembersTables>();
  const rows = await db
    .selectFrom('members')
    .leftJoin('organisations', 'organisations.id', 'members.organisation_id')
    .leftJoin('identities', 'identities.member_id', 'members.id')
    .selectAll('members')
    .select(['organisations.name as organisation_name', 'organisations.type', 'organisations.status as organisation_status'])
    .select(['identities.platform', 'identities.space', 'identities.user_id', 'identities.left_at as account_left_at'])
    .select(
      traits
        .rowsAsJson(
          db
            .selectFrom('notification_choices')
            .select(['notice', 'choice', 'platform'])
            .where('community_id', '=', community)
            .where('member_id', '=', member)
            .orderBy('notice'),
        )
        .as('choices'),
    )
    .where('members.community_id', '=', community)
    .where('members.id', '=', member)
    .orderBy(sql`coalesce(identities.last_active_at, 0)`, 'desc')
    .orderBy('identities.platform')
    .orderBy('identities.space')
    .orderBy('identities.user_id')
    .execute();
  const [row] = rows;
  if (row === undefined) return undefined;
  const { organisation_name: name, type, organisation_status: status } = row;
  return {
    member: toMember(row),
    organisationTyped: readTyped(row.organisation_typed),
    organisation: name === null ? null : { name, type, status },
    notifications: choices.read(row.choices),
    accounts: rows.flatMap(({ platform, space, user_id: user, account_left_at: leftAt }) =>
      platform === null || space === null || user === null ? [] : [{ platform, space, user, leftAt }],
    ),
  };
}
