import { addDays, localDateOf } from '../../../calendar/wall-clock.js';
import type { MemberId } from '../../../core/ids.js';
import { after, DAY, earliest, type Instant, type Zone } from '../../../core/time.js';
import type { Enrolment, Member } from '../../../features/coffee/types.js';
import { createChance } from '../../random.js';

/** When somebody took part in coffee chats, in rounds counted from 1. */
export interface Presence {
  readonly joinedAt: Instant;
  /** Rounds in which they paused. */
  readonly awayIn: ReadonlySet<number>;
  /** The first round after they left; Infinity for those who did not. */
  readonly leftIn: number;
  /** Never says anything. */
  readonly silent: boolean;
}

/** Everyone who ever joined, and how they stand at `now`. Some never did; personas are in since their first month. */
export function sampleEnrolments(
  members: readonly Member[],
  personas: ReadonlySet<MemberId>,
  rounds: number,
  now: Instant,
  zone: Zone,
): ReadonlyMap<MemberId, { readonly presence: Presence; readonly enrolment: Enrolment }> {
  const today = localDateOf(now, zone);
  return new Map(
    members.flatMap((member) => {
      const chance = createChance('enrolment', member.id);
      if (personas.has(member.id)) return [[member.id, entry(member, after(member.joinedAt, DAY))] as const];
      if (chance.percent(9)) return [];
      const joinedAt = earliest(after(member.joinedAt, chance.between(1, 12) * DAY), after(now, -DAY));
      if (chance.percent(4)) return [[member.id, entry(member, joinedAt, { leftIn: chance.between(3, rounds), state: 'left' })] as const];
      // Paused by the bot after three rounds of silence.
      if (chance.percent(4))
        return [[member.id, entry(member, joinedAt, { silent: true, leftIn: 4, state: 'paused', unanswered: 3 })] as const];
      if (chance.percent(6)) {
        const pausedUntil = addDays(today, chance.between(10, 50));
        return [[member.id, entry(member, joinedAt, { awayIn: new Set([rounds]), state: 'paused', pausedUntil })] as const];
      }
      const away = chance.percent(12) ? chance.between(2, rounds - 2) : undefined;
      const awayIn = new Set(away === undefined ? [] : chance.percent(50) ? [away] : [away, away + 1]);
      return [[member.id, entry(member, joinedAt, { awayIn, volunteer: chance.percent(10) })] as const];
    }),
  );
}

function entry(
  { id }: Member,
  joinedAt: Instant,
  more: Partial<Omit<Presence, 'joinedAt'> & Pick<Enrolment, 'state' | 'pausedUntil' | 'volunteer' | 'unanswered'>> = {},
): { readonly presence: Presence; readonly enrolment: Enrolment } {
  const { awayIn = new Set<number>(), leftIn = Number.POSITIVE_INFINITY, silent = false } = more;
  const { state = 'in', pausedUntil = null, unanswered = 0, volunteer = false } = more;
  return { presence: { joinedAt, awayIn, leftIn, silent }, enrolment: { member: id, state, pausedUntil, unanswered, volunteer, joinedAt } };
}
