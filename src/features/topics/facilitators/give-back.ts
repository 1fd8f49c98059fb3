import type { MemberId } from '../../../core/ids.js';
import { type Context, tellChannel } from '../../../feature-api/index.js';
import { ORGANISERS } from '../../members/public.js';
import { isNear } from '../rules/quiet.js';
import { topicsStore } from '../store/index.js';
import type { FacilitationRole, FacilitationState, Topic } from '../types.js';
import { planNext } from './ask.js';
import { messageKey } from './keys.js';
import { refreshOpening } from './refresh.js';

/**
 * A seat is empty again: nobody is named any more, and the next volunteer is asked for a facilitator's. Organisers hear of it if the
 * topic is open or about to. Gives back nothing that the member does not have.
 */
export async function giveBack(
  context: Context,
  topic: Topic,
  role: FacilitationRole,
  left: { readonly member: MemberId; readonly state: Extract<FacilitationState, 'handed-over' | 'silent'> },
): Promise<void> {
  const store = topicsStore(context.tx);
  const { id } = topic;
  if (!(await store.leaveSeat(id, role, left.member))) return;
  const facilitation = { topic: id, member: left.member, role };
  await store.moveFacilitation(facilitation, ['agreed'], { state: left.state, at: context.now });
  if (role === 'shadow') return;
  await planNext(context, id, role);
  await refreshOpening(context, topic);
  if (isNear(topic, context.now)) {
    await tellChannel(context, ORGANISERS, {
      key: messageKey('gone', id, context.now),
      kind: 'topics.facilitators.gone',
      args: { topic: id },
    });
  }
}
