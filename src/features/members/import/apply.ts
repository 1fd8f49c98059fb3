import type { MemberId, OrganisationId } from '../../../core/ids.js';
import type { Settings } from '../../../core/settings.js';
import type { Context } from '../../../feature-api/index.js';
import { accountsStore, membersStore, organisationsStore, waitingAccountsStore } from '../store/index.js';
import type { Member, MemberChange, Organisation } from '../types.js';
import { memberChange, newMember, newOrganisation, organisationChange } from './changes.js';
import type { NewAccounts } from './match.js';
import type { ImportRow } from './row.js';

/** Adds the person of a line. */
export async function addPerson(context: Context, row: ImportRow, organisation: OrganisationId, settings: Settings): Promise<MemberId> {
  return membersStore(context.tx).insert(newMember(row, organisation, settings, context.now));
}

/** Links accounts at once, or notes them until they are used. */
export async function addAccounts(context: Context, member: MemberId, { link, wait }: NewAccounts): Promise<void> {
  for (const identity of link) {
    await accountsStore(context.tx).link(member, identity);
    await waitingAccountsStore(context.tx).remove(identity);
  }
  for (const account of wait) await waitingAccountsStore(context.tx).add(member, account);
}

/** The organisation of a line, changed or made. An organiser's list needs no approval. */
export async function takeOrganisation(context: Context, row: ImportRow, known: Organisation | undefined): Promise<OrganisationId> {
  const store = organisationsStore(context.tx);
  if (!known) return store.insert(newOrganisation(row), context.now);
  await store.update(known.id, organisationChange(known, row));
  return known.id;
}

export async function changePerson(context: Context, member: Member, row: ImportRow, organisation: OrganisationId): Promise<MemberChange> {
  const change = memberChange(member, row, organisation);
  await membersStore(context.tx).update(member.id, change);
  return change;
}
