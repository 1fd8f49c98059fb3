import type { Instant } from '../../../core/time.js';
import type { CommunityEvent, Session } from '../types.js';
import { isOver } from './state.js';

/** Why an event can't be announced: it is over, or nobody could join. */
export type Lack = 'over' | 'link' | 'place';

/** Also why one isn't at its time: nobody has said whether a session ends on the next day. */
export type DueLack = Lack | 'end';

export function lackOf(
  { event, sessions }: { readonly event: Pick<CommunityEvent, 'format' | 'link' | 'place'>; readonly sessions: readonly Session[] },
  now: Instant,
): Lack | undefined {
  if (isOver(sessions, now)) return 'over';
  switch (event.format) {
    case 'virtual':
      return event.link === '' ? 'link' : undefined;
    case 'in-person':
      return event.place === '' ? 'place' : undefined;
    case 'hybrid':
      return event.place === '' ? 'place' : event.link === '' ? 'link' : undefined;
    default:
      return event.format satisfies never;
  }
}
