import type { MemberId } from '../../../core/ids.js';
import type { Tx } from '../../../core/transaction.js';

/** The members that each open transaction has changed. */
const changed = new WeakMap<object, Set<MemberId>>();

/** Notes that this transaction changes members, or which accounts are theirs. */
export function noteChanged({ db }: Pick<Tx, 'db'>, ...members: readonly MemberId[]): void {
  // Outside a transaction nothing that was read is held on to.
  if (!db.isTransaction) return;
  const known = changed.get(db) ?? new Set();
  changed.set(db, known);
  for (const member of members) known.add(member);
}

/** Whether this transaction has changed the member, or which accounts are theirs. */
export const hasChanged = ({ db }: Pick<Tx, 'db'>, member: MemberId): boolean => changed.get(db)?.has(member) ?? false;
