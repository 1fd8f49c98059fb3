import type { MemberId } from '../../core/ids.js';
import type { Context } from '../../feature-api/index.js';
import { explanationOf, inputFor, participantsOf, ROUNDS_LOOKED_AT } from './matching-input.js';
import { pairMembers } from './pair-members.js';
import type { Match as Pairing, PairingInput, PairingResult } from './pairing/types.js';
import { moveRound, roundInState, stepKey, stepKind } from './round-steps.js';
import { givenOf, withoutWords } from './rules/given.js';
import { firstToWrite } from './rules/participants.js';
import { storedReasons } from './rules/reasons.js';
import { afterDelay } from './rules/timeline.js';
import { readSettings } from './settings.js';
import { coffeeStore, type NewMatch } from './store/index.js';
import type { Given, Member, Participation, Round, RoundId, SettingsWithCoffee } from './types.js';

/** How many rounds can be matched again; the input of older ones is deleted, because it is personal data. */
const ROUNDS_REPEATABLE = 26;

/** What a matching was given and what it found. */
export interface Found {
  readonly input: PairingInput;
  readonly result: PairingResult;
}

/** Finds the matches. Has to run outside any transaction, since it may take seconds. */
export async function findMatches(context: Context, round: Round): Promise<Found> {
  const { input } = await asThingsStand(context, round, await readSettings(context));
  return { input, result: await pairMembers(context, input) };
}

async function asThingsStand(context: Context, round: Round, settings: SettingsWithCoffee) {
  const records = await coffeeStore(context.tx).records();
  const members = await participantsOf(context, records, round, settings);
  return { members, input: await inputFor(context, records, members, round, settings) };
}

/**
 * Writes what was found. If somebody skipped, joined, was erased or was put on a list meanwhile, nothing is written and
 * the matching is planned once more. `attempt` counts from 1.
 */
export async function writeMatches(context: Context, id: RoundId, { input, result }: Found, attempt: number): Promise<void> {
  const { now } = context;
  const round = await roundInState(context, id, ['invited']);
  if (!round) return;
  const settings = await readSettings(context);
  const { members, input: current } = await asThingsStand(context, round, settings);
  if (JSON.stringify(current) !== JSON.stringify(input)) {
    const payload = { round: id, attempt: attempt + 1 };
    await context.agenda.plan({ key: stepKey(id, `match:${attempt + 1}`), kind: stepKind('match'), payload, dueAt: now });
    context.logger.info({ round: id, attempt }, 'coffee matching is out of date and starts again');
    return;
  }
  const store = coffeeStore(context.tx);
  await insertMatches(context, round, result, members);
  const kept = withoutWords(input);
  await saveResults(context, round, result, givenOf(kept));
  await store.dropGivenBefore(round.number + 1 - ROUNDS_REPEATABLE);
  await store.updateRound(id, { state: 'matched', explanation: await explanationOf(kept, result) });
  await moveRound(context, round, afterDelay(round, 'matchingAt', now, settings));
  await context.agenda.plan({ key: stepKey(id, 'introduce'), kind: stepKind('introduce'), payload: { round: id }, dueAt: now });
  context.logger.info(
    { round: id, matches: result.matches.length, leftOut: result.leftOut.length, gap: result.proof.gap },
    'coffee round matched',
  );
}

async function insertMatches(context: Context, round: Round, result: PairingResult, members: readonly Member[]): Promise<void> {
  const people = new Map(members.map((member) => [Number(member.id), member]));
  const named = await timesNamedFirst(context, round);
  const seated = new Set<MemberId>();
  const matches = result.matches.map((match, index) => {
    const seats = match.members.map((id) => {
      const member = people.get(id);
      if (!member) throw new RangeError(`the matching names ${id}, who does not take part`);
      return member;
    });
    const ids = seats.map((member) => member.id);
    const first = firstToWrite(ids, named, round.seed + index);
    if (first !== null) named.set(first, (named.get(first) ?? 0) + 1);
    const second = ids.filter((member) => seated.has(member));
    for (const member of ids) seated.add(member);
    return newMatch(round, match, seats, { first, second });
  });
  await coffeeStore(context.tx).insertMatches(matches);
}

function newMatch(
  round: Round,
  match: Pairing,
  seats: readonly Pick<Member, 'id' | 'organisation'>[],
  { first, second }: { readonly first: MemberId | null; readonly second: readonly MemberId[] },
): NewMatch {
  return {
    round: round.id,
    members: seats.map(({ id, organisation }) => ({
      member: id,
      organisation,
      checkIn: null,
      outcome: null,
      note: null,
      laterOutcome: null,
    })),
    firstToWrite: first,
    score: match.score,
    reasons: storedReasons(match.members, match.reasons),
    commonLanguages: match.commonLanguages,
    lastWordAt: null,
    second,
  };
}

async function saveResults(
  context: Context,
  round: Round,
  result: PairingResult,
  given: ReadonlyMap<MemberId, Given['given']>,
): Promise<void> {
  const store = coffeeStore(context.tx);
  const matched = new Set(result.matches.flatMap((match) => match.members));
  const reasons = new Map(result.leftOut.map(({ id, reason }) => [id, reason]));
  const changed = (await store.participations(round.id)).flatMap((participation): readonly Participation[] => {
    if (matched.has(participation.member)) return [{ ...participation, result: 'matched' }];
    const reason = reasons.get(participation.member);
    return reason === undefined ? [] : [{ ...participation, result: 'left-out', reason }];
  });
  await store.saveParticipations(changed, given);
}

async function timesNamedFirst(context: Context, round: Round): Promise<Map<MemberId, number>> {
  const store = coffeeStore(context.tx);
  const times = new Map<MemberId, number>();
  const recent = (await store.rounds({ limit: ROUNDS_LOOKED_AT })).filter(({ number }) => number < round.number);
  for (const { firstToWrite: first } of await store.matchesOfRounds(recent.map(({ id }) => id))) {
    if (first !== null) times.set(first, (times.get(first) ?? 0) + 1);
  }
  return times;
}
