import type { Feature } from './types.js';

/** Types a feature's value. */
export function defineFeature(feature: Feature): Feature {
  return feature;
}
