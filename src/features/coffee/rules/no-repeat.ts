/** In how many rounds no pair meets again, unless organisers chose another number. */
export const USUAL_NO_REPEAT = 12;

/**
 * In how many rounds no pair meets again where so many people take part. The usual number shrinks in a small community, where it
 * would soon leave nobody to meet: as long as half of the others are still open to everyone, all of them can be paired. A number that
 * organisers chose themselves counts as it is.
 */
export function noRepeatFor(chosen: number, people: number): number {
  return chosen === USUAL_NO_REPEAT ? Math.max(0, Math.min(chosen, Math.floor(people / 2) - 1)) : chosen;
}
