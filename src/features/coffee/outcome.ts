import type { MemberId } from '../../core/ids.js';
import type { Context } from '../../feature-api/index.js';
import { type Answer, metMatch, noteResponse, saveSeat } from './own-match.js';
import type { MatchId, Outcome } from './types.js';

/** What came of the meeting. Once the round is closed and an outcome is known, another one is a later outcome. */
export async function saveOutcome(context: Context, member: MemberId, id: MatchId, reached: Outcome): Promise<Answer> {
  const answer = await metMatch(context, member, id);
  const { seat, round } = answer;
  const isLater = round.state === 'closed' && seat.outcome !== null && seat.outcome !== reached;
  const saved = await saveSeat(context, answer, member, isLater ? { laterOutcome: reached } : { outcome: reached });
  await noteResponse(context, round, member);
  return saved;
}

/** The answer to the second question; `null`: it went no further than told before. */
export async function saveLaterOutcome(context: Context, member: MemberId, id: MatchId, reached: Outcome | null): Promise<Answer> {
  const answer = await metMatch(context, member, id);
  return saveSeat(context, answer, member, { laterOutcome: reached ?? answer.seat.outcome ?? 'contact' });
}
