import type { Actor } from '../../../core/access.js';
import { InputError } from '../../../core/errors.js';
import { type Context, tellMember } from '../../../feature-api/index.js';
import { phrase } from '../../../language/index.js';
import { topicsStore } from '../store/index.js';
import type { FacilitationRole, Topic, TopicId } from '../types.js';
import { planNext } from './ask.js';
import { coming, requireComing } from './find.js';
import { giveBack } from './give-back.js';
import { messageKey, searchPrefix } from './keys.js';
import { refreshOpening } from './refresh.js';
import { mustWait } from './rota.js';

/**
 * `later`: they answered too late, and somebody else was asked meanwhile whose turn it is by the rules. They are asked again if
 * that one says no.
 */
export type Agreed = { readonly type: 'agreed' | 'later'; readonly topic: Topic };

/**
 * Takes the seat that a member was asked about. Whoever let it pass or gave it back may still do so while nobody else has.
 * Throws an `InputError` for a seat that is taken or was never offered to them, a `NotFoundError` for a topic that is over.
 */
export async function agree(context: Context, { id: member }: Pick<Actor, 'id'>, id: TopicId, role: FacilitationRole): Promise<Agreed> {
  const store = topicsStore(context.tx);
  const { topic: found, asked } = await store.topicAndAnswer(id, member, role);
  const topic = coming(found);
  if (topic[role] === member) return { type: 'agreed', topic };
  if (topic[role] !== null) throw taken();
  if (!asked || (role === 'shadow' && topic.facilitator === null)) {
    throw new InputError('not asked', phrase('topics-facilitators.error.not-asked', { command: '/topics facilitate' }));
  }
  if (asked.state !== 'asked' && (await mustWait(context, topic, asked))) {
    await store.forgetFacilitation(asked);
    return { type: 'later', topic };
  }
  if (!(await store.takeSeat(id, role, member))) throw taken();
  await store.saveFacilitation({ ...asked, state: 'agreed', answeredAt: context.now });
  await store.forgetAsked(id, role);
  // They follow a topic that opens later from then on.
  if (topic.state === 'open') await store.followByPart(id, member, context.now);
  await context.agenda.cancelPrefix(`${searchPrefix(id)}${role}:`);
  if (role === 'facilitator' && topic.shadow === member) await store.leaveSeat(id, 'shadow', member);
  const seated = { ...topic, [role]: member };
  if (role === 'facilitator' && (topic.shadow === null || topic.shadow === member)) await planNext(context, id, 'shadow');
  await tellEachOther(context, seated, member);
  await refreshOpening(context, topic);
  return { type: 'agreed', topic: seated };
}

/** Says no, or gives back what one had agreed to. Throws a `NotFoundError` for a topic that is over. */
export async function refuse(context: Context, actor: Pick<Actor, 'id'>, id: TopicId, role: FacilitationRole): Promise<Topic> {
  const topic = await requireComing(context, id);
  if (topic[role] === actor.id) {
    await giveBack(context, topic, role, { member: actor.id, state: 'handed-over' });
    return topic;
  }
  const declined = { state: 'declined', at: context.now } as const;
  const asked = { topic: id, member: actor.id, role };
  if (await topicsStore(context.tx).moveFacilitation(asked, ['asked', 'silent'], declined)) await planNext(context, id, role);
  return topic;
}

/** Facilitator and shadow hear of each other once both have agreed; who has just agreed reads it in the answer. */
async function tellEachOther(context: Context, { id, facilitator, shadow }: Topic, agreed: number): Promise<void> {
  if (facilitator === null || shadow === null) return;
  const [reader, other] = agreed === facilitator ? [shadow, facilitator] : [facilitator, shadow];
  await tellMember(context, reader, {
    key: messageKey('pair', id, reader, other, context.now),
    kind: 'topics.facilitators.pair',
    args: { topic: id, member: reader },
  });
}

const taken = () => new InputError('taken', phrase('topics-facilitators.error.taken'));
