import { hasPlace, type Taken } from '../../rules/places.js';
import type { Attends, CommunityEvent, RegistrationState } from '../../types.js';

type Limits = Pick<CommunityEvent, 'approval' | 'format' | 'roomCapacity' | 'onlineCapacity' | 'organisationSeats'>;

/** What becomes of somebody who registers as a guest. The organisation that they write is no organisation of the list. */
export function guestState(event: Limits, taken: readonly Taken[], attends: Attends): RegistrationState {
  if (event.approval) return 'applied';
  return hasPlace(event, taken, { attends, organisation: null }) ? 'going' : 'waiting';
}
