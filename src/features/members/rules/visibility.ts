import type { Role } from '../../../core/access.js';
import type { MemberId } from '../../../core/ids.js';
import type { Member, ProfileField, Visibility } from '../types.js';

/**
 * What others see until a member decides: enough to be found and matched, but neither their hours nor their
 * e-mail address. The last step of the induction shows it and lets them change each.
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

/** For imported people, who were not asked yet: other members see nothing but the name. */
export const IMPORTED_VISIBILITY: Readonly<Record<ProfileField, Visibility>> = {
  organisation: 'organisers',
  languages: 'organisers',
  sectors: 'organisers',
  offers: 'organisers',
  wants: 'organisers',
  hours: 'organisers',
  email: 'organisers',
};

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
