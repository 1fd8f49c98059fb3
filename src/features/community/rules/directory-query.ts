import { MEMBER_STATUSES, type MemberStatus, ROLES, type Role } from '../../../core/access.js';
import { type OrganisationId, toId } from '../../../core/ids.js';

/** The length that a button's id has room for, beside the other filters. */
export const FILTER_TEXT_MAX = 20;

export interface DirectoryQuery {
  readonly page: number;
  readonly text?: string;
  readonly status?: MemberStatus;
  readonly role?: Role;
  readonly organisation?: OrganisationId;
  readonly sector?: string;
}

/** A query as the id of a button, so that paging needs nothing stored. */
export function encodeQuery({ page, status, role, organisation, sector, text }: DirectoryQuery): string {
  return [page, status?.charAt(0) ?? '', role?.charAt(0) ?? '', organisation ?? '', sector ?? '', text ?? ''].join('~');
}

/** A part that can't be read counts as no filter. */
export function decodeQuery(id: string): DirectoryQuery {
  const [page = '', status = '', role = '', organisation = '', sector = '', ...text] = id.split('~');
  const number = (digits: string) => (/^[1-9]\d{0,8}$/.test(digits) ? Number(digits) : undefined);
  const knownStatus = MEMBER_STATUSES.find((known) => status !== '' && known.startsWith(status));
  const knownRole = ROLES.find((known) => role !== '' && known.startsWith(role));
  const organisationId = number(organisation);
  return {
    page: number(page) ?? 0,
    ...(knownStatus && { status: knownStatus }),
    ...(knownRole && { role: knownRole }),
    ...(organisationId !== undefined && { organisation: toId<OrganisationId>(organisationId) }),
    ...(sector !== '' && { sector }),
    ...(text.join('~') !== '' && { text: text.join('~') }),
  };
}
