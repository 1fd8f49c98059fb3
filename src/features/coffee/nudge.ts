import type { Context } from '../../feature-api/index.js';
import { planForMatches } from './introduce.js';
import { tellLeftAlone } from './left-alone.js';
import { moveRound, roundInState } from './round-steps.js';
import { isSilent } from './rules/participants.js';
import { afterDelay } from './rules/timeline.js';
import { withPresent } from './seats.js';
import { readSettings } from './settings.js';
import { coffeeStore } from './store/index.js';
import type { RoundId } from './types.js';

/** Reminds the matches in which nobody wrote and nobody answered. */
export async function nudge(context: Context, id: RoundId): Promise<void> {
  const round = await roundInState(context, id, ['introduced']);
  if (!round) return;
  const matches = await withPresent(context, await coffeeStore(context.tx).matches(id));
  for (const { members } of matches) if (members.length < 2) await tellLeftAlone(context, round, members);
  await planForMatches(
    context,
    matches.filter(({ match, members }) => members.length > 1 && isSilent(match)),
    'nudge',
  );
  await moveRound(context, round, afterDelay(round, 'nudgeAt', context.now, await readSettings(context)));
}
