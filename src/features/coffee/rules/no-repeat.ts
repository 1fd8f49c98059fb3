/** In how many rounds no pair meets again, unless organisers chose another number. */
export const USUAL_NO_REPEAT = 12;

/**
 * For how many rounds no pair meets again, given the number of people who take part. The default shrinks in a small community, where
 * it would soon leave nobody to meet: while half of the others are allowed for everyone, all can be paired. A number that organisers
 * chose is not changed.
 */
export function noRepeatFor(chosen: number, people: number): number {
  return chosen === USUAL_NO_REPEAT ? Math.max(0, Math.min(chosen, Math.floor(people / 2) - 1)) : chosen;
}
