import { nextOccurrence } from '../../calendar/cadence.js';
import { addDays, localDateOf } from '../../calendar/wall-clock.js';
import type { MemberId, RoundId } from '../../core/ids.js';
import type { Settings } from '../../core/settings.js';
import { DAY, HOUR, type Instant, type LocalDate } from '../../core/time.js';
import { explanationOf, inputFor } from '../../features/coffee/matching.js';
import { pair } from '../../features/coffee/pairing/pair.js';
import type { PairingResult } from '../../features/coffee/pairing/types.js';
import { STEPS, stepKey } from '../../features/coffee/rounds.js';
import { givenOf, withoutWords } from '../../features/coffee/rules/given.js';
import { firstToWrite } from '../../features/coffee/rules/participants.js';
import { storedReasons } from '../../features/coffee/rules/reasons.js';
import { offBlackout, type Timeline, timelineOf } from '../../features/coffee/rules/timeline.js';
import type { Match, MatchMember, Participation, RoundState } from '../../ports/coffee.js';
import type { Member } from '../../ports/members.js';
import type { Repositories } from '../../ports/store.js';
import { createChance } from '../random.js';
import { type Coffee, lived } from './coffees.js';
import type { Presence } from './enrolments.js';

/** So many months of rounds that are over. */
const MONTHS = 8;
/** In case the calendar has months without a round. */
const LOOK_BACK_MONTHS = MONTHS + 6;

export interface PastRound {
  readonly id: RoundId;
  readonly number: number;
  readonly state: RoundState;
  readonly timeline: Timeline;
  readonly matches: readonly Match[];
}

/** Moments of the last rounds, the oldest first: eight that are over at `now`, and the one under way if there is one. */
export function pastTimelines(now: Instant, settings: Settings): readonly Timeline[] {
  const timelines: Timeline[] = [];
  let from = addDays(localDateOf(now, settings.timezone), -31 * LOOK_BACK_MONTHS);
  for (;;) {
    const timeline = timelineFrom(from, settings);
    if (timeline.matchingAt > now) break;
    timelines.push(timeline);
    from = addDays(localDateOf(timeline.matchingAt, settings.timezone), 7);
  }
  const underWay = timelines.filter((timeline) => timeline.closingAt > now).length;
  return timelines.slice(-(MONTHS + underWay));
}

/** The first round whose people are matched after `now`. */
export function nextRoundAfter(now: Instant, settings: Settings): Timeline {
  let from = addDays(localDateOf(now, settings.timezone), -31);
  for (;;) {
    const timeline = timelineFrom(from, settings);
    if (timeline.matchingAt > now) return timeline;
    from = addDays(localDateOf(timeline.matchingAt, settings.timezone), 7);
  }
}

/** The sample's rounds are monthly, on the first Sunday. */
function timelineFrom(from: LocalDate, settings: Settings): Timeline {
  const date = nextOccurrence(from, { every: 'month', weekday: 'sun', which: 1 });
  if (date === undefined) throw new RangeError('a monthly round has a next one');
  return timelineOf(offBlackout(date, settings), settings);
}

/** Writes past rounds as if they had been: the same matching, the same rules, and what people said of it. */
export async function writeHistory(
  r: Repositories,
  members: readonly Member[],
  presence: ReadonlyMap<MemberId, Presence>,
  personas: ReadonlySet<MemberId>,
  now: Instant,
): Promise<readonly PastRound[]> {
  const settings = await r.community.settings();
  const byId = new Map<number, Member>(members.map((member) => [member.id, member]));
  const silent = new Set([...presence].flatMap(([member, one]) => (one.silent ? [member] : [])));
  const named = new Map<MemberId, number>();
  const rounds: PastRound[] = [];
  for (const [index, timeline] of pastTimelines(now, settings).entries()) {
    const number = index + 1;
    const seed = 1_000 + number * 37;
    const state: RoundState = timeline.closingAt <= now ? 'closed' : timeline.checkInAt <= now ? 'checking-in' : 'introduced';
    const id = await r.coffee.insertRound({ number, state: 'matched', ...timeline, seed, explanation: null });
    const asked = members.filter((member) => isAsked(presence.get(member.id), number, timeline));
    // Those whom visitors play always take part, so that each has somebody to meet.
    const answers = new Map(
      asked.map(({ id: member }) => [member, personas.has(member) ? 'in' : answerOf(presence.get(member), member, number)]),
    );
    const taking = asked.filter((member) => ['in', 'invited'].includes(answers.get(member.id) ?? '')).map((member) => member.id);
    const input = await inputFor(r, taking, { number, matchingAt: timeline.matchingAt, seed }, settings);
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
      const coffee = lived(people, number, timeline, now, { personas, silent });
      for (const member of coffee.spoke) spoke.add(member);
      matches.push(await writeMatch(r, id, found, people, first, coffee));
    }
    const kept = withoutWords(input);
    await r.coffee.saveParticipations(
      asked.map((member) => participation(id, member.id, { answers, result, matches, spoke })),
      givenOf(kept),
    );
    await r.coffee.updateRound(id, { state, explanation: JSON.stringify(await explanationOf(kept, result)) });
    await writeSteps(r, id, timeline, now);
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
  r: Repositories,
  round: RoundId,
  found: PairingResult['matches'][number],
  people: readonly Member[],
  first: MemberId | null,
  coffee: Coffee,
): Promise<Match> {
  const match = {
    round,
    members: people.map(
      (member, seat): MatchMember => ({ member: member.id, organisation: member.organisation, ...(coffee.seats[seat] ?? SILENT) }),
    ),
    firstToWrite: first,
    score: found.score,
    reasons: JSON.stringify(storedReasons(found.members, found.reasons)),
    commonLanguages: found.commonLanguages,
    lastWordAt: coffee.lastWordAt,
  };
  return { ...match, id: await r.coffee.insertMatch(match) };
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
async function writeSteps(r: Repositories, round: RoundId, timeline: Timeline, now: Instant): Promise<void> {
  const moments = { ...STEPS, introduce: 'matchingAt' } as const;
  for (const step of ['invite', 'match', 'introduce', 'nudge', 'check-in', 'close'] as const) {
    const [kind, dueAt] = [`coffee.${step}`, timeline[moments[step]]];
    await r.agenda.plan({ key: stepKey(round, step), kind, payload: { round }, dueAt });
    if (dueAt > now) continue;
    const rows = await r.agenda.claim({ now: dueAt, owner: 'sample', leaseUntil: dueAt, limit: 1, kinds: [kind] });
    for (const row of rows) await r.agenda.finish(row.id, { state: 'done', at: dueAt });
  }
}

/** The second asking of coffees whose sixty days are not over yet. */
export async function planFollowUps(r: Repositories, rounds: readonly PastRound[], now: Instant): Promise<void> {
  const { coffee } = await r.community.settings();
  for (const { timeline, matches } of rounds) {
    const dueAt = timeline.checkInAt + 6 * HOUR + coffee.followUpDays * DAY;
    if (dueAt <= now) continue;
    for (const match of matches) {
      for (const { member, checkIn } of match.members) {
        if (member === null || checkIn !== 'met') continue;
        await r.deliveries.plan({
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
