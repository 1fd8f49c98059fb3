import type { MemberStatus } from '../../../core/access.js';
import { DAY } from '../../../core/time.js';
import type { Member, Organisation } from '../types.js';

/** The steps of the induction. `language` is the welcome itself and is not counted. */
export const STEPS = ['language', 'name', 'organisation', 'work', 'exchange', 'time', 'visibility'] as const;
export type Step = (typeof STEPS)[number];

export const REMINDER_AFTER = 3 * DAY;

export function isStep(value: string): value is Step {
  return STEPS.some((step) => step === value);
}

/** Where a member stands; null when the induction is finished. A step of an older version counts as the first. */
export function stepOf(member: Pick<Member, 'inductionStep'>): Step | null {
  if (member.inductionStep === null) return null;
  return isStep(member.inductionStep) ? member.inductionStep : 'name';
}

/** The step that follows; the last one leads to itself, since only `finish` ends it. */
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
