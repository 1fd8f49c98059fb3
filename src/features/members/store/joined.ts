import { z } from 'zod';
import { MEMBER_STATUSES, ROLES } from '../../../core/access.js';
import type { MemberId, OrganisationId } from '../../../core/ids.js';
import { LANGUAGES } from '../../../core/language.js';
import { instantSchema } from '../../../core/schemas.js';
import { localTime } from '../../../core/settings.js';
import { after, type Instant } from '../../../core/time.js';
import { oncePerTx } from '../../../core/transaction.js';
import { idSchema } from '../../../feature-api/index.js';
import { PLATFORMS } from '../../../ports/identity.js';
import type { RowChange } from '../../../ports/store.js';
import { chunks, jsonColumn } from '../../../sql/columns.js';
import { allAs, findRows, firstAs, insertMany, insertRow, removeRows } from '../../../sql/rows.js';
import { placeIn } from '../../../sql/tables.js';
import { accountIdSchema } from '../import/row.js';
import { LIFETIMES } from '../lifetimes.js';
import { type Joined, type JoinedId, type Parted, PROFILE_FIELDS, VISIBILITIES } from '../types.js';
import type { MembersTables } from './tables.js';

const items = z.array(z.string()).readonly();
const organisation = idSchema<OrganisationId>().nullable();
const fields = z.object({
  name: z.string(),
  email: z.string().nullable(),
  organisation,
  status: z.enum(MEMBER_STATUSES),
  role: z.enum(ROLES),
});
const profile = fields.extend({
  isBot: z.boolean(),
  language: z.enum(LANGUAGES),
  timezone: z.string(),
  hours: z.object({ start: localTime, end: localTime }),
  languages: items,
  sectors: items,
  offers: items,
  wants: items,
  governorates: items,
  visibility: z.record(z.enum(PROFILE_FIELDS), z.enum(VISIBILITIES)),
  inductionStep: z.string().nullable(),
  joinedAt: instantSchema,
  lastActiveAt: instantSchema.nullable(),
});
const parted = jsonColumn<Parted>(
  z.object({
    profile,
    two: z.object({ from: idSchema<MemberId>(), into: idSchema<MemberId>() }).exactOptional(),
    accounts: z.array(z.object({ platform: z.enum(PLATFORMS), space: z.string(), user: z.string() })).readonly(),
    waiting: z.array(accountIdSchema).readonly(),
    before: fields,
    after: fields,
  }),
);

const cell = z.union([z.string(), z.number(), z.null(), z.object({ bytes: z.base64() })]);
const kept = z.record(z.string(), cell);
const change = jsonColumn<RowChange>(
  z.object({
    table: z.string(),
    key: kept,
    before: kept.nullable(),
    after: kept.nullable(),
    members: z.array(idSchema<MemberId>()).readonly(),
  }),
);
/** Rows that one statement writes. */
const AT_ONCE = 500;

/** People who were made one, for as long as that can be undone. */
export const joinedStore = oncePerTx((tx) => {
  const { db, community } = placeIn<MembersTables>(tx);
  const select = (now: Instant) =>
    db
      .selectFrom('joined_members')
      .selectAll()
      .where('community_id', '=', community)
      .where('joined_at', '>', after(now, -LIFETIMES.joined));

  return {
    async add(member: MemberId, at: Instant, how: Parted, changes: readonly RowChange[] = []): Promise<JoinedId> {
      const id = await insertRow({ db, community }, 'joined_members', { member_id: member, joined_at: at, parted: parted.write(how) });
      const rows = changes.map((one) => ({ joined_id: id, named: `,${one.members.join()},`, change: change.write(one) }));
      for (const some of chunks(rows, AT_ONCE)) await insertMany({ db, community }, 'joined_rows', some);
      return id;
    },
    /** What became of rows, in the order in which it was noted. */
    async changes(id: JoinedId): Promise<readonly RowChange[]> {
      const rows = await findRows({ db, community }, 'joined_rows', ['change'], { joined_id: id }, 'id');
      return rows.map((row) => change.read(row.change));
    },
    async find(id: JoinedId, now: Instant): Promise<Joined | undefined> {
      return firstAs(select(now).where('id', '=', id), toJoined);
    },
    /** What was joined with a member, the newest first. */
    async of(member: MemberId, now: Instant): Promise<readonly Joined[]> {
      return allAs(select(now).where('member_id', '=', member).orderBy('id', 'desc'), toJoined);
    },
    async remove(id: JoinedId): Promise<void> {
      await removeRows({ db, community }, 'joined_rows', { joined_id: id });
      await removeRows({ db, community }, 'joined_members', { id });
    },
    /** Erased people must not be named in rows that could come back. */
    async forget(member: MemberId): Promise<void> {
      const own = db.selectFrom('joined_members').select('id').where('community_id', '=', community).where('member_id', '=', member);
      await db
        .deleteFrom('joined_rows')
        .where('community_id', '=', community)
        .where(({ or, eb }) => or([eb('named', 'like', `%,${member},%`), eb('joined_id', 'in', own)]))
        .execute();
      await removeRows({ db, community }, 'joined_members', { member_id: member });
    },
  };
});

function toJoined(row: {
  readonly id: JoinedId;
  readonly member_id: MemberId;
  readonly joined_at: Instant;
  readonly parted: string;
}): Joined {
  return { id: row.id, member: row.member_id, joinedAt: row.joined_at, parted: parted.read(row.parted) };
}
