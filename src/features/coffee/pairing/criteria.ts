// What each criterion says about two people, one small function each. The compiled scores (scores.ts) and the reasons given to
// people (reasons.ts) both rest on these.

import { NEWCOMER_ROUNDS } from './weights.js';

const MINUTES_A_DAY = 1440;

/** Items of both lists, each once, in the order of the first. */
export function common(one: readonly string[], other: readonly string[]): string[] {
  return [...new Set(one)].filter((item) => other.includes(item));
}

/** Both work somewhere, but in no common governorate. */
export function inDifferentPlaces(one: readonly string[], other: readonly string[]): boolean {
  return one.length > 0 && other.length > 0 && !one.some((place) => other.includes(place));
}

/** Minutes a day when both work; hours that pass midnight UTC come round again. */
export function minutesInCommon(one: { startUtc: number; endUtc: number }, other: { startUtc: number; endUtc: number }): number {
  let minutes = 0;
  for (const shift of [-MINUTES_A_DAY, 0, MINUTES_A_DAY]) {
    const start = Math.max(one.startUtc, other.startUtc + shift);
    const end = Math.min(one.endUtc, other.endUtc + shift);
    if (end > start) minutes += end - start;
  }
  return minutes;
}

export function isNewcomer(roundsTaken: number): boolean {
  return roundsTaken <= NEWCOMER_ROUNDS;
}

export function differ(one: string | null, other: string | null): boolean {
  return one !== null && other !== null && one !== other;
}
