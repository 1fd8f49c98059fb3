import { randomBytes, randomInt } from 'node:crypto';
import type { AppOptions } from '../app.js';
import type { Environment } from '../config/environment.js';
import { createPairingWorker, type PairingWorker } from '../features/coffee/pairing/worker-host.js';

/** Pairing gives the best it has found after this long; a community of a few thousand needs a fraction of it. */
const PAIRING_LIMIT_MS = 60_000;

export function createPairing(): PairingWorker {
  return createPairingWorker({ workerUrl: new URL('../features/coffee/pairing/worker.js', import.meta.url) });
}

/** What the app is made from in every mode: chance, names for this process and its failures, the first organisers, pairing. */
export function appParts(
  environment: Environment,
  pairing: PairingWorker,
): Pick<AppOptions, 'matcher' | 'organisers' | 'newReference' | 'randomSeed' | 'owner'> {
  return {
    matcher: { pair: (input) => pairing.pair(input, { timeLimitMs: PAIRING_LIMIT_MS }) },
    organisers: environment.ORGANISERS,
    newReference: () => randomBytes(4).toString('hex').toUpperCase(),
    randomSeed: () => randomInt(2 ** 31),
    owner: `${process.pid}-${randomBytes(4).toString('hex')}`,
  };
}
