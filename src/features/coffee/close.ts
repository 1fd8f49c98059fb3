import type { Context } from '../../feature-api/index.js';
import type { DeliveryPlan } from '../../ports/agenda.js';
import { ARCHIVE } from './archive.js';
import { roundPrefix } from './keys.js';
import { planRounds } from './plan-rounds.js';
import { endRound, roundInState } from './round-steps.js';
import { readSettings } from './settings.js';
import { coffeeStore } from './store/index.js';
import type { Enrolment, Round, RoundId, SettingsWithCoffee } from './types.js';

/** Closes the round, pauses whoever never answers, and plans the next one. */
export async function close(context: Context, id: RoundId): Promise<void> {
  const round = await roundInState(context, id, ['invited', 'matched', 'introduced', 'checking-in']);
  if (!round) return;
  const settings = await readSettings(context);
  if (round.state === 'introduced' || round.state === 'checking-in') {
    await countSilence(context, round, settings);
    await coffeeStore(context.tx).updateRound(id, { state: 'closed' });
    await context.agenda.plan({ key: `${roundPrefix(id)}archive`, kind: ARCHIVE, payload: { round: id }, dueAt: context.now });
  } else {
    context.logger.error({ round: id, state: round.state }, 'coffee round cancelled: its matching or introductions failed');
    await endRound(context, round);
  }
  await planRounds(context, { settings, shortNotice: true });
}

async function countSilence(context: Context, round: Round, { coffee }: SettingsWithCoffee): Promise<void> {
  const store = coffeeStore(context.tx);
  const participations = new Map((await store.participations(round.id)).map((one) => [one.member, one]));
  const changed: Enrolment[] = [];
  const pauses: DeliveryPlan[] = [];
  for (const enrolment of await store.enrolments()) {
    const participation = participations.get(enrolment.member);
    if (!participation || enrolment.state !== 'in' || participation.result === 'left-out' || participation.reason !== null) continue;
    if (participation.responded) {
      if (enrolment.unanswered > 0) changed.push({ ...enrolment, unanswered: 0 });
      continue;
    }
    const unanswered = enrolment.unanswered + 1;
    const pause = unanswered >= coffee.pauseAfterUnanswered;
    changed.push({ ...enrolment, unanswered, ...(pause && { state: 'paused', pausedUntil: null }) });
    if (pause) {
      pauses.push({
        key: `coffee:paused:${round.id}:${enrolment.member}`,
        kind: 'coffee.paused',
        args: { round: round.id, member: enrolment.member },
        to: { to: 'member', member: enrolment.member },
        dueAt: context.now,
      });
    }
  }
  await store.saveEnrolments(changed);
  await context.deliveries.plan(pauses);
}
