import { createFeatureSet, defineFeature, type Feature, type FeatureSet, noPersonalData } from '../../src/feature-api/index.js';
import { features } from '../../src/features/index.js';

/** A feature that does nothing but what is given. */
export function aFeature(given: Partial<Feature> & Pick<Feature, 'name'>): Feature {
  return defineFeature({ tables: [], commands: [], handlers: [], messages: [], jobs: [], person: noPersonalData, ...given });
}

/** All features of the program, and one of a test's own after them. */
export function featuresAnd(given: Parameters<typeof aFeature>[0]): FeatureSet {
  return createFeatureSet([...features.all, aFeature(given)]);
}
