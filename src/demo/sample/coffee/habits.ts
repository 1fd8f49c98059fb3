import type { Habits } from '../habits.js';

/** How residents answer invitations and the questions after a meeting. */
export const coffeeHabits: Habits = {
  questions: [
    { answers: { met: 80, planned: 9, 'could-not': 10, 'not-a-good-match': 1 }, silent: 13, shared: true },
    { answers: { later: 1 }, silent: 45 },
    { answers: { back: 1 }, silent: 50 },
    // Most stay silent, because silence means yes by default.
    { answers: { in: 66, skip: 28, pause: 6 }, silent: 78 },
  ],
  followUps: { outcome: 88, note: 42, 'pause-until': 40 },
  values: { contact: 44, exchange: 34, 'joint-activity': 16, agreement: 6, 'no-further': 40 },
};
