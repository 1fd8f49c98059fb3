// A made-up community for the benches: people in organisations of different sizes, and the rounds they took before.

import type { PairingInput, Participant, PastMeeting } from '../../src/features/coffee/pairing/types.js';
import { seededRandom } from '../../src/kit/random.js';
import { defaultWeights } from './default-weights.js';

const SECTORS = ['protection', 'participation', 'prevention', 'recovery', 'legislation', 'awareness', 'empowerment', 'climate'];
const LANGUAGES = [['ar'], ['ar', 'en'], ['ckb', 'en'], ['ar', 'ckb'], ['en'], ['ar', 'ckb', 'en']];
const TYPES = ['local', 'national', 'international'] as const;

/** `members` people in organisations of about ten, with `rounds` earlier rounds of random meetings. */
export function community(members: number, rounds: number, seed: number): PairingInput {
  const random = seededRandom(seed);
  const some = (most: number, pick: () => string) => [...new Set(Array.from({ length: random(most + 1) }, pick))];
  const organisations = Math.max(4, Math.round(members / 10));
  const term = () => `term ${random(60)}`;
  const participants: Participant[] = Array.from({ length: members }, (_, id) => {
    const organisationId = random(organisations);
    const startUtc = 240 + 30 * random(8);
    return {
      id,
      organisationId,
      organisationType: TYPES[organisationId % 3]!,
      governorates: [...new Set([`g${organisationId % 19}`, ...some(1, () => `g${random(19)}`)])],
      sectors: some(3, () => SECTORS[random(SECTORS.length)]!),
      languages: LANGUAGES[random(LANGUAGES.length)]!,
      offers: some(3, term),
      wants: some(3, term),
      workingHours: { startUtc, endUtc: startUtc + 420 + 30 * random(5) },
      roundsTaken: random(rounds + 1),
      leftOutLastTime: random(50) === 0,
      avoids: random(20) === 0 ? [random(members)].filter((other) => other !== id) : [],
      acceptsTwo: random(10) === 0,
    };
  });
  const meetings: PastMeeting[] = [];
  const met = new Map<string, { a: number; b: number }>();
  for (let roundsAgo = 1; roundsAgo <= rounds; roundsAgo++) {
    const order = Array.from({ length: members }, (_, id) => id);
    for (let last = members - 1; last > 0; last--) {
      const other = random(last + 1);
      [order[last], order[other]] = [order[other]!, order[last]!];
    }
    for (let k = 0; k + 1 < members; k += 2) {
      const [a, b] = [order[k]!, order[k + 1]!];
      meetings.push({ a, b, roundsAgo });
      const one = participants[a]!.organisationId!;
      const other = participants[b]!.organisationId!;
      if (one !== other) met.set(`${Math.min(one, other)}-${Math.max(one, other)}`, { a: one, b: other });
    }
  }
  return {
    participants,
    meetings,
    organisationMeetings: [...met.values()],
    settings: { noRepeatRounds: 12, allowSameOrganisation: false, odd: 'trio', weights: defaultWeights },
    seed,
  };
}
