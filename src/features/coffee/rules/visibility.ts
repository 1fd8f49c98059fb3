import type { Actor } from '../../../core/access.js';
import type { Member } from '../types.js';

type ProfileField = keyof Member['visibility'];

/** Who is about to read something of a member: other members, or organisers. */
export type Viewer = 'member' | 'organiser';

/** Whether `viewer` may be told `field` of `member`. What nobody may see, organisers may not see either. */
export function mayBeTold(member: Pick<Member, 'visibility'>, field: ProfileField, viewer: Viewer): boolean {
  const visibility = member.visibility[field];
  return visibility === 'everyone' || (visibility === 'organisers' && viewer === 'organiser');
}

/** In a group the most cautious reader counts: it is a group of organisers only if each of them is one. */
export function viewerOf(readers: readonly Pick<Actor, 'role'>[]): Viewer {
  return readers.length > 0 && readers.every(({ role }) => role === 'organiser') ? 'organiser' : 'member';
}
