import { type Selectable, sql } from 'kysely';
import type { MemberId } from '../../../core/ids.js';
import { type Lookup, lookup } from '../../../core/lookup.js';
import type { Instant } from '../../../core/time.js';
import type { Tx } from '../../../core/transaction.js';
import { allAs, firstAs, insertRow, removeRows, updateRows } from '../../../sql/rows.js';
import type { Consent, ConsentId } from '../types.js';
import type { LetterTables } from './tables.js';

const CONSENT = ['id', 'member_id', 'address_hash', 'agreed_at', 'stopped_at', 'refused_at', 'refusal'] as const;

const toConsent = (row: Pick<Selectable<LetterTables['letter_consents']>, (typeof CONSENT)[number]>): Consent => ({
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
  const select = () => db.selectFrom('letter_consents').select(CONSENT).where('community_id', '=', community);

  return {
    async consent(id: ConsentId): Promise<Consent | undefined> {
      return firstAs(select().where('id', '=', id), toConsent);
    },
    /** The oldest first. */
    consentsOf(member: MemberId): Lookup<readonly Consent[]> {
      return lookup(select().where('member_id', '=', member).orderBy('id'), (rows) => rows.map(toConsent));
    },
    /** Those that hold, by members in order. */
    async openConsents(): Promise<readonly Consent[]> {
      return allAs(select().where('stopped_at', 'is', null).where('refused_at', 'is', null).orderBy('member_id').orderBy('id'), toConsent);
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
    /** Ends the member's consents; returns how many were valid. */
    stopConsents: (member: MemberId, at: Instant): Promise<number> =>
      updateRows(place, 'letter_consents', { stopped_at: at }, { member_id: member, stopped_at: null }),
    /** Nothing is sent to this address any more, whoever gave it, until they agree again. Returns how many gave it. */
    refuseAddress: (addressHash: string, refusal: string, at: Instant): Promise<number> => {
      const open = { address_hash: addressHash, stopped_at: null, refused_at: null };
      return updateRows(place, 'letter_consents', { refused_at: at, refusal }, open);
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
