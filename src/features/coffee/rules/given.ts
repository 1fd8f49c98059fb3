import type { MemberId } from '../../../core/ids.js';
import type { PairingInput, Participant } from '../pairing/types.js';
import type { Given } from '../types.js';

/**
 * The input as it can be kept: it leads to the same matches, but holds no word of anybody. Terms become numbers, and what is
 * about people and organisations outside the round goes.
 */
export function withoutWords(input: PairingInput): PairingInput {
  const present = new Set(input.participants.map(({ id }) => id));
  const organisations = new Set(input.participants.map(({ organisationId }) => organisationId));
  const names = new Map<string, string>();
  const nameless = (terms: readonly string[]) =>
    terms.map((term) => {
      const name = names.get(term) ?? String(names.size + 1);
      names.set(term, name);
      return name;
    });
  return {
    participants: input.participants.map((participant) => ({
      ...participant,
      offers: nameless(participant.offers),
      wants: nameless(participant.wants),
      avoids: participant.avoids.filter((id) => present.has(id)),
    })),
    meetings: input.meetings.filter(({ a, b }) => present.has(a) && present.has(b)),
    organisationMeetings: input.organisationMeetings.filter(({ a, b }) => organisations.has(a) && organisations.has(b)),
    settings: input.settings,
    seed: input.seed,
  };
}

/** What is kept of each participant, for an input without words. */
export function givenOf({ participants }: PairingInput): ReadonlyMap<MemberId, Given['given']> {
  return new Map(participants.map(({ id, ...rest }) => [id as MemberId, rest]));
}

/** The participants again, in the order of their ids. */
export function participantsGiven(given: readonly Given[]): readonly Participant[] {
  return given.map(({ member, given: kept }): Participant => ({ id: member, ...kept })).sort((a, b) => a.id - b.id);
}
