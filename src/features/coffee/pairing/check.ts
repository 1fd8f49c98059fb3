// Rejects contradictory input before any work is done.

import type { PairingInput } from './types.js';

const MINUTES_A_DAY = 1440;

function fail(what: string): never {
  throw new Error(`Pairing: ${what}`);
}

/** Throws an Error that says what is wrong with the input. */
export function checkInput(input: PairingInput): void {
  const { participants, meetings, organisationMeetings, settings, seed } = input;
  if (!Number.isSafeInteger(seed)) fail(`the seed ${seed} is not a safe integer`);
  if (!Number.isSafeInteger(settings.noRepeatRounds) || settings.noRepeatRounds < 0) {
    fail(`noRepeatRounds must be a whole number of rounds, not ${settings.noRepeatRounds}`);
  }
  for (const [criterion, points] of Object.entries(settings.weights)) {
    if (!(points >= 0 && points <= 1000)) fail(`the weight ${criterion} must be from 0 to 1000, not ${points}`);
  }
  const seen = new Set<number>();
  for (const { id, workingHours, roundsTaken } of participants) {
    if (!Number.isSafeInteger(id)) fail(`the id ${id} is not a safe integer`);
    if (seen.has(id)) fail(`participant ${id} is listed twice`);
    seen.add(id);
    const { startUtc, endUtc } = workingHours;
    if (!(startUtc >= 0 && startUtc < MINUTES_A_DAY && endUtc > startUtc && endUtc <= startUtc + MINUTES_A_DAY)) {
      fail(`participant ${id} has impossible working hours, ${startUtc} to ${endUtc}`);
    }
    if (!(roundsTaken >= 0)) fail(`participant ${id} took ${roundsTaken} rounds`);
  }
  for (const { a, b, roundsAgo } of meetings) {
    if (a === b) fail(`${a} is said to have met themself`);
    if (!Number.isSafeInteger(roundsAgo) || roundsAgo < 1)
      fail(`the meeting of ${a} and ${b} was ${roundsAgo} rounds ago; 1 is the last round`);
  }
  for (const { a, b } of organisationMeetings) {
    if (!Number.isSafeInteger(a) || !Number.isSafeInteger(b)) fail(`organisations ${a} and ${b} are not both ids`);
  }
}
