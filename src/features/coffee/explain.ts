import { NotFoundError } from '../../core/errors.js';
import type { Context } from '../../feature-api/index.js';
import { phrase } from '../../language/index.js';
import { findMembers } from '../members/public.js';
import { digestOf, pastOf } from './matching-input.js';
import { pairMembers } from './pair-members.js';
import { canBeRepeated } from './pairing/compatibility.js';
import type { PairingResult } from './pairing/types.js';
import type { ShownMatch } from './preview.js';
import { participantsGiven, withoutWords } from './rules/given.js';
import { coffeeStore } from './store/index.js';
import type { Explanation, Match, Round } from './types.js';

export interface Explained {
  readonly round: Round;
  readonly matches: readonly ShownMatch[];
  readonly explanation: Explanation | null;
  /**
   * Whether the matching, run again on what it was given then, gave the same matches; `incomplete`: that is no longer all
   * there, because somebody was erased, it is too long ago, or an earlier version matched so large a round in another way.
   */
  readonly repeated: 'same' | 'incomplete' | 'different';
}

/** A past round with its reasons, matched once more to see whether the result is the same. Throws a `NotFoundError` for a round without a matching. */
export async function explain(context: Context, number: number): Promise<Explained> {
  const store = coffeeStore(context.tx);
  const round = await store.roundByNumber(number);
  const explanation = round?.explanation;
  if (!round || !explanation) throw new NotFoundError(`no round ${number}`, phrase('coffee-organisers.error.no-such-round'));
  const stored = await store.matches(round.id);
  const ids = stored.flatMap(({ members }) => members.flatMap(({ member }) => (member === null ? [] : [member])));
  const people = new Map((await findMembers(context, ids)).map((member) => [member.id, member]));
  return {
    round,
    explanation,
    matches: stored.map((match) => ({
      seats: match.members.map(({ member }) => (member === null ? null : (people.get(member) ?? null))),
      reasons: match.reasons,
    })),
    repeated: await repeat(context, round, explanation, stored),
  };
}

async function repeat(
  context: Context,
  round: Round,
  { version, settings, inputDigest }: Explanation,
  stored: readonly Match[],
): Promise<Explained['repeated']> {
  const store = coffeeStore(context.tx);
  const participants = participantsGiven(await store.given(round.id));
  const past = await pastOf(context, await store.records(), round.number);
  const input = withoutWords({ participants, ...past, settings, seed: round.seed });
  if ((await digestOf(input)) !== inputDigest) return 'incomplete';
  if (!canBeRepeated(version, participants.length)) return 'incomplete';
  return sameMatches(await pairMembers(context, input), stored) ? 'same' : 'different';
}

function sameMatches(result: PairingResult, stored: readonly Match[]): boolean {
  const name = (members: readonly (number | null)[]) => [...members].sort((a, b) => (a ?? 0) - (b ?? 0)).join(' ');
  const [again, before] = [
    result.matches.map(({ members }) => name(members)).sort(),
    stored.map(({ members }) => name(members.map(({ member }) => member))).sort(),
  ];
  return again.join('|') === before.join('|');
}
