// Says why somebody has no match. The rules are evaluated without avoid lists. Whatever an avoid list causes is reported as
// 'nobody-available', which also happens to members whom nobody avoids, so it reveals nothing. Among two or three members everybody
// knows the other rules that could be the cause, so there the only reason is 'too-few'.

import { common } from './criteria.js';
import type { LeftOutReason, PairingSettings, Participant } from './types.js';

/** In rounds of up to this many members everybody who is left out gets the same reason. */
const FEW = 3;

/** The first rule that, together with the rules before it, excludes all other members. `roundsAgo` is null for two who never met. */
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
