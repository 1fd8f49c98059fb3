import type { MemberId } from '../../core/ids.js';
import { between, HOUR, latest } from '../../core/time.js';
import type { Context, Listener } from '../../feature-api/index.js';
import { introductionKey, matchOfGroup } from './keys.js';
import { noteResponse } from './own-match.js';
import { coffeeStore } from './store/index.js';
import type { Match } from './types.js';

/** How long after a note that a group is active no further one is written, in milliseconds. */
const WRITTEN_INTERVAL = HOUR;

/** Notes that somebody wrote in a match's private group. Only the fact and the hour are kept. */
export const listener: Listener = {
  async heard(context, { key, member, at }) {
    const id = matchOfGroup(key);
    const known = id === undefined ? undefined : await coffeeStore(context.tx).match(id);
    if (!known) return;
    const isRecent = known.lastWordAt !== null && between(known.lastWordAt, at) < WRITTEN_INTERVAL;
    if (isRecent && (await hasResponded(context, known, member))) return;
    await context.atomically(async (inside) => {
      const store = coffeeStore(inside.tx);
      const match = await store.match(known.id);
      const round = match && (await store.round(match.round));
      if (!match || !round || !match.members.some((seat) => seat.member === member)) return;
      await store.updateMatch(match.id, { lastWordAt: latest(at, match.lastWordAt ?? at) });
      await noteResponse(inside, round, member);
    });
  },
  /** The introduction of those who have no place in common shows how they reach one another. */
  async changed({ deliveries, now }, { key, members }) {
    const id = matchOfGroup(key);
    if (id === undefined) return;
    await deliveries.refresh(
      members.map((member) => introductionKey(id, member)),
      now,
    );
  },
};

async function hasResponded(context: Context, match: Match, member: MemberId): Promise<boolean> {
  return (await coffeeStore(context.tx).participation(match.round, member))?.responded ?? true;
}
