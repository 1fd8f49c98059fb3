import type { OrganisationId } from '../../core/ids.js';
import type { Repositories } from '../../ports/store.js';

/** Takes a proposal off the list that nobody stands behind any more: its name is somebody's own words. */
export async function removeOrphanedProposal(repositories: Repositories, id: OrganisationId): Promise<void> {
  const organisation = await repositories.organisations.find(id);
  if (organisation?.status !== 'proposed') return;
  const { total } = await repositories.members.list({ organisation: id }, { offset: 0, limit: 1 });
  if (total === 0) await repositories.organisations.remove(id);
}
