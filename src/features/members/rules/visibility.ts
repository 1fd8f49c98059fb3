import type { Role } from '../../../core/access.js';
import type { MemberId } from '../../../core/ids.js';
import { type Member, PROFILE_FIELDS, type ProfileField, type Visibility } from '../types.js';

/** What others see until a member decides: organisers what there is, other members nothing but the name. */
export const DEFAULT_VISIBILITY: Readonly<Record<ProfileField, Visibility>> = {
  organisation: 'organisers',
  languages: 'organisers',
  sectors: 'organisers',
  offers: 'organisers',
  wants: 'organisers',
  hours: 'organisers',
  email: 'organisers',
};

/** Who the one question of the last step is about. */
export const CONSENTS = ['everyone', 'organisers'] as const satisfies readonly Visibility[];
export type Consent = (typeof CONSENTS)[number];

/** What is shown with that answer: enough to be found and matched. Hours and the address stay as they are. */
export function consented(answer: Consent): Partial<Record<ProfileField, Visibility>> {
  return { organisation: answer, languages: answer, sectors: answer, offers: answer, wants: answer };
}

/** What a member has decided who says yes and nothing more. */
export const SHOWN_VISIBILITY: Readonly<Record<ProfileField, Visibility>> = { ...DEFAULT_VISIBILITY, ...consented('everyone') };

/** Whether a member has chosen field by field. Profiles of earlier versions began with an address for nobody, and keep it. */
export function hasChosen({ visibility }: Pick<Member, 'visibility'>): boolean {
  const beginnings = [DEFAULT_VISIBILITY, SHOWN_VISIBILITY].flatMap((shown) => [shown, { ...shown, email: 'nobody' }]);
  return !beginnings.some((shown) => PROFILE_FIELDS.every((field) => shown[field] === visibility[field]));
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
