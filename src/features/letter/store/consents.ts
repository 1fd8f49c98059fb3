import { type Selectable, sql } from 'kysely';
import type { MemberId } from '../../../core/ids.js';
import type { Instant } from '../../../core/time.js';
import type { Tx } from '../../../core/transaction.js';
import { insertRow, removeRows, updateRows } from '../../../sql/rows.js';
import type { Consent, ConsentId } from '../types.js';
import type { LetterTables } from './tables.js';

const toConsent = (row: Selectable<LetterTables['letter_consents']>): Consent => ({
  id: row.id,
  member: row.member_id,
  addressHash: row.address_hash,
  agreedAt: row.agreed_at,
  stoppedAt: row.stopped_at,
  refusedAt: row.refused_at,
  refusal: row.refusal,
});

/** Who agreed to get letters by mail. A row stays when it is stopped, so that what is in earlier letters still finds it. */
export function consentStore({ db: base, community }: Tx) {
  const db = base.withTables<LetterTables>();
  const place = { db, community };
  const select = () => db.selectFrom('letter_consents').selectAll().where('community_id', '=', community);

  return {
    async consent(id: ConsentId): Promise<Consent | undefined> {
      const row = await select().where('id', '=', id).executeTakeFirst();
      return row && toConsent(row);
    },
    /** The oldest first. */
    async consentsOf(member: MemberId): Promise<readonly Consent[]> {
      return (await select().where('member_id', '=', member).orderBy('id').execute()).map(toConsent);
    },
    /** Those that hold, by members in order. */
    async openConsents(): Promise<readonly Consent[]> {
      const rows = await select()
        .where('stopped_at', 'is', null)
        .where('refused_at', 'is', null)
        .orderBy('member_id')
        .orderBy('id')
        .execute();
      return rows.map(toConsent);
    },
    agree: (member: MemberId, addressHash: string, at: Instant): Promise<ConsentId> =>
      insertRow(place, 'letter_consents', {
        member_id: member,
        address_hash: addressHash,
        agreed_at: at,
        stopped_at: null,
        refused_at: null,
        refusal: null,
      }),
    /** Returns how many held until now. */
    async stopConsents(member: MemberId, at: Instant): Promise<number> {
      return (
        await db
          .updateTable('letter_consents')
          .set({ stopped_at: at })
          .where('community_id', '=', community)
          .where('member_id', '=', member)
          .where('stopped_at', 'is', null)
          .returning('id')
          .execute()
      ).length;
    },
    /** Nothing is sent to this address any more, whoever gave it, until they agree again. Returns how many gave it. */
    async refuseAddress(addressHash: string, refusal: string, at: Instant): Promise<number> {
      const rows = await db
        .updateTable('letter_consents')
        .set({ refused_at: at, refusal })
        .where('community_id', '=', community)
        .where('address_hash', '=', addressHash)
        .where('stopped_at', 'is', null)
        .where('refused_at', 'is', null)
        .returning('id')
        .execute();
      return rows.length;
    },
    /** To how many addresses letters go, and how many addresses are refused. */
    async countConsents(): Promise<{ readonly open: number; readonly refused: number }> {
      const row = await db
        .selectFrom('letter_consents')
        .select([
          sql<number | string>`count(distinct case when refused_at is null then address_hash end)`.as('open'),
          sql<number | string>`count(distinct case when refused_at is not null then address_hash end)`.as('refused'),
        ])
        .where('community_id', '=', community)
        .where('stopped_at', 'is', null)
        .executeTakeFirstOrThrow();
      return { open: Number(row.open), refused: Number(row.refused) };
    },
    async removeConsents(member: MemberId): Promise<void> {
      await removeRows(place, 'letter_consents', { member_id: member });
    },
    async redirectConsents(from: MemberId, into: MemberId): Promise<void> {
      await updateRows(place, 'letter_consents', { member_id: into }, { member_id: from });
    },
  };
}
