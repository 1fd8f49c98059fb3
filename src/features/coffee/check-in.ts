import { InputError } from '../../core/errors.js';
import type { MemberId } from '../../core/ids.js';
import { after, DAY } from '../../core/time.js';
import type { Context } from '../../feature-api/index.js';
import { phrase } from '../../language/index.js';
import { type Answer, noteResponse, ownMatch, saveSeat } from './own-match.js';
import { readSettings } from './settings.js';
import type { CheckIn, MatchId } from './types.js';

/**
 * Saves how a match went. It can be corrected until the round is closed; a first answer, or one after “planned”, is taken
 * at any time. Throws a `NotFoundError` for a match that isn't the member's, an `InputError` where it is too late.
 */
export async function checkIn(context: Context, member: MemberId, id: MatchId, said: CheckIn): Promise<Answer> {
  const answer = await ownMatch(context, member, id);
  const { seat, round } = answer;
  const isFinal = round.state === 'closed' && seat.checkIn !== null && seat.checkIn !== 'planned' && seat.checkIn !== said;
  if (isFinal) {
    throw new InputError(
      `round ${round.id} is closed`,
      phrase('coffee.error.answer-final', { round: round.number, command: '/coffee status' }),
    );
  }
  const saved = await saveSeat(context, answer, member, {
    checkIn: said,
    ...(seat.checkIn === 'met' && said !== 'met' && { outcome: null, laterOutcome: null }),
    // A note is deleted when its answer changes, because a complaint must not stand beside praise.
    ...(seat.checkIn !== said && { note: null }),
  });
  await noteResponse(context, round, member);
  if (said === 'met') await planFollowUp(context, member, id);
  return saved;
}

async function planFollowUp(context: Context, member: MemberId, match: MatchId): Promise<void> {
  const { coffee } = await readSettings(context);
  await context.deliveries.plan({
    key: `coffee:follow-up:${match}:${member}`,
    kind: 'coffee.follow-up',
    args: { match, member },
    to: { to: 'member', member },
    dueAt: after(context.now, coffee.followUpDays * DAY),
  });
}
