import type { MemberId } from '../../../core/ids.js';
import { after } from '../../../core/time.js';
import type { Context } from '../../../feature-api/index.js';
import { listMembers } from '../../members/public.js';
import { requestsStore } from '../store/requests.js';
import { ASKED_AT_ONCE, BURDEN_MS } from './limits.js';
import type { ResourceRequest } from './types.js';

/** How many members of a sector are considered. */
const MEMBERS_MAX = 10_000;

/**
 * Members who offer know-how, work in a sector of the request and were not asked about it yet: who was asked least comes first, then
 * who speaks its language. `more`: there are others.
 */
export async function helpersFor(
  context: Context,
  { id, member: author, sectors, language }: ResourceRequest,
): Promise<{ readonly members: readonly MemberId[]; readonly more: boolean }> {
  const store = requestsStore(context.tx);
  const asked = await store.askedOf(id);
  const found = new Map<MemberId, boolean>();
  for (const sector of sectors) {
    const members = await listMembers(context, { status: 'active', isBot: false, sector }, { offset: 0, limit: MEMBERS_MAX });
    for (const one of members) {
      if (one.offers.length === 0 || one.id === author || asked.has(one.id)) continue;
      found.set(one.id, language === null || one.language === language || one.languages.includes(language));
    }
  }
  if (found.size === 0) return { members: [], more: false };
  const burdens = await store.burdens(after(context.now, -BURDEN_MS));
  const order = [...found].sort(
    ([one, speaks], [other, otherSpeaks]) =>
      (burdens.get(one) ?? 0) - (burdens.get(other) ?? 0) || Number(otherSpeaks) - Number(speaks) || one - other,
  );
  return { members: order.slice(0, ASKED_AT_ONCE).map(([member]) => member), more: order.length > ASKED_AT_ONCE };
}
