import { localDateOf } from '../../calendar/wall-clock.js';
import type { MemberId } from '../../core/ids.js';
import type { LocalDate } from '../../core/time.js';
import type { Context } from '../../feature-api/index.js';
import type { DeliveryPlan } from '../../ports/agenda.js';
import { findMembers } from '../members/public.js';
import { coffeeChannel } from './channel.js';
import { helpNeeded } from './forecast.js';
import { moveRound, roundInState } from './round-steps.js';
import { isEnrolled, mayTakePart } from './rules/eligibility.js';
import { newParticipation } from './rules/participants.js';
import { afterDelay } from './rules/timeline.js';
import { readSettings } from './settings.js';
import { forgetSkipped, skipRound } from './skip-round.js';
import { coffeeStore } from './store/index.js';
import type { RoundId } from './types.js';

/**
 * Invites everyone who joined, in the channel and by the direct message that they asked for when they joined. `inVain`: nobody could
 * be matched a moment ago, so that this is asked again, and nobody is invited if it is still so.
 */
export async function invite(context: Context, id: RoundId, inVain = false): Promise<void> {
  const { now } = context;
  const round = await roundInState(context, id, ['planned']);
  if (!round) return;
  if (inVain && (await helpNeeded(context, id))) return skipRound(context, round);
  await forgetSkipped(context);
  const store = coffeeStore(context.tx);
  const settings = await readSettings(context);
  const members = await enrolledMembers(context, localDateOf(now, settings.timezone));
  await store.saveParticipations(members.map((member) => newParticipation(id, member)));
  await store.updateRound(id, { state: 'invited' });
  await context.features.firstStepDone(context);
  await moveRound(context, round, afterDelay(round, 'invitationAt', now, settings));
  context.logger.info({ round: id, invited: members.length }, 'coffee round invited');
  // A round that is matched at once has no invitation; its introduction tells everything.
  if (round.matchingAt <= round.invitationAt) return;
  await context.deliveries.plan({
    key: `coffee:invitation:${id}`,
    kind: 'coffee.invitation',
    args: { round: id },
    to: { to: 'channel', channel: coffeeChannel.name },
    dueAt: now,
  });
  await context.deliveries.plan(
    members.map(
      (member): DeliveryPlan => ({
        key: `coffee:invitation:${id}:${member}`,
        kind: 'coffee.personal-invitation',
        args: { round: id, member },
        to: { to: 'member', member },
        dueAt: now,
      }),
    ),
  );
}

/** Everyone who joined and may take part; whose pause is over comes back with this. */
export async function enrolledMembers(context: Context, today: LocalDate): Promise<readonly MemberId[]> {
  const store = coffeeStore(context.tx);
  const enrolled = (await store.enrolments()).filter((enrolment) => isEnrolled(enrolment, today));
  const members = await findMembers(
    context,
    enrolled.map(({ member }) => member),
  );
  const allowed = new Set(members.filter(mayTakePart).map(({ id }) => id));
  const back = enrolled.filter(({ state }) => state === 'paused');
  await store.saveEnrolments(back.map((enrolment) => ({ ...enrolment, state: 'in', pausedUntil: null })));
  return enrolled.map(({ member }) => member).filter((member) => allowed.has(member));
}
