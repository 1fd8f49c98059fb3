import { after, type Instant } from '../../../core/time.js';
import type { Tx } from '../../../core/transaction.js';
import { firstOf, removeExpired } from '../../../sql/expired.js';
import { findValues, isSet, removeRows, upTo } from '../../../sql/rows.js';
import { LIFETIMES } from '../lifetimes.js';
import type { MembersTables } from './tables.js';

/** Erases link codes, counted wrong codes, import drafts, open questions and undoable merges that ran out by `now`. Returns when the next one does. */
export async function eraseExpired(tx: Tx, now: Instant): Promise<Instant | undefined> {
  const place = { db: tx.db.withTables<MembersTables>(), community: tx.community };
  const joined = await findValues(place, 'joined_members', 'id', { joined_at: upTo(after(now, -LIFETIMES.joined)) });
  await removeRows(place, 'joined_rows', { joined_id: joined });
  const asked = { now, lasts: LIFETIMES.identityQuestion, values: { said: isSet } };
  return firstOf([
    await removeExpired(place, 'link_codes', 'expires_at', { now }),
    await removeExpired(place, 'link_guesses', 'since', { now, lasts: LIFETIMES.linkCode }),
    await removeExpired(place, 'import_drafts', 'saved_at', { now, lasts: LIFETIMES.importDraft }),
    await removeExpired(place, 'identity_questions', 'asked_at', asked),
    await removeExpired(place, 'joined_members', 'joined_at', { now, lasts: LIFETIMES.joined }),
  ]);
}
