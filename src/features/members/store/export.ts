import { sql } from 'kysely';
import type { MemberId } from '../../../core/ids.js';
import type { Tx } from '../../../core/transaction.js';
import { toMember } from './members.js';
import type { MembersTables } from './tables.js';

/** A member with their organisation and their accounts, the one used last first, in one statement; `undefined` if they are gone. */
export async function everythingOf({ db: base, community }: Tx, member: MemberId) {
  const rows = await base
    .withTables<MembersTables>()
    .selectFrom('members')
    .leftJoin('organisations', 'organisations.id', 'members.organisation_id')
    .leftJoin('identities', 'identities.member_id', 'members.id')
    .selectAll('members')
    .select(['organisations.name as organisation_name', 'organisations.type', 'organisations.status as organisation_status'])
    .select(['identities.platform', 'identities.space', 'identities.user_id'])
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
    organisation: name === null ? null : { name, type, status },
    accounts: rows.flatMap(({ platform, space, user_id: user }) =>
      platform === null || space === null || user === null ? [] : [{ platform, space, user }],
    ),
  };
}
