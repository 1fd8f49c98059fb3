/**
 * The life of a round:
 *
 *   planned ──invite──▶ invited ──match──▶ matched ──introduce──▶ introduced ──check-in──▶ checking-in ──close──▶ closed
 *
 * `nudge` happens while introduced and changes no state. Organisers may cancel a round that is planned or invited; one
 * that never came to introductions is cancelled at its closing. Each arrow is a row of the agenda, planned in the
 * transaction that writes the round's moments, and each handler looks at the state first: run twice it changes nothing.
 * There is at most one open round; the next one is planned as the last one closes.
 */
import { addDays, instantOf, localDateOf } from '../../calendar/wall-clock.js';
import { InputError } from '../../core/errors.js';
import type { MemberId, RoundId } from '../../core/ids.js';
import type { Settings } from '../../core/settings.js';
import type { Instant, LocalDate } from '../../core/time.js';
import { phrase } from '../../language/index.js';
import type { DeliveryPlan } from '../../ports/agenda.js';
import type { Participation, Round, RoundState } from '../../ports/coffee.js';
import type { Repositories } from '../../ports/store.js';
import type { CoffeeDependencies } from './coffee.js';
import { isEnrolled, mayTakePart } from './rules/eligibility.js';
import {
  afterDelay,
  type Moment,
  nextMatchingDate,
  offBlackout,
  offNewBlackouts,
  outageWarnings,
  type Timeline,
  timelineFromNow,
  timelineOf,
} from './rules/timeline.js';

export const STEPS = {
  invite: 'invitationAt',
  match: 'matchingAt',
  nudge: 'nudgeAt',
  'check-in': 'checkInAt',
  close: 'closingAt',
} as const satisfies Record<string, Moment>;
export type Step = keyof typeof STEPS | 'introduce';

/** Remembers the round whose date an organiser chose, so that a change of settings does not move it back. */
const BY_HAND = 'coffee.by-hand';
/** Remembers the day of the round that an organiser cancelled: the next one is not planned on it again. */
const CANCELLED_DAY = 'coffee.cancelled-day';
const FURTHEST_AHEAD_DAYS = 366;

export function stepKey(round: RoundId, step: Step | `match:${number}`): string {
  return `coffee:round:${round}:${step}`;
}

export type Rounds = ReturnType<typeof createRounds>;

export function createRounds({ logger, randomSeed }: Pick<CoffeeDependencies, 'logger' | 'randomSeed'>) {
  /** Makes sure that the next round stands in the agenda, and that an open one fits the settings. Planning again changes nothing. */
  async function plan(r: Repositories, now: Instant, notice: { readonly shortNotice?: boolean } = {}): Promise<void> {
    const settings = await r.community.settings();
    const current = await r.coffee.currentRound();
    if (current) {
      await adjust(r, current, settings, now);
    } else {
      const date = nextMatchingDate(now, await lastMatchingDate(r, settings), settings, notice);
      if (date !== undefined) await insert(r, timelineOf(date, settings), now);
    }
    await warnOfOutages(r, settings, now);
  }

  /** A round that falls into hours without power or network: organisers hear of it, once for each date, while they can move it. */
  async function warnOfOutages(r: Repositories, settings: Settings, now: Instant): Promise<void> {
    const round = await r.coffee.currentRound();
    if (round?.state !== 'planned' || outageWarnings(round, settings).length === 0) return;
    await r.deliveries.plan({
      key: `coffee:outage:${round.id}:${localDateOf(round.matchingAt, settings.timezone)}`,
      kind: 'coffee.outage',
      args: { round: round.id },
      to: { to: 'channel', channel: 'organisers' },
      dueAt: now,
    });
  }

  /** An open round after a change of the settings. */
  async function adjust(r: Repositories, round: Round, settings: Settings, now: Instant): Promise<void> {
    if (round.state !== 'planned') return move(r, round, offNewBlackouts(round, now, settings));
    // Its invitation is due: the agenda is about to run it.
    if (round.invitationAt <= now) return;
    const byHand = (await r.community.fact(BY_HAND)) === String(round.id);
    const date = byHand
      ? offBlackout(localDateOf(round.matchingAt, settings.timezone), settings)
      : nextMatchingDate(now, await lastMatchingDate(r, settings, round.id), settings);
    if (date === undefined) return cancel(r, round);
    await move(r, round, startingNow(timelineOf(date, settings), now));
  }

  /** A round as soon as the rules allow: its invitation goes out now. Throws an `InputError` while another one is under way. */
  async function startNow(r: Repositories, now: Instant): Promise<Round> {
    const settings = await r.community.settings();
    return byHand(r, timelineFromNow(now, settings), settings, now);
  }

  /**
   * The next round's matching on `date`, moved off blackouts. Throws an `InputError` for a date that has passed or is
   * more than a year ahead, and while another round is under way.
   */
  async function startOn(r: Repositories, date: LocalDate, now: Instant): Promise<Round> {
    const settings = await r.community.settings();
    const today = localDateOf(now, settings.timezone);
    if (date <= today) throw new InputError('date has passed', phrase('coffee-organisers.error.date-passed'));
    if (date > addDays(today, FURTHEST_AHEAD_DAYS)) throw new InputError('date too far', phrase('coffee-organisers.error.date-too-far'));
    return byHand(r, startingNow(timelineOf(offBlackout(date, settings), settings), now), settings, now);
  }

  async function byHand(r: Repositories, timeline: Timeline, settings: Settings, now: Instant): Promise<Round> {
    const current = await r.coffee.currentRound();
    if (current && current.state !== 'planned') {
      throw new InputError(
        `round ${current.id} is ${current.state}`,
        phrase('coffee-organisers.error.under-way', {
          round: current.number,
          date: { type: 'day', date: localDateOf(current.closingAt, settings.timezone) },
        }),
      );
    }
    const id = current ? current.id : await insert(r, timeline, now);
    if (current) await move(r, current, timeline);
    await r.community.saveFact(BY_HAND, String(id));
    return found(r, id);
  }

  async function insert(r: Repositories, timeline: Timeline, now: Instant): Promise<RoundId> {
    const [newest] = await r.coffee.rounds({ limit: 1 });
    const number = (newest?.number ?? 0) + 1;
    const moments = startingNow(timeline, now);
    const id = await r.coffee.insertRound({ number, state: 'planned', ...moments, seed: randomSeed(), explanation: null });
    await planSteps(r, id, moments);
    logger.info({ round: id, number }, 'coffee round planned');
    return id;
  }

  /** Throws a `RangeError` when there is no such round. */
  async function found(r: Repositories, id: RoundId): Promise<Round> {
    const round = await r.coffee.round(id);
    if (!round) throw new RangeError(`no round ${id}`);
    return round;
  }

  /** Only one that nobody was matched in. Throws an `InputError` otherwise. */
  async function cancelByHand(r: Repositories, id: RoundId, now: Instant): Promise<Round> {
    const round = await r.coffee.round(id);
    if (!round || (round.state !== 'planned' && round.state !== 'invited')) {
      throw new InputError(`round ${id} can't be cancelled`, phrase('coffee-organisers.error.cannot-cancel'));
    }
    await cancel(r, round);
    const { timezone } = await r.community.settings();
    await r.community.saveFact(CANCELLED_DAY, localDateOf(round.matchingAt, timezone));
    if (round.state === 'invited') {
      const to = { to: 'channel', channel: 'coffee' } as const;
      await r.deliveries.plan({ key: `coffee:cancelled:${id}`, kind: 'coffee.cancelled', args: { round: id }, to, dueAt: now });
    }
    await plan(r, now);
    return round;
  }

  /** Invites everyone enrolled, in the channel and by a direct message, which they asked for when they joined. */
  async function invite(r: Repositories, id: RoundId, now: Instant): Promise<void> {
    const round = await inState(r, id, ['planned']);
    if (!round) return;
    const settings = await r.community.settings();
    const today = localDateOf(now, settings.timezone);
    const members = await enrolled(r, today);
    await r.coffee.saveParticipations(members.map((member) => newParticipation(id, member)));
    await r.coffee.updateRound(id, { state: 'invited' });
    await move(r, round, afterDelay(round, 'invitationAt', now, settings));
    await r.deliveries.plan({
      key: `coffee:invitation:${id}`,
      kind: 'coffee.invitation',
      args: { round: id },
      to: { to: 'channel', channel: 'coffee' },
      dueAt: now,
    });
    await r.deliveries.plan(members.map((member) => personalInvitation(id, member, now)));
    logger.info({ round: id, invited: members.length }, 'coffee round invited');
  }

  /** Closes the round, pauses whoever never answers, and plans the next one. */
  async function close(r: Repositories, id: RoundId, now: Instant): Promise<void> {
    const round = await inState(r, id, ['invited', 'matched', 'introduced', 'checking-in']);
    if (!round) return;
    const held = round.state === 'introduced' || round.state === 'checking-in';
    if (held) {
      await countSilence(r, round, now);
      await r.coffee.updateRound(id, { state: 'closed' });
    } else {
      logger.error({ round: id, state: round.state }, 'coffee round cancelled: its matching or introductions failed');
      await cancel(r, round);
    }
    await plan(r, now, { shortNotice: true });
  }

  async function countSilence(r: Repositories, round: Round, now: Instant): Promise<void> {
    const { coffee } = await r.community.settings();
    const participations = new Map((await r.coffee.participations(round.id)).map((one) => [one.member, one]));
    const pauses: DeliveryPlan[] = [];
    for (const enrolment of await r.coffee.enrolments()) {
      const participation = participations.get(enrolment.member);
      if (!participation || enrolment.state !== 'in' || participation.result === 'left-out' || participation.reason !== null) continue;
      if (participation.responded) {
        if (enrolment.unanswered > 0) await r.coffee.saveEnrolment({ ...enrolment, unanswered: 0 });
        continue;
      }
      const unanswered = enrolment.unanswered + 1;
      const pause = unanswered >= coffee.pauseAfterUnanswered;
      await r.coffee.saveEnrolment({ ...enrolment, unanswered, ...(pause && { state: 'paused', pausedUntil: null }) });
      if (pause) {
        pauses.push({
          key: `coffee:paused:${round.id}:${enrolment.member}`,
          kind: 'coffee.paused',
          args: { round: round.id, member: enrolment.member },
          to: { to: 'member', member: enrolment.member },
          dueAt: now,
        });
      }
    }
    await r.deliveries.plan(pauses);
  }

  return { plan, startNow, startOn, cancelByHand, invite, close };
}

/** The round if it is in one of `states`; a handler that finds another state has nothing left to do. */
export async function inState(r: Repositories, id: RoundId, states: readonly RoundState[]): Promise<Round | undefined> {
  const round = await r.coffee.round(id);
  return round && states.includes(round.state) ? round : undefined;
}

/** Writes a round's moments and moves its agenda rows with them; rows that ran already stay. */
export async function move(r: Repositories, round: Round, timeline: Timeline): Promise<void> {
  const { invitationAt, matchingAt, nudgeAt, checkInAt, closingAt } = timeline;
  const moments = { invitationAt, matchingAt, nudgeAt, checkInAt, closingAt };
  await r.coffee.updateRound(round.id, moments);
  await planSteps(r, round.id, moments);
}

async function planSteps(r: Repositories, round: RoundId, timeline: Timeline): Promise<void> {
  const steps = Object.entries(STEPS) as readonly (readonly [keyof typeof STEPS, Moment])[];
  await r.agenda.plan(
    steps.map(([step, moment]) => ({ key: stepKey(round, step), kind: `coffee.${step}`, payload: { round }, dueAt: timeline[moment] })),
  );
}

async function cancel(r: Repositories, round: Round): Promise<void> {
  await r.coffee.updateRound(round.id, { state: 'cancelled' });
  await r.agenda.cancelPrefix(`coffee:round:${round.id}:`);
}

function startingNow(timeline: Timeline, now: Instant): Timeline {
  return { ...timeline, invitationAt: Math.max(timeline.invitationAt, now) };
}

/** The last day that counts for the rhythm: of a round that took place or is open, or of one that an organiser cancelled. */
async function lastMatchingDate(r: Repositories, settings: Settings, except?: RoundId): Promise<LocalDate | undefined> {
  const rounds = await r.coffee.rounds({ limit: 50 });
  const last = rounds.find((round) => round.id !== except && round.state !== 'cancelled');
  const days = [last && localDateOf(last.matchingAt, settings.timezone), await r.community.fact(CANCELLED_DAY)];
  return days
    .filter((day) => day !== undefined)
    .sort()
    .at(-1);
}

export function newParticipation(round: RoundId, member: MemberId): Participation {
  return { round, member, answer: 'invited', result: 'pending', reason: null, responded: false };
}

/** The invitation by direct message, to somebody who joined. */
function personalInvitation(round: RoundId, member: MemberId, dueAt: Instant): DeliveryPlan {
  return {
    key: `coffee:invitation:${round}:${member}`,
    kind: 'coffee.personal-invitation',
    args: { round, member },
    to: { to: 'member', member },
    dueAt,
  };
}

/** Everyone who joined and may take part; those whose pause is over come back with this. */
async function enrolled(r: Repositories, today: LocalDate): Promise<readonly MemberId[]> {
  const standing = (await r.coffee.enrolments()).filter((enrolment) => isEnrolled(enrolment, today));
  const members = (await r.members.findMany(standing.map(({ member }) => member))).filter(mayTakePart);
  const allowed = new Set(members.map(({ id }) => id));
  for (const enrolment of standing) {
    if (enrolment.state === 'paused') await r.coffee.saveEnrolment({ ...enrolment, state: 'in', pausedUntil: null });
  }
  return standing.map(({ member }) => member).filter((member) => allowed.has(member));
}

/** The moment at which a pause until `date` ends: just after a round's steps of that hour, which see to it themselves. */
export function returnAt(date: LocalDate, settings: Pick<Settings, 'coffee' | 'timezone'>): Instant {
  return instantOf(date, settings.coffee.time, settings.timezone) + 60_000;
}
