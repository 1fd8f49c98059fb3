// The choice of a month's topics once more, written from its description: each slot sorts everything that could fill it by one list
// of numbers. Nothing is remembered; each number is counted again from the lists.

import type { ChoiceInput, HeldTopic, Proposal } from '../../../src/features/topics/rules/choice-types.js';
import { lotOf } from '../../../src/features/topics/rules/lot.js';

const months = (month: string) => Number(month.slice(0, 4)) * 12 + Number(month.slice(5));

/** The proposals that end up in `proposal`, with itself. */
function mergedInto(proposal: Proposal, all: readonly Proposal[]): readonly Proposal[] {
  const within = all.filter((other) => other.mergedInto === proposal.id);
  return [proposal, ...within.flatMap((other) => mergedInto(other, all))];
}

function topicsOf(sector: string | null, held: readonly HeldTopic[], sectors: readonly string[]): number {
  const turn = (topic: HeldTopic) => (topic.sector !== null && sectors.includes(topic.sector) ? topic.sector : null);
  const counts = new Map<string | null, number>([...sectors, null].map((each) => [each, 0]));
  for (const month of [...new Set(held.map((topic) => topic.month))].sort()) {
    for (const topic of held.filter((each) => each.month === month)) counts.set(turn(topic), counts.get(turn(topic))! + 1);
    const most = Math.max(...sectors.map((each) => counts.get(each)!));
    for (const [each, count] of counts) counts.set(each, Math.max(count, most - 2));
  }
  return counts.get(sector)!;
}

interface Filler {
  readonly text: string;
  readonly sector: string | null;
  /** The lower, the better, the first that differs deciding. */
  readonly order: readonly number[];
}

function before(one: readonly number[], other: readonly number[]): number {
  for (const [index, number] of one.entries()) if (number !== other[index]) return number - other[index]!;
  return 0;
}

/** The chosen topics as `slot:from:id`. */
export function oracle(input: ChoiceInput): readonly string[] {
  const { month, quota, sectors, seed } = input;
  const turn = (sector: string | null) => (sector !== null && sectors.includes(sector) ? sector : null);
  const now = months(month);
  const slots = new Map<number, string>();
  const open = () => [1, 2, 3, 4, 5].filter((slot) => slot <= quota && !input.taken.includes(slot) && !slots.has(slot));
  const planned: HeldTopic[] = [];
  for (const topic of input.annual.filter((each) => each.month === Number(month.slice(5)))) {
    const wished = topic.slot === 'last' || topic.slot > quota ? quota : topic.slot;
    const slot = open().includes(wished) ? wished : open().at(-1);
    if (slot === undefined) continue;
    slots.set(slot, `${slot}:annual:${topic.name}`);
    planned.push({ sector: turn(topic.sector), month });
  }
  const before24 = input.history.map(({ sector, month }) => ({ sector: turn(sector), month }));
  // The history is settled before the month's own topics are added, so that those move nobody up.
  const count = (sector: string | null) => topicsOf(sector, before24, sectors) + planned.filter((topic) => topic.sector === sector).length;
  const waited = (sector: string | null) => {
    if (sector === null) return 0;
    const times = [...before24, ...planned].filter((topic) => topic.sector === sector).map((topic) => now - months(topic.month));
    return times.length === 0 ? 1e9 : Math.max(0, Math.min(...times));
  };
  const used = new Set<string>();

  while (open().length > 0) {
    const slot = open()[0]!;
    const proposals = input.proposals.filter(({ id, mergedInto }) => mergedInto === null && !used.has(`proposal:${id}`));
    const evergreen = input.evergreen.filter(({ id }) => !used.has(`evergreen:${id}`));
    const offered = new Set([...proposals, ...evergreen].map(({ sector }) => turn(sector)));
    const real = sectors.filter((sector) => offered.has(sector));
    const fewest = Math.min(...real.map(count));
    const roundLeft = real.filter((sector) => count(sector) === fewest).length;

    const coming = input.annual.map((topic) => {
      const wait = (topic.month - Number(month.slice(5)) + 12) % 12 || 12;
      const within = topic.slot === 'last' || topic.slot > quota ? quota : topic.slot;
      return { sector: turn(topic.sector), topics: open().length + (wait - 1) * quota + within };
    });
    const turnsUntil = (annual: (typeof coming)[number], index: number) =>
      annual.topics -
      coming.filter(
        (other, at) => other.sector === null && (other.topics < annual.topics || (other.topics === annual.topics && at < index)),
      ).length;
    const isKept = (sector: string | null) =>
      coming.some(
        (annual, index) =>
          annual.sector !== null && annual.sector === sector && count(sector) === fewest && turnsUntil(annual, index) <= roundLeft,
      );
    const apart = sectors.some((sector) => count(sector) > fewest + 1);
    const nullWaits =
      apart ||
      coming.some((annual, index) => annual.sector !== null && count(annual.sector) > fewest && turnsUntil(annual, index) <= roundLeft + 1);
    const inMonth = (sector: string | null) => [...before24, ...planned].some((topic) => topic.month === month && topic.sector === sector);
    const counted = (sector: string | null) => count(sector) + (isKept(sector) ? 1 : 0);
    const anyNew = [...offered].some((sector) => !inMonth(sector));
    const rivals = real.filter((sector) => !anyNew || !inMonth(sector));
    const least = Math.min(...rivals.map(counted));

    const fillers: Filler[] = [
      ...proposals.map((proposal) => {
        const people = mergedInto(proposal, input.proposals).flatMap(({ supporters }) => supporters);
        const known = people.filter(({ organisation }) => organisation !== null);
        const organisations = new Set(known.map(({ organisation }) => organisation)).size;
        const types = new Set(known.map(({ type }) => type)).size;
        const since = Math.min(...mergedInto(proposal, input.proposals).map((each) => each.since));
        const { id, sector } = proposal;
        const order = [0, -organisations, -waited(turn(sector)), -types, since, lotOf(seed, id), id];
        return { text: `proposal:${id}`, sector: turn(sector), order };
      }),
      ...evergreen.map(({ id, sector, lastHeld }) => {
        const order = [1, -waited(turn(sector)), lastHeld === null ? 0 : months(lastHeld), lotOf(seed, id), id, 0, 0];
        return { text: `evergreen:${id}`, sector: turn(sector), order };
      }),
    ];
    const late = (sector: string | null) => {
      if (sector !== null) return counted(sector);
      if (rivals.length === 0) return 0;
      return nullWaits ? 1e9 : Math.max(least, count(null));
    };
    const [best] = fillers
      .map((filler) => ({ ...filler, order: [inMonth(filler.sector) && anyNew ? 1 : 0, late(filler.sector), ...filler.order] }))
      .sort((one, other) => before(one.order, other.order));
    if (best === undefined) break;
    used.add(best.text);
    slots.set(slot, `${slot}:${best.text}`);
    planned.push({ sector: best.sector, month });
  }
  return [...slots].sort(([one], [other]) => one - other).map(([, text]) => text);
}
