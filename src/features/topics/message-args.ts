import { z } from 'zod';
import type { MemberId } from '../../core/ids.js';
import { type Composed, idSchema } from '../../feature-api/index.js';
import type { ContributionId, PollId, RecommendationId, TopicId } from './types.js';

/** What the messages about a topic are given. */
export const ofTopic = z.object({ topic: idSchema<TopicId>() });
export const ofContribution = z.object({ contribution: idSchema<ContributionId>() });
export const ofPoll = z.object({ poll: idSchema<PollId>() });
export const ofRecommendation = z.object({ recommendation: idSchema<RecommendationId>() });
export const aMember = idSchema<MemberId>();

/** Drops a message whose news is no longer true. */
export const changed: Composed = { drop: 'changed' };
