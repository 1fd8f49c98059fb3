import { localDateOf } from '../../calendar/wall-clock.js';
import { NotFoundError } from '../../core/errors.js';
import type { MemberId } from '../../core/ids.js';
import type { Settings } from '../../core/settings.js';
import { phrase } from '../../language/index.js';
import type { Match, Round } from '../../ports/coffee.js';
import type { Member } from '../../ports/members.js';
import type { CoffeeDependencies } from './coffee.js';
import { digestOf, type Explanation, inputFor, participantsOf, pastOf } from './matching.js';
import { canBeRepeated } from './pairing/compatibility.js';
import type { LeftOutReason, PairingProof, PairingResult } from './pairing/types.js';
import { isEnrolled, mayTakePart } from './rules/eligibility.js';
import { participantsGiven, withoutWords } from './rules/given.js';
import { readReasons, type StoredReason, storedReasons } from './rules/reasons.js';
import { timelineFromNow } from './rules/timeline.js';

/** A match as organisers see it beforehand, or looking back. */
export interface ShownMatch {
  /** Null where somebody was forgotten since. */
  readonly seats: readonly (Member | null)[];
  readonly reasons: readonly StoredReason[];
}

export interface Preview {
  /** The round that is shown; null when none is planned. */
  readonly round: Round | null;
  readonly matches: readonly ShownMatch[];
  readonly leftOut: readonly { readonly member: Member; readonly reason: LeftOutReason }[];
  readonly proof: PairingProof;
  readonly settings: Settings;
}

export interface Explained {
  readonly round: Round;
  readonly matches: readonly ShownMatch[];
  readonly explanation: Explanation | null;
  /**
   * Whether the matching, run again on what it was given then, gave the same matches; `incomplete`: that is no longer all
   * there, because somebody was forgotten or it is too long ago, or an earlier version matched so large a round in another way.
   */
  readonly repeated: 'same' | 'incomplete' | 'different';
}

export function createPreviews({
  store,
  clock,
  matcher,
  randomSeed,
}: Pick<CoffeeDependencies, 'store' | 'clock' | 'matcher' | 'randomSeed'>) {
  /** Matches as things stand, and writes nothing: with the same seed and nothing changed, the round comes out like this. */
  async function preview(): Promise<Preview> {
    const r = store.read;
    const settings = await r.community.settings();
    const now = clock.now();
    const current = await r.coffee.currentRound();
    const open = current && (current.state === 'planned' || current.state === 'invited') ? current : undefined;
    const [newest] = await r.coffee.rounds({ limit: 1 });
    const round = open ?? { number: (newest?.number ?? 0) + 1, seed: randomSeed(), ...timelineFromNow(now, settings) };
    const members = open?.state === 'invited' ? await participantsOf(r, open, settings, now) : await wouldTakePart(round, settings);
    const result = await matcher.pair(await inputFor(r, members, round, settings));
    const people = new Map((await r.members.findMany(members)).map((member) => [Number(member.id), member]));
    return {
      round: open ?? null,
      matches: result.matches.map((match) => ({
        seats: match.members.map((id) => people.get(id) ?? null),
        reasons: storedReasons(match.members, match.reasons),
      })),
      leftOut: result.leftOut.flatMap(({ id, reason }) => {
        const member = people.get(id);
        return member ? [{ member, reason }] : [];
      }),
      proof: result.proof,
      settings,
    };
  }

  /** Before the invitation: everyone who joined, as if all of them took part. */
  async function wouldTakePart({ matchingAt }: Pick<Round, 'matchingAt'>, settings: Settings): Promise<readonly MemberId[]> {
    const day = localDateOf(matchingAt, settings.timezone);
    const enrolled = (await store.read.coffee.enrolments()).filter((enrolment) => isEnrolled(enrolment, day));
    const members = await store.read.members.findMany(enrolled.map(({ member }) => member));
    return members.filter(mayTakePart).map(({ id }) => id);
  }

  /** A past round with its reasons, matched once more to see that it comes out the same. Throws a `NotFoundError` for a round that brought nobody together. */
  async function explain(number: number): Promise<Explained> {
    const r = store.read;
    const round = (await r.coffee.rounds({ limit: 1000 })).find((one) => one.number === number);
    if (!round || round.explanation === null)
      throw new NotFoundError(`no round ${number}`, phrase('coffee-organisers.error.no-such-round'));
    const explanation = JSON.parse(round.explanation) as Explanation;
    const stored = await r.coffee.matches(round.id);
    const ids = stored.flatMap(({ members }) => members.flatMap(({ member }) => (member === null ? [] : [member])));
    const people = new Map((await r.members.findMany(ids)).map((member) => [member.id, member]));
    return {
      round,
      explanation,
      matches: stored.map((match) => ({
        seats: match.members.map(({ member }) => (member === null ? null : (people.get(member) ?? null))),
        reasons: readReasons(match),
      })),
      repeated: await repeat(round, explanation, stored),
    };
  }

  async function repeat(
    round: Round,
    { version, settings, inputDigest }: Explanation,
    stored: readonly Match[],
  ): Promise<Explained['repeated']> {
    const participants = participantsGiven(await store.read.coffee.given(round.id));
    const past = await pastOf(store.read, round.number);
    const input = withoutWords({ participants, ...past, settings, seed: round.seed });
    if ((await digestOf(input)) !== inputDigest) return 'incomplete';
    if (!canBeRepeated(version, participants.length)) return 'incomplete';
    return sameMatches(await matcher.pair(input), stored) ? 'same' : 'different';
  }

  return { preview, explain };
}

function sameMatches(result: PairingResult, stored: readonly Match[]): boolean {
  const name = (members: readonly (number | null)[]) => [...members].sort((a, b) => (a ?? 0) - (b ?? 0)).join(' ');
  const [again, before] = [
    result.matches.map(({ members }) => name(members)).sort(),
    stored.map(({ members }) => name(members.map(({ member }) => member))).sort(),
  ];
  return again.join('|') === before.join('|');
}
