import type { MemberId } from '../../../core/ids.js';
import { after, DAY } from '../../../core/time.js';
import { type Context, tellMember } from '../../../feature-api/index.js';
import { QUIET_DAYS } from '../rules/quiet.js';
import { topicsStore } from '../store/index.js';
import type { FacilitationRole, Topic, TopicId } from '../types.js';
import { messageKey, silenceKey } from './keys.js';
import { SILENCE } from './kinds.js';
import { rotaOf } from './rota.js';

/** Asks the next of the rota, if somebody is needed and nobody is being asked. Returns who is asked. */
export async function askNext(context: Context, id: TopicId, role: FacilitationRole): Promise<MemberId | undefined> {
  const store = topicsStore(context.tx);
  const topic = await store.topic(id);
  if (!topic || !isWanted(topic, role, context)) return undefined;
  if ((await store.askedAbout(id)).some((asked) => asked.role === role)) return undefined;
  const [next] = await rotaOf(context, topic, role);
  if (!next) return undefined;
  const { member, organisation } = next;
  await store.saveFacilitation({ topic: id, member, role, state: 'asked', organisation, askedAt: context.now, answeredAt: null });
  await tellMember(context, member, {
    key: askKey(id, role, member, context.now),
    kind: 'topics.facilitators.ask',
    args: { topic: id, role, member },
  });
  await context.agenda.plan({
    key: silenceKey(id, role, member),
    kind: SILENCE,
    payload: { topic: id, role, member },
    dueAt: after(context.now, QUIET_DAYS * DAY),
    again: true,
  });
  return member;
}

/** The delivery that asks a member. */
export function askKey(topic: TopicId, role: FacilitationRole, member: MemberId, askedAt: number): string {
  return messageKey('ask', topic, role, member, askedAt);
}

/** Whether the topic is still to come or goes on, and the seat is empty; a shadow needs a facilitator to learn from. */
function isWanted({ state, closesAt, facilitator, shadow }: Topic, role: FacilitationRole, { now }: Pick<Context, 'now'>): boolean {
  if (state !== 'planned' && (state !== 'open' || (closesAt !== null && closesAt <= now))) return false;
  return role === 'facilitator' ? facilitator === null : facilitator !== null && shadow === null;
}
