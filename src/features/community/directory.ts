import type { Actor } from '../../core/access.js';
import { fold } from '../../core/fold.js';
import type { Context } from '../../feature-api/index.js';
import { type PageNumbers, pageNumbers, pageOf } from '../../kit/paging.js';
import {
  countMembers,
  findOrganisations,
  isVisibleTo,
  listMembers,
  type Member,
  type MemberFilter,
  type Profile,
} from '../members/public.js';
import type { DirectoryQuery } from './rules/directory-query.js';

const PAGE_SIZE = 10;
/** Members that are searched when a filter asks about what they may be hiding. */
const SCANNED_MAX = 20_000;

export interface DirectoryPage extends PageNumbers {
  readonly entries: readonly Profile[];
}

/**
 * A page of members for an organiser, without the platforms' bots. A member who hides their organisation or sectors is not
 * found by them either: a filter must not tell what a profile hides.
 */
export async function directoryPage(context: Context, query: DirectoryQuery, viewer: Actor): Promise<DirectoryPage> {
  const { page: wanted, ...rest } = query;
  const filter: MemberFilter = { ...rest, isBot: false };
  const asksHidden = filter.text !== undefined || filter.organisation !== undefined || filter.sector !== undefined;
  if (!asksHidden) {
    const numbers = pageNumbers(await countMembers(context, filter), wanted, PAGE_SIZE);
    const members = await listMembers(context, filter, { offset: numbers.page * PAGE_SIZE, limit: PAGE_SIZE });
    return { ...numbers, entries: await withOrganisations(context, members, viewer) };
  }
  const members = await listMembers(context, filter, { offset: 0, limit: SCANNED_MAX });
  const text = fold(filter.text ?? '');
  const found = members.filter((member) => {
    const showsOrganisation = isVisibleTo(member, 'organisation', viewer);
    if (filter.organisation !== undefined && !showsOrganisation) return false;
    if (filter.sector !== undefined && !isVisibleTo(member, 'sectors', viewer)) return false;
    return showsOrganisation || fold(member.name).includes(text);
  });
  const { shown, ...numbers } = pageOf(found, wanted, PAGE_SIZE);
  return { ...numbers, entries: await withOrganisations(context, shown, viewer) };
}

async function withOrganisations(context: Context, members: readonly Member[], viewer: Actor): Promise<readonly Profile[]> {
  const visible = (member: Member) => (isVisibleTo(member, 'organisation', viewer) ? member.organisation : null);
  const ids = [...new Set(members.flatMap((member) => visible(member) ?? []))];
  const organisations = new Map(
    (ids.length === 0 ? [] : await findOrganisations(context, ids)).map((organisation) => [organisation.id, organisation]),
  );
  return members.map((member) => {
    const id = visible(member);
    return { member, organisation: id === null ? undefined : organisations.get(id) };
  });
}
