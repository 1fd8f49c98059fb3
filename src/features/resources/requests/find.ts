import { type Actor, isAllowed } from '../../../core/access.js';
import { InputError } from '../../../core/errors.js';
import type { MemberId } from '../../../core/ids.js';
import type { Context } from '../../../feature-api/index.js';
import { phrase } from '../../../language/index.js';
import { findMembers } from '../../members/public.js';
import { resourcesStore } from '../store/index.js';
import { requestsStore } from '../store/requests.js';
import type { Edition, ResourceState } from '../types.js';
import { gone } from './ids.js';
import type { Answer, RequestId, RequestState, WholeRequest, Will } from './types.js';

/** Others can answer. */
export const OPEN: readonly RequestState[] = ['open', 'answered'];

/** A request as its reader sees it. */
export interface RequestView {
  readonly request: WholeRequest;
  readonly own: boolean;
  readonly organiser: boolean;
  /** Who asks; undefined where they do not want to be named. */
  readonly author: string | undefined;
  /** What they were given and the reader may see, with who gave it, if they want to be named. */
  readonly given: readonly Given[];
  /** What the reader said to the question whether they can help. */
  readonly will: Will | null;
  /** How many others want to help. */
  readonly helping: number;
}

/** An answer with what there is to read. */
export interface Given {
  readonly answer: Answer;
  readonly helper: string | undefined;
  /** Empty: what was given is not there any more. */
  readonly editions: readonly Edition[];
}

export const ended = (): InputError => new InputError('the request has ended', phrase('resources-request.error.ended'));

/** Throws a `NotFoundError` for what the reader may not see, as for what is not there. */
async function requireReadable(context: Context, reader: Actor, id: RequestId): Promise<WholeRequest> {
  const request = await requestsStore(context.tx).wholeRequest(id);
  if (!request || !maySee(request, reader)) throw gone();
  return request;
}

function maySee({ member, state, answers }: WholeRequest, reader: Actor): boolean {
  if (member === reader.id) return true;
  if (state === 'draft' || state === 'left') return false;
  return OPEN.includes(state) || isAllowed(reader, 'organiser') || answers.some((answer) => answer.member === reader.id);
}

/** A request of the actor's own in one of these states. Throws a `NotFoundError` for any other, and an `InputError` for one that ended. */
export async function requireOwnRequest(
  context: Context,
  actor: Actor,
  id: RequestId,
  states: readonly RequestState[],
): Promise<WholeRequest> {
  const request = await requestsStore(context.tx).wholeRequest(id);
  if (!request || request.member !== actor.id) throw gone();
  if (!states.includes(request.state)) throw ended();
  return request;
}

/** A request that the actor can answer. Throws an `InputError` for their own and for one that has ended. */
export async function requireAnswerable(context: Context, actor: Actor, id: RequestId): Promise<WholeRequest> {
  const request = await requestsStore(context.tx).wholeRequest(id);
  if (!request || request.state === 'draft') throw gone();
  if (request.member === actor.id) throw new InputError('their own', phrase('resources-request.error.own'));
  if (!OPEN.includes(request.state)) throw ended();
  return request;
}

/** The states of a resource in which a person who asked for it, and was given it, can open it. */
const GIVEN: readonly ResourceState[] = ['draft', 'pending', 'approved'];
export const isThere = ({ resource }: Pick<Answer, 'resource'>): boolean => resource !== null && GIVEN.includes(resource.state);

/** A request as its reader sees it; throws what `requireReadable` throws. */
export async function viewRequest(context: Context, reader: Actor, id: RequestId): Promise<RequestView> {
  const request = await requireReadable(context, reader, id);
  const asked = await requestsStore(context.tx).askedOf(id);
  const own = request.member === reader.id;
  const shown = request.answers.filter((answer) => own || answer.member === reader.id);
  const names = await namesOf(context, own ? { named: false, member: null } : request, shown);
  return {
    request,
    own,
    organiser: isAllowed(reader, 'organiser'),
    author: own || !request.named || request.member === null ? undefined : names.get(request.member),
    given: await givenOf(context, shown, names),
    will: asked.get(reader.id) ?? null,
    helping: [...asked].filter(([member, will]) => will === 'yes' && member !== reader.id).length,
  };
}

/** Answers with who gave them and what there is to read. */
export async function givenOf(
  context: Context,
  answers: readonly Answer[],
  names: ReadonlyMap<MemberId, string>,
): Promise<readonly Given[]> {
  const resources = answers.flatMap(({ resource }) => resource?.id ?? []);
  const editions = await resourcesStore(context.tx).editionsOf(resources);
  return answers.map((answer) => ({
    answer,
    helper: answer.named && answer.member !== null ? names.get(answer.member) : undefined,
    editions: isThere(answer) ? editions.filter(({ resource, replacedAt }) => resource === answer.resource?.id && replacedAt === null) : [],
  }));
}

/** The names of those who want to be named. */
export async function namesOf(
  context: Context,
  request: Pick<WholeRequest, 'named' | 'member'>,
  answers: readonly Answer[],
): Promise<ReadonlyMap<MemberId, string>> {
  const ids = [...(request.named ? [request.member] : []), ...answers.flatMap(({ named, member }) => (named ? [member] : []))];
  const known = [...new Set(ids.flatMap((id) => id ?? []))];
  const members = known.length === 0 ? [] : await findMembers(context, known);
  return new Map(members.map(({ id, name }) => [id, name]));
}
