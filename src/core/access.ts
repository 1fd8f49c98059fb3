import type { MemberId } from './ids.js';
import type { Language } from './language.js';
import type { Zone } from './time.js';

export const ROLES = ['member', 'adviser', 'organiser'] as const;
export type Role = (typeof ROLES)[number];

/**
 * A member's way: newcomer (known to the platform, induction not finished) → pending (waits for an organiser, for the
 * organisation they proposed) → active → left. A forgotten member has no row at all.
 */
export const MEMBER_STATUSES = ['newcomer', 'pending', 'active', 'left'] as const;
export type MemberStatus = (typeof MEMBER_STATUSES)[number];

/** Who may use something. `anyone` includes newcomers; `member` needs a finished induction. */
export type Access = 'anyone' | 'member' | 'adviser' | 'organiser';

/** The member who acts, as far as commands need to know. */
export interface Actor {
  readonly id: MemberId;
  readonly name: string;
  readonly language: Language;
  readonly timezone: Zone;
  readonly role: Role;
  readonly status: MemberStatus;
}

/** What somebody who is no active member yet is told to do. */
export function wayToMembership(status: MemberStatus): 'dispatch.needs-approval' | 'dispatch.needs-induction' {
  return status === 'pending' ? 'dispatch.needs-approval' : 'dispatch.needs-induction';
}

/** Whether `actor` may use what asks for `access`. An organiser may do all that an adviser may. */
export function isAllowed(actor: Pick<Actor, 'role' | 'status'>, access: Access): boolean {
  switch (access) {
    case 'anyone':
      return true;
    case 'member':
      return actor.status === 'active' || actor.role === 'organiser';
    case 'adviser':
      return actor.role === 'adviser' || actor.role === 'organiser';
    case 'organiser':
      return actor.role === 'organiser';
    default:
      return access satisfies never;
  }
}
