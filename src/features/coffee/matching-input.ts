import { localDateOf } from '../../calendar/wall-clock.js';
import type { MemberId } from '../../core/ids.js';
import type { Instant } from '../../core/time.js';
import type { Context } from '../../feature-api/index.js';
import { mapInSlices } from '../../kit/map-in-slices.js';
import { findMembers, listOrganisations } from '../members/public.js';
import { explanationVersion } from './pairing/compatibility.js';
import type { PairingInput, PairingResult } from './pairing/types.js';
import { answerCounts, isEnrolled, mayTakePart } from './rules/eligibility.js';
import { createHours, leftOutLastTime, pairingSettings, pastMeetings, roundsTaken, toParticipant } from './rules/participants.js';
import { coffeeStore } from './store/index.js';
import type { Explanation, Member, Round, SettingsWithCoffee } from './types.js';

/** How many past rounds tell who was left out and who was asked to write first. */
export const ROUNDS_LOOKED_AT = 12;
/** So many are prepared for the matching in one turn of the event loop, which takes a few milliseconds. */
const MEMBERS_AT_ONCE = 100;
const ALL_ROUNDS = { limit: 1000 } as const;

/** Who takes part in a round that was invited, at `now`. */
export async function participantsOf(
  context: Context,
  round: Round,
  settings: SettingsWithCoffee,
  now: Instant,
): Promise<readonly Member[]> {
  const store = coffeeStore(context.tx);
  const today = localDateOf(now, settings.timezone);
  const enrolments = new Map((await store.enrolments()).map((enrolment) => [enrolment.member, enrolment]));
  const answered = (await store.participations(round.id)).filter(({ member, answer }) => {
    const enrolment = enrolments.get(member);
    return answerCounts(answer, settings.coffee.participation) && enrolment !== undefined && isEnrolled(enrolment, today);
  });
  const members = await findMembers(
    context,
    answered.map(({ member }) => member),
  );
  return members.filter(mayTakePart);
}

/** All that the matching is given for `members` in the round `number`, in an order that does not depend on the database. */
export async function inputFor(
  context: Context,
  members: readonly Member[],
  { number, matchingAt, seed }: Pick<Round, 'number' | 'matchingAt' | 'seed'>,
  settings: SettingsWithCoffee,
): Promise<PairingInput> {
  const store = coffeeStore(context.tx);
  const past = await pastOf(context, number);
  const hoursOf = createHours(localDateOf(matchingAt, settings.timezone));
  const organisations = new Map((await listOrganisations(context)).map((organisation) => [organisation.id, organisation]));
  const rounds = (await store.rounds(ALL_ROUNDS)).filter((round) => round.number < number);
  const taken = roundsTaken(past.meetings);
  const recent = rounds.filter(({ state }) => state !== 'cancelled').slice(0, ROUNDS_LOOKED_AT);
  const leftOut = leftOutLastTime(await Promise.all(recent.map((round) => store.participations(round.id))));
  const volunteers = new Set((await store.enrolments()).filter(({ volunteer }) => volunteer).map(({ member }) => member));
  const avoided = new Map<MemberId, MemberId[]>();
  for (const { member, avoids } of await store.allAvoided()) avoided.set(member, [...(avoided.get(member) ?? []), avoids]);
  const participants = await mapInSlices(members, MEMBERS_AT_ONCE, (member) =>
    toParticipant(member, member.organisation === null ? undefined : organisations.get(member.organisation), hoursOf, {
      roundsTaken: taken.get(member.id) ?? 0,
      leftOutLastTime: leftOut.has(member.id),
      avoids: avoided.get(member.id) ?? [],
      acceptsTwo: volunteers.has(member.id),
    }),
  );
  return { participants: participants.toSorted((a, b) => a.id - b.id), ...past, settings: pairingSettings(settings), seed };
}

/** Who had met before the round `number`. */
export async function pastOf(context: Context, number: number): Promise<Pick<PairingInput, 'meetings' | 'organisationMeetings'>> {
  const store = coffeeStore(context.tx);
  const rounds = await store.rounds(ALL_ROUNDS);
  const earlier = rounds.filter((round) => round.number < number);
  const meetings = pastMeetings(await store.meetings(), earlier, number);
  const isNewest = !rounds.some((round) => round.number >= number && round.explanation !== null);
  return { meetings, organisationMeetings: isNewest ? await store.organisationMeetings() : await organisationMeetingsIn(context, earlier) };
}

/** What an older round could know: the meetings in the rounds before it. */
async function organisationMeetingsIn(context: Context, earlier: readonly Round[]): Promise<PairingInput['organisationMeetings']> {
  const pairs = new Map<string, { a: number; b: number }>();
  for (const { members } of await coffeeStore(context.tx).matchesOfRounds(earlier.map(({ id }) => id))) {
    for (const { organisation: one } of members) {
      for (const { organisation: other } of members) {
        if (one !== null && other !== null && one < other) pairs.set(`${one}:${other}`, { a: one, b: other });
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
