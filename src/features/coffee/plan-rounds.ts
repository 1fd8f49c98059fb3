import { localDateOf } from '../../calendar/wall-clock.js';
import { both } from '../../core/lookup.js';
import { type Instant, type LocalDate, latest, toLocalDate } from '../../core/time.js';
import { type Context, tellChannel } from '../../feature-api/index.js';
import { ORGANISERS } from './channel.js';
import { endRound, moveRound, planSteps } from './round-steps.js';
import { nextMatchingDate, offBlackout, offNewBlackouts, outageWarnings, type Timeline, timelineOf } from './rules/timeline.js';
import { readSettings } from './settings.js';
import { coffeeStore } from './store/index.js';
import { type Round, type SettingsWithCoffee, STATES_OVER } from './types.js';

/** The fact that names the round whose date an organiser chose, so that a change of settings does not move it back. */
export const CHOSEN_ROUND = 'coffee.by-hand';
/** The fact that keeps the day of the round that an organiser cancelled: the next one is not planned on it again. */
export const CANCELLED_DAY = 'coffee.cancelled-day';

/** The newest rounds that are read, among which are the open one and the last one that counts for the rhythm. */
const ROUNDS_READ = 50;

const isOpen = ({ state }: Round): boolean => !STATES_OVER.includes(state);

/**
 * Makes sure that the next round is in the agenda, and that an open one fits the settings. Planning again changes nothing.
 * Returns the open round. With `shortNotice` a day for answers is enough.
 */
export async function planRounds(
  context: Context,
  known: { readonly settings?: SettingsWithCoffee; readonly shortNotice?: boolean } = {},
): Promise<Round | undefined> {
  const settings = known.settings ?? (await readSettings(context));
  const rounds = await coffeeStore(context.tx).rounds({ limit: ROUNDS_READ });
  const current = rounds.find(isOpen);
  const open = current
    ? await adjust(context, current, settings, rounds)
    : await planNext(context, settings, rounds, known.shortNotice ?? false);
  if (open) await warnOfOutages(context, open, settings);
  return open;
}

async function planNext(
  context: Context,
  settings: SettingsWithCoffee,
  rounds: readonly Round[],
  shortNotice: boolean,
): Promise<Round | undefined> {
  // Nobody is invited before organisers have said how; a community that had rounds before that was asked goes on.
  if (rounds.length === 0 && !(await context.features.isSetUp(context))) return undefined;
  // None was cancelled where there was none.
  const cancelled = rounds.length === 0 ? undefined : await context.community.fact(CANCELLED_DAY);
  const date = nextMatchingDate(context.now, lastMatchingDate(rounds, cancelled, settings), settings, { shortNotice });
  return date === undefined ? undefined : insertRoundAfter(context, rounds[0], timelineOf(date, settings));
}

/** Organisers are told once for each date that a round falls into hours without power or network, while they can move it. */
async function warnOfOutages(context: Context, round: Round, settings: SettingsWithCoffee): Promise<void> {
  if (round.state !== 'planned' || outageWarnings(round, settings).length === 0) return;
  await tellChannel(context, ORGANISERS, {
    key: `coffee:outage:${round.id}:${localDateOf(round.matchingAt, settings.timezone)}`,
    kind: 'coffee.outage',
    args: { round: round.id },
  });
}

/** Adapts an open round to changed settings. Returns it, or undefined if it is cancelled by that. */
async function adjust(context: Context, round: Round, settings: SettingsWithCoffee, rounds: readonly Round[]): Promise<Round | undefined> {
  const { now, community } = context;
  if (round.state !== 'planned') return moveRound(context, round, offNewBlackouts(round, now, settings));
  // The agenda is about to run the invitation, so the round stays as it is.
  if (round.invitationAt <= now) return round;
  const [chosen, cancelled] = await context.tx.find(both(community.lookForFact(CHOSEN_ROUND), community.lookForFact(CANCELLED_DAY)));
  const others = rounds.filter(({ id }) => id !== round.id);
  const date =
    chosen === String(round.id)
      ? offBlackout(localDateOf(round.matchingAt, settings.timezone), settings)
      : nextMatchingDate(now, lastMatchingDate(others, cancelled, settings), settings);
  if (date !== undefined) return moveRound(context, round, startingNow(timelineOf(date, settings), now));
  await endRound(context, round);
  return undefined;
}

export async function insertRound(context: Context, timeline: Timeline): Promise<Round> {
  const [newest] = await coffeeStore(context.tx).rounds({ limit: 1 });
  return insertRoundAfter(context, newest, timeline);
}

async function insertRoundAfter(context: Context, newest: Round | undefined, timeline: Timeline): Promise<Round> {
  const store = coffeeStore(context.tx);
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

/** The same moments with an invitation that is not before `now`. */
export function startingNow(timeline: Timeline, now: Instant): Timeline {
  return { ...timeline, invitationAt: latest(timeline.invitationAt, now) };
}

/** The last day that counts for the rhythm: of a round that took place or is open, or of one that an organiser cancelled. */
function lastMatchingDate(
  rounds: readonly Round[],
  cancelled: string | undefined,
  { timezone }: SettingsWithCoffee,
): LocalDate | undefined {
  const last = rounds.find(({ state }) => state !== 'cancelled');
  const days = [last && localDateOf(last.matchingAt, timezone), cancelled === undefined ? undefined : toLocalDate(cancelled)];
  return days
    .filter((day) => day !== undefined)
    .sort()
    .at(-1);
}
