// The criteria for two people, one function each. Both the scores (scores.ts) and the reasons given to people (reasons.ts) use them.

import { NEWCOMER_ROUNDS } from './weights.js';

const MINUTES_A_DAY = 1440;

/** Items that are in both lists, without duplicates, in the order of the first list. */
export function common(one: readonly string[], other: readonly string[]): string[] {
  return [...new Set(one)].filter((item) => other.includes(item));
}

/** Whether both work in some governorate, but in none together. */
export function inDifferentPlaces(one: readonly string[], other: readonly string[]): boolean {
  return one.length > 0 && other.length > 0 && !one.some((place) => other.includes(place));
}

/** Minutes a day in which both work. Both are in minutes after 00:00 UTC; working hours may pass midnight. */
export function minutesInCommon(one: { startUtc: number; endUtc: number }, other: { startUtc: number; endUtc: number }): number {
  let minutes = 0;
  for (const shift of [-MINUTES_A_DAY, 0, MINUTES_A_DAY]) {
    const start = Math.max(one.startUtc, other.startUtc + shift);
    const end = Math.min(one.endUtc, other.endUtc + shift);
    if (end > start) minutes += end - start;
  }
  return minutes;
}

/** Whether a member has taken part in so few rounds that they count as a newcomer. */
export function isNewcomer(roundsTaken: number): boolean {
  return roundsTaken <= NEWCOMER_ROUNDS;
}

/** Whether both are known and differ. */
export function differ(one: string | null, other: string | null): boolean {
  return one !== null && other !== null && one !== other;
}
