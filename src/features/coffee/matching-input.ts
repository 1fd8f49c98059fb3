import { localDateOf } from '../../calendar/wall-clock.js';
import type { MemberId } from '../../core/ids.js';
import type { Context } from '../../feature-api/index.js';
import { mapInSlices } from '../../kit/map-in-slices.js';
import { findMembers, listOrganisations } from '../members/public.js';
import { explanationVersion } from './pairing/compatibility.js';
import type { PairingInput, PairingResult } from './pairing/types.js';
import { answerCounts, isEnrolled, mayTakePart } from './rules/eligibility.js';
import { createHours, pairingSettings, pastMeetings, roundsTaken, toParticipant } from './rules/participants.js';
import { coffeeStore } from './store/index.js';
import type { Explanation, Member, Records, Round, SettingsWithCoffee } from './types.js';

/** How many past rounds tell who was left out and who was asked to write first. */
export const ROUNDS_LOOKED_AT = 12;
/** Members prepared for the matching in one turn of the event loop, which takes a few milliseconds. */
const MEMBERS_AT_ONCE = 100;

/** Who takes part in a round that was invited, as things stand. */
export async function participantsOf(
  context: Context,
  records: Pick<Records, 'enrolments'>,
  round: Pick<Round, 'id'>,
  settings: SettingsWithCoffee,
): Promise<readonly Member[]> {
  const today = localDateOf(context.now, settings.timezone);
  const enrolments = new Map(records.enrolments.map((enrolment) => [enrolment.member, enrolment]));
  const answered = (await coffeeStore(context.tx).participations(round.id)).filter(({ member, answer }) => {
    const enrolment = enrolments.get(member);
    return answerCounts(answer, settings.coffee.participation) && enrolment !== undefined && isEnrolled(enrolment, today);
  });
  return membersOf(context, answered);
}

/** Before the invitation: everyone who joined, as if all of them took part. */
export async function wouldTakePart(
  context: Context,
  { enrolments }: Pick<Records, 'enrolments'>,
  { matchingAt }: Pick<Round, 'matchingAt'>,
  settings: SettingsWithCoffee,
): Promise<readonly Member[]> {
  const day = localDateOf(matchingAt, settings.timezone);
  const enrolled = enrolments.filter((enrolment) => isEnrolled(enrolment, day));
  return membersOf(context, enrolled);
}

/** Those of them who may take part. */
async function membersOf(context: Context, seats: readonly { readonly member: MemberId }[]): Promise<readonly Member[]> {
  const members = await findMembers(
    context,
    seats.map(({ member }) => member),
  );
  return members.filter(mayTakePart);
}

/** All that the matching is given for `members` in the round `number`, in an order that does not depend on the database. */
export async function inputFor(
  context: Context,
  records: Records,
  members: readonly Member[],
  { number, matchingAt, seed }: Pick<Round, 'number' | 'matchingAt' | 'seed'>,
  settings: SettingsWithCoffee,
): Promise<PairingInput> {
  const past = await pastOf(context, records, number);
  const hoursOf = createHours(localDateOf(matchingAt, settings.timezone));
  const organisations = new Map((await listOrganisations(context)).map((organisation) => [organisation.id, organisation]));
  const taken = roundsTaken(past.meetings);
  const held = records.rounds.filter((round) => round.number < number && round.state !== 'cancelled');
  const leftOut = await coffeeStore(context.tx).leftOutLastTime(held.slice(0, ROUNDS_LOOKED_AT).map(({ id }) => id));
  const volunteers = new Set(records.enrolments.filter(({ volunteer }) => volunteer).map(({ member }) => member));
  const avoided = new Map<MemberId, MemberId[]>();
  for (const { member, avoids } of records.avoided) avoided.set(member, [...(avoided.get(member) ?? []), avoids]);
  const participants = await mapInSlices(members, MEMBERS_AT_ONCE, (member) =>
    toParticipant(member, member.organisation === null ? undefined : organisations.get(member.organisation), hoursOf, {
      roundsTaken: taken.get(member.id) ?? 0,
      leftOutLastTime: leftOut.has(member.id),
      avoids: avoided.get(member.id) ?? [],
      acceptsTwo: volunteers.has(member.id),
    }),
  );
  const day = localDateOf(matchingAt, settings.timezone);
  const enrolled = records.enrolments.filter((enrolment) => isEnrolled(enrolment, day)).length;
  return { participants: participants.toSorted((a, b) => a.id - b.id), ...past, settings: pairingSettings(settings, enrolled), seed };
}

/** Who had met before the round `number`. */
export async function pastOf(
  context: Context,
  { rounds, meetings, organisationMeetings }: Omit<Records, 'enrolments' | 'avoided'>,
  number: number,
): Promise<Pick<PairingInput, 'meetings' | 'organisationMeetings'>> {
  const earlier = rounds.filter((round) => round.number < number);
  const isNewest = !rounds.some((round) => round.number >= number && round.matched);
  return {
    meetings: pastMeetings(meetings, earlier, number),
    organisationMeetings: isNewest ? organisationMeetings : await organisationMeetingsIn(context, earlier),
  };
}

/** What an older round could know: the meetings in the rounds before it. */
async function organisationMeetingsIn(
  context: Context,
  earlier: readonly Pick<Round, 'id'>[],
): Promise<PairingInput['organisationMeetings']> {
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
