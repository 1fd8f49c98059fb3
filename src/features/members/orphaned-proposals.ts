import type { OrganisationId } from '../../core/ids.js';
import type { Context } from '../../feature-api/index.js';
import { membersStore, organisationsStore } from './store/index.js';

/** Removes a proposed organisation that no member belongs to any more: its name is what somebody wrote. */
export async function removeOrphanedProposal(context: Context, id: OrganisationId): Promise<void> {
  const organisations = organisationsStore(context.tx);
  const organisation = await organisations.find(id);
  if (organisation?.status !== 'proposed') return;
  if ((await membersStore(context.tx).count({ organisation: id })) === 0) await organisations.remove(id);
}
