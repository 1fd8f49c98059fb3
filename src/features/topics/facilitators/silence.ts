import type { MemberId } from '../../../core/ids.js';
import { after, DAY, type Instant } from '../../../core/time.js';
import type { Context } from '../../../feature-api/index.js';
import { QUIET_DAYS } from '../rules/quiet.js';
import { topicsStore } from '../store/index.js';
import type { Facilitation, FacilitationRole, TopicId } from '../types.js';
import { askKey, askNext } from './ask-next.js';

/** Until when a member may answer; undefined if nothing is asked any more. Three days after they could read the question. */
export async function answerDue(context: Context, topic: TopicId, role: FacilitationRole, member: MemberId): Promise<Instant | undefined> {
  const asked = await topicsStore(context.tx).facilitation(topic, member, role);
  return asked?.state === 'asked' ? after(await readableSince(context, asked), QUIET_DAYS * DAY) : undefined;
}

/** Ends the question to a volunteer who did not answer in time, and asks the next one. */
export async function passOver(context: Context, topic: TopicId, role: FacilitationRole, member: MemberId): Promise<void> {
  const silent = { state: 'silent', at: context.now } as const;
  if (await topicsStore(context.tx).moveFacilitation({ topic, member, role }, ['asked'], silent)) await askNext(context, topic, role);
}

/** When the question arrived. The bot may have been off, or the reader's night may have held it back. */
async function readableSince({ deliveries, now }: Context, { topic, role, member, askedAt }: Facilitation): Promise<Instant> {
  const delivery = await deliveries.find(askKey(topic, role, member, askedAt));
  if (delivery === undefined) return askedAt;
  const { state, sentAt } = delivery;
  switch (state) {
    case 'sent':
      return sentAt ?? askedAt;
    case 'planned':
    case 'sending':
    case 'held':
      return now;
    case 'dropped':
    case 'failed':
    case 'waiting':
      return askedAt;
    default:
      return state satisfies never;
  }
}
