import type { MemberId } from '../../core/ids.js';
import type { Repositories } from '../../ports/store.js';
import { planReturn } from './enrolment.js';
import { returnKey } from './introductions.js';
import { returnAt } from './rounds.js';
import { PARTNER_LEFT } from './rules/participants.js';

/** What the coffee chats must settle after two rows of one person became one; their own tables are merged already. */
export async function mergeCoffeeChats(r: Repositories, from: MemberId, into: MemberId): Promise<void> {
  await r.agenda.cancel([returnKey(from)]);
  const enrolment = await r.coffee.enrolment(into);
  if (enrolment?.state === 'paused' && enrolment.pausedUntil !== null) {
    await planReturn(r, into, returnAt(enrolment.pausedUntil, await r.community.settings()));
  } else {
    await r.agenda.cancel([returnKey(into)]);
  }
  await forgetOwnMatch(r, into);
}

/** Whoever was matched with their own other account has met nobody in this round: no question comes, and they are first next time. */
async function forgetOwnMatch(r: Repositories, member: MemberId): Promise<void> {
  const round = await r.coffee.currentRound();
  if (!round) return;
  const own = (await r.coffee.matchesOf(member)).filter((match) => match.round === round.id);
  if (own.length !== 1 || (own[0]?.members.length ?? 0) > 1) return;
  const participation = await r.coffee.participation(round.id, member);
  if (participation) await r.coffee.saveParticipations([{ ...participation, reason: PARTNER_LEFT }]);
}
