import type { MemberStatus, Role } from '../../core/access.js';
import type { MessageKey } from '../../language/index.js';
import type { LineVerdict } from './import/run.js';

/** Catalogue keys of codes that other features show too. */
export const statusKey = <S extends MemberStatus>(status: S) => `members.status.${status}` as const satisfies MessageKey;
export const roleKey = <R extends Role>(role: R) => `members.role.${role}` as const satisfies MessageKey;
export const verdictKey = <V extends LineVerdict['verdict']>(verdict: V) =>
  `members.import.verdict.${verdict}` as const satisfies MessageKey;
export const ORGANISATION_KEY = 'members.field.organisation' as const satisfies MessageKey;
