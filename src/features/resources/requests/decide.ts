import type { Actor } from '../../../core/access.js';
import { InputError } from '../../../core/errors.js';
import { type Context, tellMember, tellMembers } from '../../../feature-api/index.js';
import { phrase } from '../../../language/index.js';
import { requestsStore } from '../store/requests.js';
import { planAsking } from './ask.js';
import { ended, OPEN, requireOwnRequest } from './find.js';
import { gone } from './ids.js';
import { planRefresh } from './list.js';
import type { Answer, AnswerId, RequestId, WholeRequest, Withdrawal } from './types.js';

async function requireGiven(context: Context, actor: Actor, id: AnswerId): Promise<{ request: WholeRequest; answer: Answer }> {
  const request = await requestsStore(context.tx).requestOfAnswer(id);
  const answer = request?.answers.find((one) => one.id === id);
  if (!request || !answer || request.member !== actor.id) throw gone();
  if (!OPEN.includes(request.state)) throw ended();
  return { request, answer };
}

const decidedAlready = (): InputError => new InputError('decided already', phrase('resources-request.error.decided'));

/**
 * Ends a request because the answer helps, and thanks the person who gave it. Throws an `InputError` if the answer was decided about
 * already.
 */
export async function confirmAnswer(context: Context, actor: Actor, id: AnswerId): Promise<RequestId> {
  const { request, answer } = await requireGiven(context, actor, id);
  const store = requestsStore(context.tx);
  if (!(await store.decideAnswer(id, 'confirmed', '', context.now))) throw decidedAlready();
  await endRequest(context, request, { state: 'confirmed', endedAt: context.now }, answer);
  await tellHelper(context, answer);
  return request.id;
}

/**
 * Notes that the answer does not help: the request is open again, unless another answer waits. The person who gave it is thanked all the
 * same. Throws an `InputError` if the answer was decided about already.
 */
export async function declineAnswer(context: Context, actor: Actor, id: AnswerId, reply: string): Promise<RequestId> {
  const { request, answer } = await requireGiven(context, actor, id);
  if (!(await requestsStore(context.tx).decideAnswer(id, 'declined', reply, context.now))) throw decidedAlready();
  await tellHelper(context, answer);
  await reopenUnlessAnswered(context, request, id);
  return request.id;
}

/** Where no other answer waits, members are asked again. */
export async function reopenUnlessAnswered(context: Context, request: WholeRequest, without: AnswerId): Promise<void> {
  const { id, answers } = request;
  if (request.state !== 'answered' || answers.some((one) => one.state === 'given' && one.id !== without)) return;
  await requestsStore(context.tx).changeRequest(id, ['answered'], { state: 'open' });
  await planAsking(context, id);
  await planRefresh(context, request);
}

/** Its author takes it back, and says why. */
export async function withdrawRequest(context: Context, actor: Actor, id: RequestId, why: Withdrawal): Promise<void> {
  const request = await requireOwnRequest(context, actor, id, OPEN);
  await endRequest(context, request, { state: 'withdrawn', reason: why, endedAt: context.now });
}

/**
 * Closes a request for an organiser; its author reads the reason. Throws a `NotFoundError` for one that was not sent, and an `InputError`
 * for one that has ended.
 */
export async function closeRequest(context: Context, actor: Actor, id: RequestId, reason: string): Promise<void> {
  const request = await requestsStore(context.tx).wholeRequest(id);
  if (!request || request.state === 'draft' || request.state === 'left') throw gone();
  if (!OPEN.includes(request.state)) throw ended();
  await endRequest(context, request, { state: 'closed', reason, endedAt: context.now });
  await context.audit.append({ at: context.now, actor: actor.id, action: 'resources.close-request', details: { request: id } });
  if (request.member === null || request.member === actor.id) return;
  await tellMember(context, request.member, {
    key: `resources:request:closed:${id}`,
    kind: 'resources.request.closed',
    args: { request: id },
  });
}

type End = Parameters<ReturnType<typeof requestsStore>['changeRequest']>[2];

/**
 * Ends a request. Those who wanted to help hear of it, so that nobody looks for what is no longer needed.
 *
 * @param but The answer that helps.
 * @throws {InputError} If it has ended meanwhile.
 */
export async function endRequest(context: Context, request: WholeRequest, end: End, but?: Answer): Promise<void> {
  const { id, answers } = request;
  const store = requestsStore(context.tx);
  if (!(await store.changeRequest(id, OPEN, end))) throw ended();
  const others = answers.filter((one) => one.state === 'given' && one.id !== but?.id).flatMap(({ member }) => member ?? []);
  // Whoever is thanked for the answer that helps hears nothing else.
  const waiting = [...others, ...(await store.promised(id))].filter((member) => member !== but?.member);
  if (others.length > 0) await store.passAnswers(id, context.now);
  await tellMembers(context, [...new Set(waiting)], {
    key: `resources:request:over:${id}`,
    kind: 'resources.request.over',
    args: { request: id },
  });
  await planRefresh(context, request);
}

async function tellHelper(context: Context, { id, member }: Answer): Promise<void> {
  if (member === null) return;
  await tellMember(context, member, { key: `resources:request:decided:${id}`, kind: 'resources.request.decided', args: { answer: id } });
}
