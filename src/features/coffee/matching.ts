import { localDateOf } from '../../calendar/wall-clock.js';
import type { MatchId, MemberId, RoundId } from '../../core/ids.js';
import type { Settings } from '../../core/settings.js';
import type { Instant } from '../../core/time.js';
import type { Participation, Round } from '../../ports/coffee.js';
import type { Member } from '../../ports/members.js';
import type { Repositories } from '../../ports/store.js';
import type { CoffeeDependencies } from './coffee.js';
import { explanationVersion } from './pairing/compatibility.js';
import type { Match as Pairing, PairingInput, PairingProof, PairingResult, PairingSettings } from './pairing/types.js';
import { inState, move, stepKey } from './rounds.js';
import { answerCounts, isEnrolled, mayTakePart } from './rules/eligibility.js';
import { givenOf, withoutWords } from './rules/given.js';
import {
  createHours,
  firstToWrite,
  leftOutLastTime,
  pairingSettings,
  pastMeetings,
  roundsTaken,
  toParticipant,
} from './rules/participants.js';
import { storedReasons } from './rules/reasons.js';
import { afterDelay } from './rules/timeline.js';

/** How many past rounds tell who was left out and who was named first. */
const ROUNDS_LOOKED_AT = 12;

/** So many rounds can be matched again; what older ones were given is dropped, since it tells of people. */
const ROUNDS_REPEATABLE = 26;

/**
 * What is kept to explain a round and to repeat it, beside what was given of each participant (rules/given.ts): no names,
 * no words of people, only what they amounted to.
 */
export interface Explanation {
  /** 1: the digest is of an input with words, and nothing was kept of the participants. 2 and 3: see pairing/compatibility.ts. */
  readonly version: 1 | 2 | 3;
  /** Of the input without words: the same digest gives the same matches. */
  readonly inputDigest: string;
  readonly participants: number;
  readonly settings: PairingSettings;
  readonly proof: PairingProof;
}

/** Who takes part in a round that was invited, as things stand. */
export async function participantsOf(r: Repositories, round: Round, settings: Settings, now: Instant): Promise<readonly MemberId[]> {
  const today = localDateOf(now, settings.timezone);
  const enrolments = new Map((await r.coffee.enrolments()).map((enrolment) => [enrolment.member, enrolment]));
  const answered = (await r.coffee.participations(round.id)).filter(({ member, answer }) => {
    const enrolment = enrolments.get(member);
    return answerCounts(answer, settings.coffee.participation) && enrolment !== undefined && isEnrolled(enrolment, today);
  });
  const members = await r.members.findMany(answered.map(({ member }) => member));
  return members.filter(mayTakePart).map(({ id }) => id);
}

/** All that the matching is given for `members` in the round `number`, in an order that does not depend on the database. */
export async function inputFor(
  r: Repositories,
  members: readonly MemberId[],
  { number, matchingAt, seed }: Pick<Round, 'number' | 'matchingAt' | 'seed'>,
  settings: Settings,
): Promise<PairingInput> {
  const past = await pastOf(r, number);
  const hoursOf = createHours(localDateOf(matchingAt, settings.timezone));
  const organisations = new Map((await r.organisations.list()).map((organisation) => [organisation.id, organisation]));
  const rounds = (await r.coffee.rounds({ limit: 1000 })).filter((round) => round.number < number);
  const taken = roundsTaken(past.meetings);
  const recent = rounds.filter(({ state }) => state !== 'cancelled').slice(0, ROUNDS_LOOKED_AT);
  const leftOut = leftOutLastTime(await Promise.all(recent.map((round) => r.coffee.participations(round.id))));
  const volunteers = new Set((await r.coffee.enrolments()).filter(({ volunteer }) => volunteer).map(({ member }) => member));
  const avoided = new Map<MemberId, MemberId[]>();
  for (const { member, avoids } of await r.members.allAvoided()) avoided.set(member, [...(avoided.get(member) ?? []), avoids]);
  const present = await r.members.findMany(members);
  const participants = present
    .map((member) =>
      toParticipant(member, member.organisation === null ? undefined : organisations.get(member.organisation), hoursOf, {
        roundsTaken: taken.get(member.id) ?? 0,
        leftOutLastTime: leftOut.has(member.id),
        avoids: avoided.get(member.id) ?? [],
        acceptsTwo: volunteers.has(member.id),
      }),
    )
    .sort((a, b) => a.id - b.id);
  return { participants, ...past, settings: pairingSettings(settings), seed };
}

/** Who had met before the round `number`. */
export async function pastOf(r: Repositories, number: number): Promise<Pick<PairingInput, 'meetings' | 'organisationMeetings'>> {
  const rounds = (await r.coffee.rounds({ limit: 1000 })).filter((round) => round.number < number);
  const meetings = pastMeetings(await r.coffee.meetings(), rounds, number);
  return { meetings, organisationMeetings: await organisationMeetingsBefore(r, number) };
}

/** Before the newest round, all that the repository knows; before an older one, what that round could know. */
async function organisationMeetingsBefore(r: Repositories, number: number): Promise<PairingInput['organisationMeetings']> {
  const rounds = await r.coffee.rounds({ limit: 1000 });
  if (!rounds.some((round) => round.number >= number && round.explanation !== null)) return r.coffee.organisationMeetings();
  const pairs = new Map<string, { a: number; b: number }>();
  for (const round of rounds.filter((earlier) => earlier.number < number)) {
    for (const { members } of await r.coffee.matches(round.id)) {
      for (const { organisation: one } of members) {
        for (const { organisation: other } of members) {
          if (one !== null && other !== null && one < other) pairs.set(`${one}:${other}`, { a: one, b: other });
        }
      }
    }
  }
  return [...pairs.values()].sort((x, y) => x.a - y.a || x.b - y.b);
}

/** SHA-256 of the input, in hexadecimal. */
export async function digestOf(input: PairingInput): Promise<string> {
  const bytes = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(JSON.stringify(input))));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** The explanation of what was found for an input without words. */
export async function explanationOf(kept: PairingInput, { proof }: PairingResult): Promise<Explanation> {
  const { settings, participants } = kept;
  const version = explanationVersion(participants.length);
  return { version, inputDigest: await digestOf(kept), participants: participants.length, settings, proof };
}

/** What a matching was given and what it found. */
export interface Found {
  readonly input: PairingInput;
  readonly result: PairingResult;
}

export function createMatching({ store, matcher, logger }: Pick<CoffeeDependencies, 'store' | 'matcher' | 'logger'>) {
  /** Finds the matches outside any transaction: it may take seconds. */
  async function find(round: Round, now: Instant): Promise<Found> {
    const settings = await store.read.community.settings();
    const members = await participantsOf(store.read, round, settings, now);
    const input = await inputFor(store.read, members, round, settings);
    return { input, result: await matcher.pair(input) };
  }

  /**
   * Writes what was found, in one transaction. If somebody skipped, joined, was forgotten or became unwelcome to their
   * match meanwhile, nothing is written and the matching is planned once more.
   */
  async function write(
    r: Repositories,
    id: RoundId,
    { input, result }: Found,
    { now, attempt }: { readonly now: Instant; readonly attempt: number },
  ): Promise<void> {
    const round = await inState(r, id, ['invited']);
    if (!round) return;
    const settings = await r.community.settings();
    const members = await participantsOf(r, round, settings, now);
    if (JSON.stringify(await inputFor(r, members, round, settings)) !== JSON.stringify(input)) {
      const payload = { round: id, attempt: attempt + 1 };
      await r.agenda.plan({ key: stepKey(id, `match:${attempt + 1}`), kind: 'coffee.match', payload, dueAt: now });
      logger.info({ round: id, attempt }, 'coffee matching is out of date and starts again');
      return;
    }
    await writeMatches(r, round, result, members);
    const kept = withoutWords(input);
    await writeResults(r, round, result, givenOf(kept));
    await r.coffee.dropGivenBefore(round.number + 1 - ROUNDS_REPEATABLE);
    const explanation = JSON.stringify(await explanationOf(kept, result));
    await r.coffee.updateRound(id, { state: 'matched', explanation });
    await move(r, round, afterDelay(round, 'matchingAt', now, settings));
    await r.agenda.plan({ key: stepKey(id, 'introduce'), kind: 'coffee.introduce', payload: { round: id }, dueAt: now });
    logger.info(
      { round: id, matches: result.matches.length, leftOut: result.leftOut.length, gap: result.proof.gap },
      'coffee round matched',
    );
  }

  return { find, write };
}

async function writeMatches(r: Repositories, round: Round, result: PairingResult, members: readonly MemberId[]): Promise<void> {
  const people = new Map((await r.members.findMany(members)).map((member) => [Number(member.id), member]));
  const named = await timesNamedFirst(r, round);
  const seated = new Set<MemberId>();
  for (const [index, match] of result.matches.entries()) {
    const seats = match.members.map((id) => {
      const member = people.get(id);
      if (!member) throw new RangeError(`the matching names ${id}, who does not take part`);
      return member;
    });
    const ids = seats.map((member) => member.id);
    const first = firstToWrite(ids, named, round.seed + index);
    if (first !== null) named.set(first, (named.get(first) ?? 0) + 1);
    await insertMatch(
      r,
      round,
      match,
      seats,
      first,
      ids.filter((member) => seated.has(member)),
    );
    for (const member of ids) seated.add(member);
  }
}

function insertMatch(
  r: Repositories,
  round: Round,
  match: Pairing,
  seats: readonly Pick<Member, 'id' | 'organisation'>[],
  first: MemberId | null,
  second: readonly MemberId[],
): Promise<MatchId> {
  return r.coffee.insertMatch({
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
    reasons: JSON.stringify(storedReasons(match.members, match.reasons)),
    commonLanguages: match.commonLanguages,
    lastWordAt: null,
    second,
  });
}

async function writeResults(r: Repositories, round: Round, result: PairingResult, given: ReadonlyMap<MemberId, string>): Promise<void> {
  const matched = new Set(result.matches.flatMap((match) => match.members));
  const reasons = new Map(result.leftOut.map(({ id, reason }) => [id, reason]));
  const changed = (await r.coffee.participations(round.id)).flatMap((participation): readonly Participation[] => {
    if (matched.has(participation.member)) return [{ ...participation, result: 'matched' }];
    const reason = reasons.get(participation.member);
    return reason === undefined ? [] : [{ ...participation, result: 'left-out', reason }];
  });
  await r.coffee.saveParticipations(changed, given);
}

async function timesNamedFirst(r: Repositories, round: Round): Promise<Map<MemberId, number>> {
  const times = new Map<MemberId, number>();
  const recent = (await r.coffee.rounds({ limit: ROUNDS_LOOKED_AT })).filter(({ number }) => number < round.number);
  for (const { id } of recent) {
    for (const { firstToWrite: first } of await r.coffee.matches(id)) {
      if (first !== null) times.set(first, (times.get(first) ?? 0) + 1);
    }
  }
  return times;
}
