import { createFeatureSet } from '../feature-api/index.js';
import { assist } from './assist/index.js';
import { coffee } from './coffee/index.js';
import { community } from './community/index.js';
import { events } from './events/index.js';
import { housekeeping } from './housekeeping/index.js';
import { invitations } from './invitations/index.js';
import { letter } from './letter/index.js';
import { members } from './members/index.js';
import { problems } from './problems/index.js';
import { relay } from './relay/index.js';
import { releasedActions } from './released-actions.generated.js';
import { resources } from './resources/index.js';
import { stories } from './stories/index.js';
import { topics } from './topics/index.js';

/**
 * The features, in order: one may use the `public.ts` of those before it; hooks, commands and home sections come in this
 * order, and removal in reverse.
 */
export const features = createFeatureSet(
  [members, invitations, problems, relay, coffee, topics, events, resources, stories, letter, assist, community, housekeeping],
  releasedActions,
);
