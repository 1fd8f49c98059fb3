import type { Context } from '../../feature-api/index.js';
import { planForMatch } from './introduce.js';
import { tellLeftAlone } from './left-alone.js';
import { moveRound, roundInState } from './round-steps.js';
import { isSilent } from './rules/participants.js';
import { afterDelay } from './rules/timeline.js';
import { present, seatsOf } from './seats.js';
import { readSettings } from './settings.js';
import { coffeeStore } from './store/index.js';
import type { RoundId } from './types.js';

/** Reminds the matches in which nobody wrote and nobody answered. */
export async function nudge(context: Context, id: RoundId): Promise<void> {
  const round = await roundInState(context, id, ['introduced']);
  if (!round) return;
  for (const match of await coffeeStore(context.tx).matches(id)) {
    const members = present(await seatsOf(context, match)).map((member) => member.id);
    if (members.length < 2) await tellLeftAlone(context, round, members);
    else if (isSilent(match)) await planForMatch(context, match, members, 'nudge');
  }
  await moveRound(context, round, afterDelay(round, 'nudgeAt', context.now, await readSettings(context)));
}
