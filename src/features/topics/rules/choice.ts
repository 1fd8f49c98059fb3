// Chooses the topics of a month, slot by slot.
//
// 1. Annual topics take their slots.
// 2. A slot is for the sectors in turn (turn.ts): no sector twice in a month, and the least discussed ones, so that sectors stay
//    within one topic of each other.
// 3. Among their proposals (ranking.ts) the one supported by most organisations is chosen; then the one whose sector has waited
//    longest; then by the types of the supporting organisations, by waiting time and by lot.
// 4. Where the sectors in turn have no proposal, the evergreen list fills the slot: the sector that has waited longest, and of its
//    topics the one that was not discussed for longest. So proposals come first within a round of the sectors, and a sector without
//    any gets its turn at the end of it.

import { placeAnnual } from './annual.js';
import { Balance, type SectorKey } from './balance.js';
import type { Choice, ChoiceInput, ChosenTopic, EvergreenTopic } from './choice-types.js';
import { compareTexts } from './compare.js';
import { lotOf } from './lot.js';
import { Ranking } from './ranking.js';
import { candidatesOf } from './support.js';
import { nextTurn } from './turn.js';

/**
 * The topics of a month: as many as its quota, as long as proposals and evergreen list together suffice. The same input gives the same
 * choice, in whatever order its lists are.
 */
export function chooseTopics(input: ChoiceInput): Choice {
  const { month, quota, seed } = input;
  const known = new Set<SectorKey>(input.sectors);
  const keyOf = (sector: string | null): SectorKey => (known.has(sector) ? sector : null);
  const balance = new Balance(input.history, input.sectors);
  const inMonth = new Set(input.history.filter((held) => held.month === month).map(({ sector }) => keyOf(sector)));
  const count = (sector: string | null) => {
    balance.add(keyOf(sector), month);
    inMonth.add(keyOf(sector));
  };

  const open = Array.from({ length: quota }, (_, index) => index + 1).filter((slot) => !input.taken.includes(slot));
  const { placed, unplaced } = placeAnnual(input.annual, month, quota, open);
  for (const { sector } of placed) count(sector);
  const free = open.filter((slot) => !placed.some((topic) => topic.slot === slot));
  const annual = input.annual.map((topic) => ({ ...topic, sector: keyOf(topic.sector) }));

  let proposals = candidatesOf(input.proposals, keyOf, seed);
  let evergreen = input.evergreen;
  const topics: ChosenTopic[] = [...placed];
  for (const [index, slot] of free.entries()) {
    const left = free.length - index;
    const available = new Set([...proposals.map(({ key }) => key), ...evergreen.map(({ sector }) => keyOf(sector))]);
    const turn = nextTurn({ month, quota, left, annual, balance, available, inMonth });
    const ranking = new Ranking(balance, month);
    const proposal = ranking.first(proposals, ({ key }) => turn.sectors.has(key));
    if (proposal !== undefined) {
      const { id, sector } = proposal;
      topics.push({ slot, sector, from: 'proposal', proposal: id, reason: ranking.reasonFor(proposal, proposals, turn, inMonth) });
      proposals = proposals.filter((other) => other !== proposal);
      count(sector);
      continue;
    }
    const [filler] = evergreen
      .filter(({ sector }) => turn.sectors.has(keyOf(sector)))
      .sort((one, other) => compareEvergreen(one, other, (sector) => ranking.waited(keyOf(sector)), seed));
    if (filler === undefined) break;
    const { id, sector } = filler;
    evergreen = evergreen.filter((other) => other !== filler);
    topics.push({ slot, sector, from: 'evergreen', evergreen: id, reason: { kind: 'evergreen', sector } });
    count(sector);
  }
  return { topics: topics.sort((one, other) => one.slot - other.slot), unplaced, missing: open.length - topics.length };
}

function compareEvergreen(one: EvergreenTopic, other: EvergreenTopic, waited: (sector: string) => number, seed: number): number {
  const [waitedOne, waitedOther] = [waited(one.sector), waited(other.sector)];
  if (waitedOne !== waitedOther) return waitedOther > waitedOne ? 1 : -1;
  return compareTexts(one.lastHeld ?? '', other.lastHeld ?? '') || lotOf(seed, one.id) - lotOf(seed, other.id) || one.id - other.id;
}
