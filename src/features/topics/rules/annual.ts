import type { AnnualTopic, ChosenTopic } from './choice-types.js';
import { type Month, monthOfYear } from './month.js';

/** Where the annual topics of a month go. Instead of a slot that is not free, they take the last one that is. */
export function placeAnnual(
  annual: readonly AnnualTopic[],
  month: Month,
  quota: number,
  freeSlots: readonly number[],
): { readonly placed: readonly ChosenTopic[]; readonly unplaced: readonly AnnualTopic[] } {
  const free = [...freeSlots];
  const placed: ChosenTopic[] = [];
  const unplaced: AnnualTopic[] = [];
  for (const topic of annual) {
    if (topic.month !== monthOfYear(month)) continue;
    const wished = free.indexOf(slotOf(topic, quota));
    const [slot] = wished < 0 ? free.splice(-1) : free.splice(wished, 1);
    const { name, sector } = topic;
    if (slot === undefined) unplaced.push(topic);
    else placed.push({ slot, sector, from: 'annual', name, reason: { kind: 'annual', name } });
  }
  return { placed, unplaced };
}

/** The slot that an annual topic wishes to have in a month of `quota` topics. */
function slotOf({ slot }: Pick<AnnualTopic, 'slot'>, quota: number): number {
  return slot === 'last' ? quota : Math.min(slot, quota);
}

/**
 * How many topics it is to the next time that an annual topic is held, itself included, while `left` slots of this month are free. Those
 * of this month have their slots, so their next time is in a year.
 */
export function topicsUntil(topic: Pick<AnnualTopic, 'month' | 'slot'>, month: Month, quota: number, left: number): number {
  const months = (topic.month - monthOfYear(month) + 11) % 12;
  return left + months * quota + slotOf(topic, quota);
}
