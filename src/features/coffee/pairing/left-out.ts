// Why somebody has no match. The rules are asked as if nobody had an avoid list: whatever those cause falls under
// 'nobody-available', which also happens to people nobody avoids, so it tells nothing. Among two or three it would: there everybody
// knows the other rules that could be the cause, so the one reason is that they are few.

import { common } from './criteria.js';
import type { LeftOutReason, PairingSettings, Participant } from './types.js';

/** Among so many, everyone left out is told the same. */
const FEW = 3;

/** The first rule that, with those before it, excludes everybody else. `roundsAgo` is null for two who never met. */
export function leftOutReason(
  person: Participant,
  people: readonly Participant[],
  roundsAgo: (a: number, b: number) => number | null,
  settings: PairingSettings,
): LeftOutReason {
  if (people.length <= FEW) return 'too-few';
  const speaking = people.filter((other) => other.id !== person.id && common(person.languages, other.languages).length > 0);
  if (speaking.length === 0) return 'no-shared-language';
  const elsewhere = speaking.filter(
    (other) => settings.allowSameOrganisation || person.organisationId === null || other.organisationId !== person.organisationId,
  );
  if (elsewhere.length === 0) return 'only-own-organisation';
  const fresh = elsewhere.filter((other) => (roundsAgo(person.id, other.id) ?? Infinity) > settings.noRepeatRounds);
  return fresh.length === 0 ? 'all-met-recently' : 'nobody-available';
}
