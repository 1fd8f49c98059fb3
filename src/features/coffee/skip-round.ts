import { type Context, tellChannel } from '../../feature-api/index.js';
import { ORGANISERS } from './channel.js';
import { roundPrefix } from './keys.js';
import { CHOSEN_ROUND, planRounds } from './plan-rounds.js';
import { readSettings } from './settings.js';
import { coffeeStore } from './store/index.js';
import type { Round } from './types.js';

/** The fact that names the round since which nobody could be matched, so that organisers are told once. */
const NOBODY_SINCE = 'coffee.nobody-since';

/**
 * Ends a round to which nobody was invited, since nobody could be matched, and plans the next one, before which that is asked again.
 * It is closed, not cancelled: the time without a repeat goes on.
 */
export async function skipRound(context: Context, round: Round): Promise<void> {
  await coffeeStore(context.tx).updateRound(round.id, { state: 'closed' });
  await context.agenda.cancelPrefix(roundPrefix(round.id));
  context.logger.info({ round: round.id }, 'coffee round skipped: nobody could be matched');
  await planRounds(context, { settings: await readSettings(context) });
  // An organiser who starts a round themselves is told each time.
  const isChosen = (await context.community.fact(CHOSEN_ROUND)) === String(round.id);
  if (!isChosen && (await isSkipped(context))) return;
  await context.community.saveFact(NOBODY_SINCE, String(round.id));
  await tellChannel(context, ORGANISERS, { key: `coffee:nobody:${round.id}`, kind: 'coffee.nobody', args: { round: round.id } });
}

/** Somebody can be matched again: the next time that nobody can, organisers are told. */
export async function forgetSkipped(context: Context): Promise<void> {
  if (await isSkipped(context)) await context.community.saveFact(NOBODY_SINCE, '');
}

/** Whether the last round was skipped. */
async function isSkipped({ community }: Context): Promise<boolean> {
  const since = await community.fact(NOBODY_SINCE);
  return since !== undefined && since !== '';
}
