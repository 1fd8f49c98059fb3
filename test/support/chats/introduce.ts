import { toInstant } from '../../../src/core/time.js';
import type { MembersTables } from '../../../src/features/members/store/tables.js';
import type { Identity } from '../../../src/ports/chat.js';
import { aMember, anOrganisation } from '../records.js';
import type { Community } from './community.js';

/**
 * Somebody who has introduced themselves; whoever settles on a platform may be known by then. `given`: what they offer and work in, as
 * the columns hold it.
 */
export async function introduce(
  community: Community,
  name: string,
  account: Identity,
  given: { readonly offers?: string; readonly sectors?: string } = {},
): Promise<void> {
  const joinedAt = toInstant(community.now());
  const { id, organisation } = await community.store.transaction(async ({ members, organisations, accounts }) => {
    const organisation = await organisations.insert(anOrganisation({ name: `House of ${name}` }));
    const known = await members.findByAccount(account);
    const id = known?.id ?? (await members.insert(aMember({ name, organisation, joinedAt })));
    // The bot may learn of them at the same time, so that nothing may come in between.
    if (!known) await accounts.link(id, account);
    return { id, organisation };
  });
  await community.store.database.db
    .withTables<MembersTables>()
    .updateTable('members')
    .set({ name, status: 'active', organisation_id: organisation, language: community.language, ...given })
    .where('id', '=', id)
    .execute();
}
