import type { ExpressionBuilder } from 'kysely';
import type { CommunityId } from '../../../core/ids.js';
import type { TopicsTables } from './tables.js';

/** Topics outside a plan, and those of approved plans: others are for advisers alone. */
export const isPlanApproved =
  (community: CommunityId) =>
  ({ eb, or, selectFrom }: ExpressionBuilder<TopicsTables, 'topics'>) =>
    or([
      eb('slot', 'is', null),
      eb(
        'month',
        'in',
        selectFrom('topic_plans')
          .select('topic_plans.month')
          .where('topic_plans.community_id', '=', community)
          .where('topic_plans.state', '=', 'approved'),
      ),
    ]);
