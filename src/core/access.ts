import type { MemberId } from './ids.js';
import type { Language } from './language.js';
import type { Zone } from './time.js';

export const ROLES = ['member', 'adviser', 'organiser'] as const;
export type Role = (typeof ROLES)[number];

/**
 * A member's states: newcomer (known to the platform, induction not finished) → pending (an organiser must approve the
 * organisation they proposed) → active → left. An erased member has no row.
 */
export const MEMBER_STATUSES = ['newcomer', 'pending', 'active', 'left'] as const;
export type MemberStatus = (typeof MEMBER_STATUSES)[number];

/** Who may use a command or control. `anyone` includes newcomers; `member` requires a finished induction. */
export type Access = 'anyone' | 'member' | 'adviser' | 'organiser';

/** The parts of the acting member that commands need. */
export interface Actor {
  readonly id: MemberId;
  readonly name: string;
  readonly language: Language;
  readonly timezone: Zone;
  readonly role: Role;
  readonly status: MemberStatus;
}

/** The message key for a person who is not an active member yet, saying what to do. */
export function wayToMembership(status: MemberStatus): 'dispatch.needs-approval' | 'dispatch.needs-induction' {
  return status === 'pending' ? 'dispatch.needs-approval' : 'dispatch.needs-induction';
}

/** Whether `actor` has the access that is required. An organiser has all rights of an adviser. */
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
