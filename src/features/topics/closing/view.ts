import { type Actor, isAllowed } from '../../../core/access.js';
import type { Context } from '../../../feature-api/index.js';
import { findMember } from '../../members/public.js';
import { type TopicRecord, topicsStore } from '../store/index.js';
import type { TopicId } from '../types.js';
import { maySteer, requireRecord } from './find-topic.js';
import { goneTopic } from './ids.js';
import { postedSummary } from './posted.js';
import { mayWrite } from './summary.js';
import { type Thanks, thanksFor } from './thanks.js';

/** A topic as one reader sees it. */
export interface TopicView extends TopicRecord {
  readonly zone: string;
  /** The name of who facilitates, or facilitated. */
  readonly facilitator: string | undefined;
  readonly thanks: Thanks;
  readonly mayWrite: boolean;
  readonly maySteer: boolean;
  readonly isOrganiser: boolean;
}

const NOBODY: Thanks = { names: [], organisations: [] };

/** Throws a `NotFoundError` for a topic that is gone or not held, or of a plan that is not approved yet. */
export async function viewTopic(context: Context, id: TopicId, reader: Actor): Promise<TopicView> {
  const record = await requireRecord(context, id);
  const { topic, summary } = record;
  const isSecret = topic.state === 'planned' && !isAllowed(reader, 'adviser') && !(await topicsStore(context.tx).isListed(id));
  if (isSecret) throw goneTopic();
  // The facilitator is the first whom a summary thanks.
  const thanks = postedSummary(record) && (await thanksFor(context, topic));
  return {
    ...record,
    zone: (await context.community.settings()).timezone,
    facilitator: thanks
      ? thanks.facilitator
      : topic.facilitator === null
        ? undefined
        : (await findMember(context, topic.facilitator))?.name,
    thanks: thanks ?? NOBODY,
    mayWrite: summary !== undefined && (await mayWrite(context, reader, { ...record, summary })),
    maySteer: maySteer(reader, topic),
    isOrganiser: isAllowed(reader, 'organiser'),
  };
}
