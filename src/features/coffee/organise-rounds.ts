import { addDays, localDateOf } from '../../calendar/wall-clock.js';
import { InputError } from '../../core/errors.js';
import type { MemberId } from '../../core/ids.js';
import type { LocalDate } from '../../core/time.js';
import { type Context, tellChannel } from '../../feature-api/index.js';
import { phrase } from '../../language/index.js';
import { coffeeChannel } from './channel.js';
import { enrolledMembers } from './invite.js';
import { CANCELLED_DAY, CHOSEN_ROUND, insertRound, planRounds, startingNow } from './plan-rounds.js';
import { endRound, moveRound } from './round-steps.js';
import { FEWEST } from './rules/participants.js';
import { offBlackout, type Timeline, timelineFromNow, timelineOf } from './rules/timeline.js';
import { readSettings } from './settings.js';
import { coffeeStore } from './store/index.js';
import type { Round, RoundId, SettingsWithCoffee } from './types.js';

const FURTHEST_AHEAD_DAYS = 366;

/** What an organiser did to a round. */
export interface Organised {
  /** The round that they acted on. */
  readonly round: Round;
  /** The round that is open now. */
  readonly open: Round | undefined;
  readonly settings: SettingsWithCoffee;
}

/** What a round that starts now would do, before anybody is asked. Throws an `InputError` while another one is under way. */
export async function beforeStart(
  context: Context,
): Promise<{ readonly reaches: number; readonly timeline: Timeline; readonly settings: SettingsWithCoffee }> {
  const settings = await readSettings(context);
  assertNoneUnderWay(await coffeeStore(context.tx).currentRound(), settings);
  const reaches = (await enrolledMembers(context, localDateOf(context.now, settings.timezone))).length;
  return { reaches, timeline: timelineFromNow(context.now, settings), settings };
}

/**
 * A round as soon as the rules allow: its invitation goes out now, and without `notice` people are matched at once. Throws an
 * `InputError` while another one is under way, if nobody would be in who has not said yes, or if there are fewer than two to match at once.
 */
export async function startRound(
  context: Context,
  organiser: MemberId,
  { notice = true }: { readonly notice?: boolean } = {},
): Promise<Organised> {
  const settings = await readSettings(context);
  if (!notice && settings.coffee.participation === 'each-round') {
    throw new InputError('nobody could say yes', phrase('coffee-organisers.error.no-notice'));
  }
  if (!notice && (await enrolledMembers(context, localDateOf(context.now, settings.timezone))).length < FEWEST) {
    throw new InputError('nobody to match', phrase('coffee-organisers.error.too-few', { command: '/coffee join' }));
  }
  const round = await scheduleChosen(context, timelineFromNow(context.now, settings, { notice }), settings);
  await audit(context, organiser, 'coffee.round.start', round);
  return { round, open: round, settings };
}

/**
 * The next round's matching on `date`, moved off blackouts. Throws an `InputError` for a date that has passed or is
 * more than a year ahead, and while another round is under way.
 */
export async function dateRound(context: Context, organiser: MemberId, date: LocalDate): Promise<Organised> {
  const settings = await readSettings(context);
  const today = localDateOf(context.now, settings.timezone);
  if (date <= today) throw new InputError('date has passed', phrase('coffee-organisers.error.date-passed'));
  if (date > addDays(today, FURTHEST_AHEAD_DAYS)) throw new InputError('date too far', phrase('coffee-organisers.error.date-too-far'));
  const timeline = startingNow(timelineOf(offBlackout(date, settings), settings), context.now);
  const round = await scheduleChosen(context, timeline, settings);
  await audit(context, organiser, 'coffee.round.date', round);
  return { round, open: round, settings };
}

/** Cancels a round in which nobody was matched yet, and plans the next one. Throws an `InputError` for any other round. */
export async function cancelRound(context: Context, organiser: MemberId, id: RoundId): Promise<Organised> {
  const round = await coffeeStore(context.tx).round(id);
  if (!round || (round.state !== 'planned' && round.state !== 'invited')) {
    throw new InputError(`round ${id} can't be cancelled`, phrase('coffee-organisers.error.cannot-cancel'));
  }
  await endRound(context, round);
  const settings = await readSettings(context);
  await context.community.saveFact(CANCELLED_DAY, localDateOf(round.matchingAt, settings.timezone));
  if (round.state === 'invited') {
    await tellChannel(context, coffeeChannel.name, { key: `coffee:cancelled:${id}`, kind: 'coffee.cancelled', args: { round: id } });
  }
  const open = await planRounds(context, { settings });
  await audit(context, organiser, 'coffee.round.cancel', round);
  return { round, open, settings };
}

async function scheduleChosen(context: Context, timeline: Timeline, settings: SettingsWithCoffee): Promise<Round> {
  const current = await coffeeStore(context.tx).currentRound();
  assertNoneUnderWay(current, settings);
  const round = current ? await moveRound(context, current, timeline) : await insertRound(context, timeline);
  await context.community.saveFact(CHOSEN_ROUND, String(round.id));
  return round;
}

function assertNoneUnderWay(current: Round | undefined, { timezone }: SettingsWithCoffee): void {
  if (current && current.state !== 'planned') {
    throw new InputError(
      `round ${current.id} is ${current.state}`,
      phrase('coffee-organisers.error.under-way', {
        round: current.number,
        date: { type: 'day', date: localDateOf(current.closingAt, timezone) },
      }),
    );
  }
}

async function audit(context: Context, actor: MemberId, action: string, { number }: Round): Promise<void> {
  await context.audit.append({ at: context.now, actor, action, details: { round: number } });
}
