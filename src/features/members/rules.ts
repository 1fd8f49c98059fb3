import type { MemberStatus, Role } from '../../core/access.js';
import type { MemberId } from '../../core/ids.js';
import { DAY } from '../../core/time.js';
import type { Member, Organisation, ProfileField, Visibility } from '../../ports/members.js';

/** The way through the induction. `language` is the welcome itself and is not counted as a step. */
export const STEPS = ['language', 'name', 'organisation', 'work', 'exchange', 'time', 'visibility'] as const;
export type Step = (typeof STEPS)[number];

export const REMINDER_AFTER = 3 * DAY;

/**
 * What others see until a member decides: enough to be found and matched, not when they work, and never their e-mail.
 * The last step of the induction shows it and lets them change each.
 */
export const DEFAULT_VISIBILITY: Readonly<Record<ProfileField, Visibility>> = {
  organisation: 'everyone',
  languages: 'everyone',
  sectors: 'everyone',
  offers: 'everyone',
  wants: 'everyone',
  hours: 'organisers',
  email: 'nobody',
};

/** An organiser brought these people in by a list; nobody asked them yet, so other members see nothing but the name. */
export const IMPORTED_VISIBILITY: Readonly<Record<ProfileField, Visibility>> = {
  organisation: 'organisers',
  languages: 'organisers',
  sectors: 'organisers',
  offers: 'organisers',
  wants: 'organisers',
  hours: 'organisers',
  email: 'organisers',
};

export function isStep(value: string): value is Step {
  return STEPS.some((step) => step === value);
}

/** Where a member stands; null when the induction is finished. A step of an older version counts as the first. */
export function stepOf(member: Pick<Member, 'inductionStep'>): Step | null {
  if (member.inductionStep === null) return null;
  return isStep(member.inductionStep) ? member.inductionStep : 'name';
}

/** The step that follows; the last leads to itself, for it ends by `finish` only. */
export function stepAfter(step: Step): Step {
  return STEPS[STEPS.indexOf(step) + 1] ?? step;
}

export function stepBefore(step: Step): Step | undefined {
  return STEPS[STEPS.indexOf(step) - 1];
}

/** What finishing still lacks, or `undefined`: a name, an organisation and a spoken language are needed for all that follows. */
export function missingStep(
  member: Pick<Member, 'name' | 'organisation' | 'languages'>,
  placeholders: readonly string[],
): Step | undefined {
  if (placeholders.includes(member.name)) return 'name';
  if (member.organisation === null) return 'organisation';
  if (member.languages.length === 0) return 'work';
  return undefined;
}

/** The status of a member who has finished the induction, or finished it before. */
export function statusWith(organisation: Pick<Organisation, 'status'> | undefined): MemberStatus {
  return organisation?.status === 'approved' ? 'active' : 'pending';
}

/** Whether `viewer` may see a field of `member`. People see all of their own; others only while the member is here. */
export function isVisibleTo(
  member: Pick<Member, 'id' | 'visibility' | 'status'>,
  field: ProfileField,
  viewer: { readonly id: MemberId; readonly role: Role },
): boolean {
  if (viewer.id === member.id) return true;
  const visibility = member.visibility[field];
  switch (visibility) {
    case 'everyone':
      return member.status === 'active' || viewer.role === 'organiser';
    case 'organisers':
      return viewer.role === 'organiser';
    case 'nobody':
      return false;
    default:
      return visibility satisfies never;
  }
}
