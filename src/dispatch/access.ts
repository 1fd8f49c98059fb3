import { type Access, type Actor, isAllowed, wayToMembership } from '../core/access.js';
import { AccessError } from '../core/errors.js';
import { phrase } from '../language/index.js';

/** Throws an `AccessError` that says what the actor would need. */
export function assertAccess(actor: Actor, access: Access): void {
  if (isAllowed(actor, access)) return;
  const key =
    access === 'member' ? wayToMembership(actor.status) : access === 'adviser' ? 'dispatch.needs-adviser' : 'dispatch.needs-organiser';
  throw new AccessError(`member ${actor.id} lacks ${access}`, phrase(key));
}
