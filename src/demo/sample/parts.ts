import { coffeeSample } from './coffee/index.js';
import { communitySample } from './community/index.js';
import { eventsSample } from './events/index.js';
import { letterSample } from './letter/index.js';
import type { SamplePart } from './part.js';
import { resourcesSample } from './resources/index.js';
import { storiesSample } from './stories/index.js';
import { topicsSample } from './topics/index.js';

/** What the features add to the sample, in the order of the features. */
export const SAMPLE_PARTS: readonly SamplePart[] = [
  communitySample,
  coffeeSample,
  topicsSample,
  eventsSample,
  resourcesSample,
  storiesSample,
  letterSample,
];
