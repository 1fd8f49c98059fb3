import type { Context } from '../feature-api/index.js';
import { membersStore, organisationsStore } from '../features/members/store/index.js';

/** How many organisations and active members the sample community has. */
export async function countCommunity({ tx }: Context): Promise<{ readonly organisations: number; readonly members: number }> {
  const organisations = await organisationsStore(tx).list();
  const active = await membersStore(tx).list({ status: 'active' }, { offset: 0, limit: 1_000_000 });
  return { organisations: organisations.length, members: active.length };
}
