// The rota once more, from its wording: whoever is asked next is one before whom nobody else should be asked.

import { toInstant } from '../../../src/core/time.js';
import { lotOf } from '../../../src/features/topics/rules/lot.js';
import type { TopicToFacilitate, Volunteer } from '../../../src/features/topics/rules/rota.js';

/** The day on which three months from `date` are over. */
function threeMonthsAfter(date: string): string {
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number);
  const lastOfMonth = new Date(Date.UTC(year, month + 3, 0)).getUTCDate();
  return new Date(toInstant(Date.UTC(year, month + 2, Math.min(day, lastOfMonth)))).toISOString().slice(0, 10);
}

export function tooSoon({ lastFacilitated: last }: Volunteer, { opens }: TopicToFacilitate): boolean {
  if (last === null) return false;
  const [first, second] = last <= opens ? [last, opens] : [opens, last];
  return threeMonthsAfter(first) > second;
}

export function inARow({ organisation }: Volunteer, { neighbours }: TopicToFacilitate): boolean {
  return neighbours.some((neighbour) => neighbour === organisation);
}

function mustComeBefore(one: Volunteer, other: Volunteer, topic: TopicToFacilitate, seed: number): boolean {
  const soon = [tooSoon(one, topic), tooSoon(other, topic)];
  if (soon[0] !== soon[1]) return soon[1] === true;
  const row = [inARow(one, topic), inARow(other, topic)];
  if (row[0] !== row[1]) return row[1] === true;
  const speaks = [one.languages.includes(topic.language), other.languages.includes(topic.language)];
  if (speaks[0] !== speaks[1]) return speaks[0] === true;
  if (topic.sector !== null) {
    const knows = [one.sectors.includes(topic.sector), other.sectors.includes(topic.sector)];
    if (knows[0] !== knows[1]) return knows[0] === true;
  }
  const turns = ({ lastFacilitated, lastPassed }: Volunteer) => [lastFacilitated ?? '0', lastPassed ?? '0'].sort()[1]!;
  if (turns(one) !== turns(other)) return turns(one) < turns(other);
  return lotOf(seed, one.member) < lotOf(seed, other.member);
}

export function rotaOracle(topic: TopicToFacilitate, volunteers: readonly Volunteer[], seed: number): readonly number[] {
  const waiting = volunteers.filter(({ declined }) => !declined);
  const order: number[] = [];
  while (waiting.length > 0) {
    const next = waiting.findIndex((one) => waiting.every((other) => other === one || !mustComeBefore(other, one, topic, seed)));
    const [asked] = waiting.splice(next, 1);
    order.push(asked!.member);
  }
  return order;
}
