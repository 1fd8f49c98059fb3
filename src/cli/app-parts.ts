import { randomBytes, randomInt } from 'node:crypto';
import type { AppOptions } from '../app.js';
import type { Environment } from '../config/environment.js';
import { features } from '../features/index.js';

/** The parts of the app that are the same in every mode: features, randomness, owner and failure references, first organisers. */
export function appParts(environment: Environment): Pick<AppOptions, 'features' | 'organisers' | 'newReference' | 'random' | 'owner'> {
  return {
    features,
    organisers: environment.ORGANISERS,
    newReference: () => randomBytes(4).toString('hex').toUpperCase(),
    random: () => randomInt(2 ** 31),
    owner: `${process.pid}-${randomBytes(4).toString('hex')}`,
  };
}
