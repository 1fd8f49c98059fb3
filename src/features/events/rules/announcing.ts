import type { Instant } from '../../../core/time.js';
import type { CommunityEvent, Session } from '../types.js';
import { isOver } from './state.js';

/** Why an event can't be announced: it is over, or nobody could join. */
export type Lack = 'over' | 'link' | 'place';

export function lackOf(
  { event, sessions }: { readonly event: Pick<CommunityEvent, 'format' | 'link' | 'place'>; readonly sessions: readonly Session[] },
  now: Instant,
): Lack | undefined {
  if (isOver(sessions, now)) return 'over';
  if (event.format === 'virtual') return event.link === '' ? 'link' : undefined;
  return event.place === '' ? 'place' : undefined;
}
