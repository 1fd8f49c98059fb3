import type { MemberId } from '../../core/ids.js';
import { type Context, tellMember } from '../../feature-api/index.js';
import { returnKey } from './keys.js';
import { PARTNER_LEFT } from './rules/participants.js';
import { present, seatsOf } from './seats.js';
import { coffeeStore } from './store/index.js';
import type { Round } from './types.js';

/** Tells the one who is left of a match, once, that their partner is gone, unless they have another match in the round. */
export async function tellLeftAlone(context: Context, round: Round, left: readonly MemberId[]): Promise<void> {
  const [member] = left;
  if (member === undefined || left.length > 1) return;
  const store = coffeeStore(context.tx);
  const participation = await store.participation(round.id, member);
  const matches = (await store.matchesOf(member)).filter((match) => match.round === round.id);
  if (!participation || participation.reason === PARTNER_LEFT || matches.length > 1) return;
  await store.saveParticipations([{ ...participation, reason: PARTNER_LEFT }]);
  await tellMember(context, member, {
    key: `coffee:partner-gone:${round.id}:${member}`,
    kind: 'coffee.partner-gone',
    args: { round: round.id, member },
  });
}

/**
 * Tells those who are left alone because a member leaves or is erased, and gives them priority in the next round. It runs before the
 * member's row is deleted, in the same transaction.
 */
export async function settleMatchesOf(context: Context, member: MemberId): Promise<void> {
  const store = coffeeStore(context.tx);
  await context.agenda.cancel([returnKey(member)]);
  const round = await store.currentRound();
  if (!round || !['matched', 'introduced', 'checking-in'].includes(round.state)) return;
  for (const match of await store.matchesOf(member)) {
    if (match.round !== round.id || match.members.some(({ checkIn }) => checkIn === 'met')) continue;
    const others = present(await seatsOf(context, match)).filter((other) => other.id !== member);
    await tellLeftAlone(
      context,
      round,
      others.map((other) => other.id),
    );
  }
}
