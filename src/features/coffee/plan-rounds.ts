import { localDateOf } from '../../calendar/wall-clock.js';
import { type Instant, type LocalDate, latest, toLocalDate } from '../../core/time.js';
import type { Context } from '../../feature-api/index.js';
import { ORGANISERS } from './channel.js';
import { endRound, moveRound, planSteps } from './round-steps.js';
import { nextMatchingDate, offBlackout, offNewBlackouts, outageWarnings, type Timeline, timelineOf } from './rules/timeline.js';
import { readSettings } from './settings.js';
import { coffeeStore } from './store/index.js';
import type { Round, RoundId, SettingsWithCoffee } from './types.js';

/** The fact that names the round whose date an organiser chose, so that a change of settings does not move it back. */
export const CHOSEN_ROUND = 'coffee.by-hand';
/** The fact that keeps the day of the round that an organiser cancelled: the next one is not planned on it again. */
export const CANCELLED_DAY = 'coffee.cancelled-day';

/**
 * Makes sure that the next round is in the agenda, and that an open one fits the settings. Planning again changes nothing.
 * Returns the open round. With `shortNotice` a day for answers is enough.
 */
export async function planRounds(
  context: Context,
  known: { readonly settings?: SettingsWithCoffee; readonly shortNotice?: boolean } = {},
): Promise<Round | undefined> {
  const settings = known.settings ?? (await readSettings(context));
  const current = await coffeeStore(context.tx).currentRound();
  const open = current ? await adjust(context, current, settings) : await planNext(context, settings, known.shortNotice ?? false);
  if (open) await warnOfOutages(context, open, settings);
  return open;
}

async function planNext(context: Context, settings: SettingsWithCoffee, shortNotice: boolean): Promise<Round | undefined> {
  // Nobody is invited before organisers have said how; a community that had rounds before that was asked goes on.
  const isFirst = (await coffeeStore(context.tx).rounds({ limit: 1 })).length === 0;
  if (isFirst && !(await context.features.isSetUp(context))) return undefined;
  const date = nextMatchingDate(context.now, await lastMatchingDate(context, settings), settings, { shortNotice });
  return date === undefined ? undefined : insertRound(context, timelineOf(date, settings));
}

/** Organisers are told once for each date that a round falls into hours without power or network, while they can move it. */
async function warnOfOutages(context: Context, round: Round, settings: SettingsWithCoffee): Promise<void> {
  if (round.state !== 'planned' || outageWarnings(round, settings).length === 0) return;
  await context.deliveries.plan({
    key: `coffee:outage:${round.id}:${localDateOf(round.matchingAt, settings.timezone)}`,
    kind: 'coffee.outage',
    args: { round: round.id },
    to: { to: 'channel', channel: ORGANISERS },
    dueAt: context.now,
  });
}

/** Adapts an open round to changed settings. Returns it, or undefined if it is cancelled by that. */
async function adjust(context: Context, round: Round, settings: SettingsWithCoffee): Promise<Round | undefined> {
  const { now } = context;
  if (round.state !== 'planned') return moveRound(context, round, offNewBlackouts(round, now, settings));
  // Its invitation is due: the agenda is about to run it.
  if (round.invitationAt <= now) return round;
  const isChosen = (await context.community.fact(CHOSEN_ROUND)) === String(round.id);
  const date = isChosen
    ? offBlackout(localDateOf(round.matchingAt, settings.timezone), settings)
    : nextMatchingDate(now, await lastMatchingDate(context, settings, round.id), settings);
  if (date !== undefined) return moveRound(context, round, startingNow(timelineOf(date, settings), now));
  await endRound(context, round);
  return undefined;
}

export async function insertRound(context: Context, timeline: Timeline): Promise<Round> {
  const store = coffeeStore(context.tx);
  const [newest] = await store.rounds({ limit: 1 });
  const moments = startingNow(timeline, context.now);
  const round = {
    number: (newest?.number ?? 0) + 1,
    state: 'planned',
    ...moments,
    seed: context.random(),
    explanation: null,
  } as const satisfies Omit<Round, 'id'>;
  const id = await store.insertRound(round);
  await planSteps(context, id, moments);
  context.logger.info({ round: id, number: round.number }, 'coffee round planned');
  return { id, ...round };
}

export function startingNow(timeline: Timeline, now: Instant): Timeline {
  return { ...timeline, invitationAt: latest(timeline.invitationAt, now) };
}

/** The last day that counts for the rhythm: of a round that took place or is open, or of one that an organiser cancelled. */
async function lastMatchingDate(context: Context, { timezone }: SettingsWithCoffee, except?: RoundId): Promise<LocalDate | undefined> {
  const rounds = await coffeeStore(context.tx).rounds({ limit: 50 });
  const last = rounds.find((round) => round.id !== except && round.state !== 'cancelled');
  const cancelled = await context.community.fact(CANCELLED_DAY);
  const days = [last && localDateOf(last.matchingAt, timezone), cancelled === undefined ? undefined : toLocalDate(cancelled)];
  return days
    .filter((day) => day !== undefined)
    .sort()
    .at(-1);
}
