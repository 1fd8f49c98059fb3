import type { MemberId, OrganisationId } from '../../core/ids.js';
import type { Language } from '../../core/language.js';
import type { Lookup } from '../../core/lookup.js';
import type { Button } from '../../core/message.js';
import type { NoticeChoice } from '../../core/notification.js';
import { type Instant, latest } from '../../core/time.js';
import type { Context } from '../../feature-api/index.js';
import type { Identity } from '../../ports/identity.js';
import type { PersonAccount } from '../../ports/people.js';
import { partButton } from './cards/questions.js';
import {
  accountsStore,
  joinedStore,
  membersStore,
  type Named,
  noticesStore,
  organisationsStore,
  waitingAccountsStore,
} from './store/index.js';
import type { Member, MemberFilter, Organisation, Profile } from './types.js';

/** What later features may use of members and organisations. */
export { addNewcomer } from './accounts.js';
export { profileCard } from './cards/profile.js';
export { channelForAll, GENERAL, ORGANISERS } from './channels.js';
export { offerDirectMessages, reachedDirectly } from './directs.js';
export { endAccounts, type Presence, presenceOf } from './ending.js';
export { findAllByText, findByText } from './find.js';
export { GOVERNORATES, governorateLabel } from './governorates.js';
export { hashOf } from './hash.js';
export { decodeText } from './import/decode.js';
export { draftBytes, planImport, saveDraft } from './import/drafts.js';
export { readTable } from './import/parse.js';
export { CHECKED_MAX, changesText, checkedFile, isCheckedInPart, problemText, unknownColumnsText } from './import/report.js';
export { type ImportResult, importMembers, type LineVerdict, VERDICTS } from './import/run.js';
export { templateFile } from './import/template.js';
export { isWorkbook } from './import/workbook.js';
export { type Cell, workbookFile } from './import/write-workbook.js';
export { ORGANISATION_KEY, roleKey, statusKey, verdictKey } from './labels.js';
export { organisationByText } from './organisation-by-text.js';
export { approveOrganisation, noteTypedOrganisation, refuseOrganisation, searchOrganisations } from './organisations.js';
export { platformName } from './platform-name.js';
export { loadProfile } from './profiles.js';
export { appointAdministrator, hasFactAndOrganiser, setRole } from './roles.js';
export { isVisibleTo } from './rules/visibility.js';
export { signOutEverywhere } from './sign-out.js';
export { sectorLabel } from './spoken.js';
export { asLabel, cleanLine, hasWords, NAME_MAX, ORGANISATION_MAX, tidyLines } from './text.js';
export type { Member, MemberFilter, Organisation, OrganisationType, Profile } from './types.js';
export { ORGANISATION_TYPES } from './types.js';
export { zoneOf } from './zones.js';

/** Buttons that part those who were joined with a member, for 30 days. */
export async function partButtons(context: Context, member: MemberId, language: Language): Promise<readonly Button[]> {
  const joined = await joinedStore(context.tx).of(member, context.now);
  return joined.slice(0, 3).map(({ id, parted }) => partButton(id, parted.profile.name, language));
}

/** A member by their id; undefined if they were erased. */
export function findMember(context: Context, id: MemberId): Promise<Member | undefined> {
  return membersStore(context.tx).find(id);
}

/** Looks for the address of a member, and whether they are here. */
export function addressOfMember(context: Context, id: MemberId): Lookup<Pick<Member, 'email' | 'status'> | undefined> {
  return membersStore(context.tx).addressOf(id);
}

/** Those that exist, by their numbers. */
export function findMembers(context: Context, ids: readonly MemberId[]): Promise<readonly Member[]> {
  return membersStore(context.tx).findMany(ids);
}

/** Looks for the names of those that exist, however many: in one statement. */
export function namesOfMembers(context: Context, ids: readonly MemberId[]): Lookup<readonly Named[]> {
  return membersStore(context.tx).namesOf(ids);
}

/** A page of members by name; `offset` and `limit` count members. */
export function listMembers(
  context: Context,
  filter: MemberFilter,
  page: { readonly offset: number; readonly limit: number },
): Promise<readonly Member[]> {
  return membersStore(context.tx).list(filter, page);
}

/** How many members a filter finds. */
export function countMembers(context: Context, filter: MemberFilter): Promise<number> {
  return membersStore(context.tx).count(filter);
}

/** Active members who chose this about a notice that is not so by default. */
export function membersWhoChose(context: Context, notice: string, choice: NoticeChoice): Promise<readonly MemberId[]> {
  return noticesStore(context.tx).whoChose(notice, choice);
}

/** Looks whether there are at least `count` of them. */
export function areAtLeast(context: Context, filter: MemberFilter, count: number): Lookup<boolean> {
  return membersStore(context.tx).areAtLeast(filter, count);
}

/** How many people were members at some time from `from` until `to`. */
export function countMembersDuring(context: Context, from: Instant, to: Instant): Promise<number> {
  return membersStore(context.tx).countDuring(from, to);
}

/** The accounts by which several members are there, each member's account used last first. */
export async function accountsOfMany(
  context: Context,
  members: readonly MemberId[],
): Promise<ReadonlyMap<MemberId, readonly PersonAccount[]>> {
  const accounts = new Map<MemberId, PersonAccount[]>(members.map((member) => [member, []]));
  for (const { member, leftAt: _, ...account } of await accountsStore(context.tx).presentOfMany(members))
    accounts.get(member)?.push(account);
  return accounts;
}

/** Those that exist, by their numbers. */
export function findOrganisations(context: Context, ids: readonly OrganisationId[]): Promise<readonly Organisation[]> {
  return organisationsStore(context.tx).findMany(ids);
}

/** By name. */
export function listOrganisations(context: Context): Promise<readonly Organisation[]> {
  return organisationsStore(context.tx).list();
}

/** The moment at which each organisation was added; organisations from before this was recorded are absent. */
export function organisationsSince(context: Context): Promise<ReadonlyMap<OrganisationId, Instant>> {
  return organisationsStore(context.tx).since();
}

/** The account that somebody has in a space, also one by which they are not there any more. */
export async function accountIn(context: Context, member: MemberId, { platform, space }: Pick<Identity, 'platform' | 'space'>) {
  return (await accountsStore(context.tx).of(member)).find((account) => account.platform === platform && account.space === space);
}

/** The moment at which somebody's last account left its space; `undefined` if they never had one. */
export async function leftSince(context: Context, member: MemberId): Promise<Instant | undefined> {
  const left = (await accountsStore(context.tx).of(member)).flatMap(({ leftAt }) => leftAt ?? []);
  return left.reduce<Instant | undefined>((last, at) => (last === undefined ? at : latest(last, at)), undefined);
}

/** Gives a member an account. Throws an `InputError` if it belongs to somebody else. */
export function linkAccount(context: Context, member: MemberId, account: Identity): Promise<void> {
  return accountsStore(context.tx).link(member, account);
}

/** Each with their organisation, in the same order. */
export async function withOrganisations(context: Context, members: readonly Member[]): Promise<readonly Profile[]> {
  const ids = [...new Set(members.flatMap(({ organisation }) => organisation ?? []))];
  const found = new Map((await organisationsStore(context.tx).findMany(ids)).map((one) => [one.id, one]));
  return members.map((member) => ({ member, organisation: member.organisation === null ? undefined : found.get(member.organisation) }));
}

/** People on the list who have no account: those whom nothing leads to one, and how many are named with one that waits for its use. */
export async function peopleWithoutAccount(context: Context): Promise<{ readonly without: readonly Profile[]; readonly named: number }> {
  const members = await membersStore(context.tx).withoutAccount();
  const waiting = await waitingAccountsStore(context.tx).ofMany(members.map(({ id }) => id));
  const named = new Set(waiting.map(({ member }) => member));
  const without = members.filter(({ id }) => !named.has(id));
  return { without: await withOrganisations(context, without), named: named.size };
}
