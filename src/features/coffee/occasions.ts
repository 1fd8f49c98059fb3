import type { MemberId } from '../../core/ids.js';
import { type Lookup, mapLookup } from '../../core/lookup.js';
import { after, DAY } from '../../core/time.js';
import type { Context, Occasion } from '../../feature-api/index.js';
import { phrase } from '../../language/index.js';
import { FEATURE } from './keys.js';
import { coffeeStore } from './store/index.js';

/** How long an agreement is news. */
const RECENT = 120 * DAY;

/** Chats that led to an agreement, as the member told it. What the others answered stays with them. */
export function coffeeOccasions(context: Context, member: MemberId): Lookup<readonly Occasion[]> {
  return mapLookup(coffeeStore(context.tx).agreedOf(member, after(context.now, -RECENT)), (matches) =>
    matches.map((match) => ({ key: `${FEATURE}:${match}`, text: phrase('coffee.occasion.agreement') })),
  );
}
