import type { MemberId } from '../../../core/ids.js';
import { after, DAY, HOUR, type Instant } from '../../../core/time.js';
import type { Context } from '../../../feature-api/index.js';
import { explanationOf, inputFor } from '../../../features/coffee/matching-input.js';
import { pair } from '../../../features/coffee/pairing/pair.js';
import type { PairingResult } from '../../../features/coffee/pairing/types.js';
import { STEPS, stepKey, stepKind } from '../../../features/coffee/round-steps.js';
import { givenOf, withoutWords } from '../../../features/coffee/rules/given.js';
import { firstToWrite } from '../../../features/coffee/rules/participants.js';
import { storedReasons } from '../../../features/coffee/rules/reasons.js';
import type { Timeline } from '../../../features/coffee/rules/timeline.js';
import { coffeeStore } from '../../../features/coffee/store/index.js';
import type { Match, MatchMember, Member, Participation, RoundId, RoundState, SettingsWithCoffee } from '../../../features/coffee/types.js';
import { createChance } from '../../random.js';
import type { Presence } from './enrolments.js';
import { type SampleOutcome, sampleOutcome } from './outcomes.js';
import { pastTimelines } from './timelines.js';

export interface PastRound {
  readonly id: RoundId;
  readonly number: number;
  readonly state: RoundState;
  readonly timeline: Timeline;
  readonly matches: readonly Match[];
}

/**
 * Writes past rounds as if they had been: the same matching, the same rules, and what people said of it.
 *
 * @throws {Error} If the sample contradicts itself, so that nobody can be matched.
 */
export async function writeHistory(
  context: Context,
  members: readonly Member[],
  presence: ReadonlyMap<MemberId, Presence>,
  personas: ReadonlySet<MemberId>,
  now: Instant,
  settings: SettingsWithCoffee,
): Promise<readonly PastRound[]> {
  const byId = new Map<number, Member>(members.map((member) => [member.id, member]));
  const silent = new Set([...presence].flatMap(([member, one]) => (one.silent ? [member] : [])));
  const named = new Map<MemberId, number>();
  const rounds: PastRound[] = [];
  for (const [index, timeline] of pastTimelines(now, settings).entries()) {
    const number = index + 1;
    const seed = 1_000 + number * 37;
    const state: RoundState = timeline.closingAt <= now ? 'closed' : timeline.checkInAt <= now ? 'checking-in' : 'introduced';
    const id = await coffeeStore(context.tx).insertRound({ number, state: 'matched', ...timeline, seed, explanation: null });
    const asked = members.filter((member) => isAsked(presence.get(member.id), number, timeline));
    // Those whom visitors play always take part, so that each has somebody to meet.
    const answers = new Map(
      asked.map(({ id: member }) => [member, personas.has(member) ? 'in' : answerOf(presence.get(member), member, number)]),
    );
    const taking = asked.filter((member) => ['in', 'invited'].includes(answers.get(member.id) ?? ''));
    const records = await coffeeStore(context.tx).records();
    const input = await inputFor(context, records, taking, { number, matchingAt: timeline.matchingAt, seed }, settings);
    const result = pair(input);
    const matches: Match[] = [];
    const spoke = new Set<MemberId>();
    for (const [place, found] of result.matches.entries()) {
      const people = found.members.flatMap((member) => byId.get(member) ?? []);
      const first = firstToWrite(
        people.map((member) => member.id),
        named,
        seed + place,
      );
      if (first !== null) named.set(first, (named.get(first) ?? 0) + 1);
      const outcome = sampleOutcome(people, number, timeline, now, { personas, silent });
      for (const member of outcome.spoke) spoke.add(member);
      matches.push(await writeMatch(context, id, found, people, first, outcome));
    }
    const kept = withoutWords(input);
    await coffeeStore(context.tx).saveParticipations(
      asked.map((member) => participation(id, member.id, { answers, result, matches, spoke })),
      givenOf(kept),
    );
    await coffeeStore(context.tx).updateRound(id, { state, explanation: await explanationOf(kept, result) });
    await writeSteps(context, id, timeline, now);
    rounds.push({ id, number, state, timeline, matches });
  }
  return rounds;
}

function isAsked(presence: Presence | undefined, number: number, timeline: Timeline): boolean {
  return presence !== undefined && presence.joinedAt <= timeline.invitationAt && !presence.awayIn.has(number) && number < presence.leftIn;
}

function answerOf(presence: Presence | undefined, member: MemberId, number: number): Participation['answer'] {
  if (presence?.awayIn.has(number + 1) && !presence.awayIn.has(number)) return 'paused';
  if (presence?.silent) return 'invited';
  const chance = createChance('answer', member, number);
  return chance.percent(6) ? 'skip' : chance.percent(20) ? 'in' : 'invited';
}

async function writeMatch(
  context: Context,
  round: RoundId,
  found: PairingResult['matches'][number],
  people: readonly Member[],
  first: MemberId | null,
  outcome: SampleOutcome,
): Promise<Match> {
  const match = {
    round,
    members: people.map(
      (member, seat): MatchMember => ({ member: member.id, organisation: member.organisation, ...(outcome.seats[seat] ?? SILENT) }),
    ),
    firstToWrite: first,
    score: found.score,
    reasons: storedReasons(found.members, found.reasons),
    commonLanguages: found.commonLanguages,
    lastWordAt: outcome.lastWordAt,
  };
  return { ...match, id: await coffeeStore(context.tx).insertMatch(match) };
}

const SILENT = { checkIn: null, outcome: null, note: null, laterOutcome: null } as const;

function participation(
  round: RoundId,
  member: MemberId,
  {
    answers,
    result,
    matches,
    spoke,
  }: {
    readonly answers: ReadonlyMap<MemberId, Participation['answer']>;
    readonly result: PairingResult;
    readonly matches: readonly Match[];
    readonly spoke: ReadonlySet<MemberId>;
  },
): Participation {
  const answer = answers.get(member) ?? 'invited';
  const match = matches.find(({ members }) => members.some((seat) => seat.member === member));
  const alone = result.leftOut.find(({ id }) => id === member);
  const checkedIn = match?.members.some((seat) => seat.member === member && seat.checkIn !== null) ?? false;
  return {
    round,
    member,
    answer,
    result: match ? 'matched' : alone ? 'left-out' : 'pending',
    reason: alone?.reason ?? null,
    responded: answer !== 'invited' || checkedIn || spoke.has(member),
  };
}

/** A round's steps in the agenda: those that are over as done at their hour, the others still to come. */
async function writeSteps(context: Context, round: RoundId, timeline: Timeline, now: Instant): Promise<void> {
  const moments = { ...STEPS, introduce: 'matchingAt' } as const;
  for (const step of ['invite', 'match', 'introduce', 'nudge', 'check-in', 'close'] as const) {
    const [kind, dueAt] = [stepKind(step), timeline[moments[step]]];
    await context.agenda.plan({ key: stepKey(round, step), kind, payload: { round }, dueAt });
    if (dueAt > now) continue;
    const rows = await context.agenda.claim({ now: dueAt, owner: 'sample', leaseUntil: dueAt, limit: 1, kinds: [kind] });
    for (const row of rows) await context.agenda.finish(row.id, { state: 'done', at: dueAt });
  }
}

/** The second question of matches whose sixty days are not over yet. */
export async function planFollowUps(
  context: Context,
  rounds: readonly PastRound[],
  now: Instant,
  { coffee }: SettingsWithCoffee,
): Promise<void> {
  for (const { timeline, matches } of rounds) {
    const dueAt = after(timeline.checkInAt, 6 * HOUR + coffee.followUpDays * DAY);
    if (dueAt <= now) continue;
    for (const match of matches) {
      for (const { member, checkIn } of match.members) {
        if (member === null || checkIn !== 'met') continue;
        await context.deliveries.plan({
          key: `coffee:follow-up:${match.id}:${member}`,
          kind: 'coffee.follow-up',
          args: { match: match.id, member },
          to: { to: 'member', member },
          dueAt,
        });
      }
    }
  }
}
