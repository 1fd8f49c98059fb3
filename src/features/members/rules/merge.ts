import { ROLES } from '../../../core/access.js';
import { latest } from '../../../core/time.js';
import { type Member, type MemberChange, PROFILE_FIELDS, VISIBILITIES } from '../types.js';
import { STEPS, stepOf } from './induction.js';
import { unique } from './unique.js';

/** How far somebody is in the induction; finished is furthest. */
function progress(member: Member): number {
  const step = stepOf(member);
  return step === null ? STEPS.length : STEPS.indexOf(step);
}

/** Of two rows of one person the one stays that has finished the induction, else the older one. */
export function whichStays(a: Member, b: Member): { readonly into: Member; readonly from: Member } {
  const finished = Number(stepOf(b) === null) - Number(stepOf(a) === null);
  const first = finished !== 0 ? finished < 0 : a.joinedAt !== b.joinedAt ? a.joinedAt < b.joinedAt : a.id < b.id;
  return first ? { into: a, from: b } : { into: b, from: a };
}

const STATUSES = ['left', 'newcomer', 'pending', 'active'] as const;
const LISTS_MAX = 25;

/**
 * The profile of the row that stays. What the person entered comes before what a list said, lists are joined, what only one
 * row holds is kept, and of two chosen visibilities the stricter one counts.
 */
export function mergedProfile(into: Member, from: Member, placeholders: readonly string[]): MemberChange {
  const [told, other] = progress(from) > progress(into) ? [from, into] : [into, from];
  const list = (field: 'languages' | 'sectors' | 'offers' | 'wants' | 'governorates') =>
    unique([...told[field], ...other[field]]).slice(0, LISTS_MAX);
  const bothDecided = stepOf(told) === null && stepOf(other) === null;
  const visibility = Object.fromEntries(
    PROFILE_FIELDS.map((field) => {
      const stricter = Math.max(VISIBILITIES.indexOf(told.visibility[field]), VISIBILITIES.indexOf(other.visibility[field]));
      return [field, bothDecided ? VISIBILITIES[stricter] : told.visibility[field]];
    }),
  ) as Member['visibility'];
  return {
    name: placeholders.includes(told.name) ? other.name : told.name,
    organisation: told.organisation ?? other.organisation,
    language: told.language,
    timezone: told.timezone,
    hours: told.hours,
    languages: list('languages'),
    sectors: list('sectors'),
    offers: list('offers'),
    wants: list('wants'),
    governorates: told.organisation === null ? other.governorates : told.governorates,
    email: told.email ?? other.email,
    visibility,
    inductionStep: told.inductionStep,
    status: further(STATUSES, into.status, from.status),
    role: further(ROLES, into.role, from.role),
    lastActiveAt:
      into.lastActiveAt !== null && from.lastActiveAt !== null
        ? latest(into.lastActiveAt, from.lastActiveAt)
        : (into.lastActiveAt ?? from.lastActiveAt),
  };
}

function further<T extends string>(order: readonly T[], a: T, b: T): T {
  return order.indexOf(a) >= order.indexOf(b) ? a : b;
}
