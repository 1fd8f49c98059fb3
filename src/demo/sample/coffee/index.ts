import type { MemberId } from '../../../core/ids.js';
import { after, DAY, HOUR, type Instant } from '../../../core/time.js';
import type { Context } from '../../../feature-api/index.js';
import { FEATURE, groupKey } from '../../../features/coffee/keys.js';
import { readSettings } from '../../../features/coffee/settings.js';
import { coffeeStore } from '../../../features/coffee/store/index.js';
import type { Member } from '../../../features/coffee/types.js';
import { phrase } from '../../../language/index.js';
import type { SamplePart } from '../part.js';
import { sampleEnrolments } from './enrolments.js';
import { coffeeHabits } from './habits.js';
import { type PastRound, planFollowUps, writeHistory } from './history.js';
import { COFFEE_TALK } from './talk.js';
import { nextRoundAfter, pastTimelines } from './timelines.js';

/** Eight months of rounds and the one under way. */
export const coffeeSample: SamplePart = {
  feature: FEATURE,
  talk: COFFEE_TALK,
  habits: coffeeHabits,
  async seed(context, { members, personas, now }) {
    const rounds = await seedRounds(context, members, personas, now);
    await introducePersonas(context, rounds, personas, context.now);
    const [oldest] = rounds;
    if (!oldest) throw new RangeError('the sample lacks rounds');
    return {
      since: after(oldest.timeline.invitationAt, -5 * DAY),
      settingsChanged: rounds.filter((_, index) => index % 3 === 2).map(({ timeline }) => after(timeline.matchingAt, -30 * HOUR)),
    };
  },
  opening(day, settings) {
    const [last] = pastTimelines(day, settings).slice(-1);
    // In the days between two rounds nobody has been introduced to anybody yet.
    return last !== undefined && last.closingAt > day ? day : nextRoundAfter(day, settings).matchingAt;
  },
  tryFirst: (organiser) => [phrase('coffee.demo.try-preview', { name: organiser }), phrase('coffee.demo.try-time')],
};

/** Writes eight months of past rounds and the one under way at `now`. */
async function seedRounds(
  context: Context,
  members: readonly Member[],
  personas: ReadonlySet<MemberId>,
  now: Instant,
): Promise<readonly PastRound[]> {
  const settings = await readSettings(context);
  const enrolments = sampleEnrolments(members, personas, pastTimelines(now, settings).length, now, settings.timezone);
  for (const { enrolment } of enrolments.values()) await coffeeStore(context.tx).saveEnrolment(enrolment);
  const presence = new Map([...enrolments].map(([member, one]) => [member, one.presence]));
  const rounds = await writeHistory(context, members, presence, personas, now, settings);
  await countSilence(context, rounds);
  await planFollowUps(context, rounds, now, settings);
  return rounds;
}

/** How many rounds in a row each has not answered, up to now. */
async function countSilence(context: Context, rounds: readonly PastRound[]): Promise<void> {
  const over = await Promise.all(
    rounds.filter(({ state }) => state === 'closed').map(({ id }) => coffeeStore(context.tx).participations(id)),
  );
  for (const enrolment of await coffeeStore(context.tx).enrolments()) {
    if (enrolment.state !== 'in') continue;
    const own = over.flatMap((round) => round.filter(({ member, result }) => member === enrolment.member && result === 'matched'));
    const answered = own.findLastIndex(({ responded }) => responded);
    const unanswered = Math.min(2, own.length - 1 - answered);
    if (unanswered > 0) await coffeeStore(context.tx).saveEnrolment({ ...enrolment, unanswered });
  }
}

/** In the round under way the personas' introductions come now, so that there is something to read and to answer. */
async function introducePersonas(
  context: Context,
  rounds: readonly PastRound[],
  personas: ReadonlySet<MemberId>,
  now: Instant,
): Promise<void> {
  for (const { state, matches } of rounds) {
    if (state === 'closed') continue;
    for (const match of matches) {
      const members = match.members.flatMap(({ member }) => member ?? []);
      if (!members.some((member) => personas.has(member))) continue;
      const to = { to: 'group', group: groupKey(match.id), members } as const;
      await context.deliveries.plan({
        key: `coffee:introduction:${match.id}`,
        kind: 'coffee.introduction',
        args: { match: match.id },
        to,
        dueAt: now,
      });
      if (state !== 'checking-in') continue;
      for (const member of members.filter((one) => personas.has(one))) {
        const [key, kind, args] = [`coffee:check-in:${match.id}:${member}`, 'coffee.check-in', { match: match.id, member }];
        await context.deliveries.plan({ key, kind, args, to: { to: 'member', member }, dueAt: after(now, 1) });
      }
    }
  }
}
