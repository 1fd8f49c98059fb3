import { type Actor, MEMBER_STATUSES, type MemberStatus, ROLES, type Role } from '../../core/access.js';
import { fold } from '../../core/fold.js';
import type { OrganisationId } from '../../core/ids.js';
import type { Member, MemberFilter, Organisation } from '../../ports/members.js';
import type { Store } from '../../ports/store.js';
import { isVisibleTo } from '../members/service.js';

const PAGE_SIZE = 10;
/** What a button's id has room for, beside the other filters. */
export const FILTER_TEXT_MAX = 20;
/** Members looked through when a filter asks about what they may be hiding. */
const SCANNED_MAX = 20_000;

export interface DirectoryQuery {
  readonly page: number;
  readonly text?: string;
  readonly status?: MemberStatus;
  readonly role?: Role;
  readonly organisation?: OrganisationId;
  readonly sector?: string;
}

export interface DirectoryPage {
  readonly entries: readonly { readonly member: Member; readonly organisation: Organisation | undefined }[];
  readonly total: number;
  readonly page: number;
  readonly pages: number;
}

/** A query as the id of a button, so that «next» works for years without anything stored. */
export function encodeQuery({ page, status, role, organisation, sector, text }: DirectoryQuery): string {
  return [page, status?.charAt(0) ?? '', role?.charAt(0) ?? '', organisation ?? '', sector ?? '', text ?? ''].join('~');
}

/** Whatever can't be read counts as not asked for. */
export function decodeQuery(id: string): DirectoryQuery {
  const [page = '', status = '', role = '', organisation = '', sector = '', ...text] = id.split('~');
  const number = (digits: string) => (/^[1-9]\d{0,8}$/.test(digits) ? Number(digits) : undefined);
  const knownStatus = MEMBER_STATUSES.find((known) => status !== '' && known.startsWith(status));
  const knownRole = ROLES.find((known) => role !== '' && known.startsWith(role));
  const id2 = number(organisation);
  return {
    page: number(page) ?? 0,
    ...(knownStatus && { status: knownStatus }),
    ...(knownRole && { role: knownRole }),
    ...(id2 !== undefined && { organisation: id2 as OrganisationId }),
    ...(sector !== '' && { sector }),
    ...(text.join('~') !== '' && { text: text.join('~') }),
  };
}

/**
 * A page of members for an organiser, of people only: a platform's bots are no members. Who keeps their organisation or sectors to themselves is not found by them either:
 * a filter must not tell what a profile hides.
 */
export async function listMembers(store: Store, query: DirectoryQuery, viewer: Actor): Promise<DirectoryPage> {
  const { page: wanted, ...rest } = query;
  const filter: MemberFilter = { ...rest, isBot: false };
  const asksHidden = filter.text !== undefined || filter.organisation !== undefined || filter.sector !== undefined;
  if (!asksHidden) {
    const offset = wanted * PAGE_SIZE;
    const { members, total } = await store.autocommit.members.list(filter, { offset, limit: PAGE_SIZE });
    if (members.length === 0 && total > 0) return listMembers(store, { ...query, page: pagesOf(total) - 1 }, viewer);
    return { entries: await withOrganisations(store, members, viewer), total, page: wanted, pages: pagesOf(total) };
  }
  const { members } = await store.autocommit.members.list(filter, { offset: 0, limit: SCANNED_MAX });
  const text = fold(filter.text ?? '');
  const found = members.filter((member) => {
    const showsOrganisation = isVisibleTo(member, 'organisation', viewer);
    if (filter.organisation !== undefined && !showsOrganisation) return false;
    if (filter.sector !== undefined && !isVisibleTo(member, 'sectors', viewer)) return false;
    return showsOrganisation || fold(member.name).includes(text);
  });
  const pages = pagesOf(found.length);
  const page = Math.min(wanted, pages - 1);
  const shown = found.slice(page * PAGE_SIZE, (page + 1) * PAGE_SIZE);
  return { entries: await withOrganisations(store, shown, viewer), total: found.length, page, pages };
}

function pagesOf(total: number): number {
  return Math.max(1, Math.ceil(total / PAGE_SIZE));
}

async function withOrganisations(store: Store, members: readonly Member[], viewer: Actor) {
  const ids = members.flatMap((member) =>
    member.organisation !== null && isVisibleTo(member, 'organisation', viewer) ? [member.organisation] : [],
  );
  const organisations = new Map(
    (await store.autocommit.organisations.findMany(ids)).map((organisation) => [organisation.id, organisation]),
  );
  return members.map((member) => ({
    member,
    organisation:
      member.organisation !== null && isVisibleTo(member, 'organisation', viewer) ? organisations.get(member.organisation) : undefined,
  }));
}
