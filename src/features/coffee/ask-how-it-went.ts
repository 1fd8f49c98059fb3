import type { Context } from '../../feature-api/index.js';
import type { DeliveryPlan } from '../../ports/agenda.js';
import { tellLeftAlone } from './left-alone.js';
import { moveRound, roundInState } from './round-steps.js';
import { isSilent } from './rules/participants.js';
import { afterDelay } from './rules/timeline.js';
import { withPresent } from './seats.js';
import { readSettings } from './settings.js';
import { coffeeStore } from './store/index.js';
import type { RoundId } from './types.js';

/** Asks each member of a match how it went, unless they have answered already. */
export async function askHowItWent(context: Context, id: RoundId): Promise<void> {
  const { now } = context;
  const round = await roundInState(context, id, ['introduced']);
  if (!round) return;
  const store = coffeeStore(context.tx);
  const questions: DeliveryPlan[] = [];
  for (const { match, members } of await withPresent(context, await store.matches(id))) {
    if (members.length < 2 && isSilent(match)) {
      await tellLeftAlone(context, round, members);
      continue;
    }
    for (const member of members) {
      const seat = match.members.find((one) => one.member === member);
      if (seat?.checkIn !== null && seat?.checkIn !== 'planned') continue;
      questions.push({
        key: `coffee:check-in:${match.id}:${member}`,
        kind: 'coffee.check-in',
        args: { match: match.id, member },
        to: { to: 'member', member },
        dueAt: now,
      });
    }
  }
  await context.deliveries.plan(questions);
  await store.updateRound(id, { state: 'checking-in' });
  await moveRound(context, round, afterDelay(round, 'checkInAt', now, await readSettings(context)));
}
