import type { MemberId } from '../../../core/ids.js';
import { after, DAY, HOUR, type Instant } from '../../../core/time.js';
import type { Timeline } from '../../../features/coffee/rules/timeline.js';
import { type CheckIn, type MatchMember, type Member, OUTCOMES, type Outcome } from '../../../features/coffee/types.js';
import { type Chance, createChance } from '../../random.js';
import { NOTES } from '../words.js';

type Seat = Pick<MatchMember, 'checkIn' | 'outcome' | 'note' | 'laterOutcome'>;

/** What came of a match, seen from each seat. */
export interface SampleOutcome {
  readonly seats: readonly Seat[];
  readonly lastWordAt: Instant | null;
  /** Who wrote in the group. */
  readonly spoke: ReadonlySet<MemberId>;
}

const SILENT: Seat = { checkIn: null, outcome: null, note: null, laterOutcome: null };

/** How a match went up to `now`. Its members agree on whether they met, and answer differently; personas always answer. */
export function sampleOutcome(
  people: readonly Member[],
  round: number,
  timeline: Timeline,
  now: Instant,
  { personas, silent }: { readonly personas: ReadonlySet<MemberId>; readonly silent: ReadonlySet<MemberId> },
): SampleOutcome {
  const chance = createChance('coffee', round, ...people.map((member) => member.id));
  const possible = people.filter((member) => !silent.has(member.id)).length > 1;
  const went: CheckIn = chance.weighted({ met: possible ? 74 : 0, planned: 8, 'could-not': 16, 'not-a-good-match': 2 });
  const withPersona = people.some((member) => personas.has(member.id));
  const spoke = went === 'met' || withPersona || chance.percent(55);
  const saidAt = after(timeline.matchingAt, chance.between(3, 9 * 24) * HOUR);
  // In the round under way personas have not begun: their introduction is still to be read.
  const lastWordAt = spoke && saidAt <= now && !(withPersona && timeline.closingAt > now) ? saidAt : null;
  const asked = after(timeline.checkInAt, DAY) <= now;
  const reached = chance.weighted({ contact: 44, exchange: 35, 'joint-activity': 16, agreement: 5 });
  const seats = people.map((member): Seat => {
    const answers =
      asked && !silent.has(member.id) && (personas.has(member.id) ? timeline.closingAt <= now : chance.percent(spoke ? 85 : 25));
    return answers ? seatOf(member, went, reached, after(timeline.checkInAt, 60 * DAY) <= now, chance) : SILENT;
  });
  const spokes = people.filter(({ id }) => lastWordAt !== null && !silent.has(id) && (personas.has(id) || chance.percent(80)));
  return { seats, lastWordAt: spokes.length > 0 ? lastWordAt : null, spoke: new Set(spokes.map(({ id }) => id)) };
}

function seatOf(member: Member, checkIn: CheckIn, reached: Outcome, askedAgain: boolean, chance: Chance): Seat {
  if (checkIn !== 'met') return { ...SILENT, checkIn };
  const outcome = chance.percent(75) ? reached : stepFrom(reached, -1);
  return {
    checkIn,
    outcome: chance.percent(92) ? outcome : null,
    note: chance.percent(38) ? chance.pick(NOTES[member.language]) : null,
    laterOutcome: askedAgain && chance.percent(45) ? (chance.percent(35) ? stepFrom(outcome, 1) : outcome) : null,
  };
}

function stepFrom(outcome: Outcome, steps: number): Outcome {
  return OUTCOMES[Math.max(0, Math.min(OUTCOMES.length - 1, OUTCOMES.indexOf(outcome) + steps))] ?? outcome;
}
