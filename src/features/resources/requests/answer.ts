import type { Actor } from '../../../core/access.js';
import type { Effects } from '../../../core/command.js';
import { InputError } from '../../../core/errors.js';
import type { Language } from '../../../core/language.js';
import type { Attachment, Reply } from '../../../core/message.js';
import { after } from '../../../core/time.js';
import { type Context, tellMember } from '../../../feature-api/index.js';
import { phrase } from '../../../language/index.js';
import { attachStored, prepareFile } from '../editions.js';
import { resourceByText } from '../find.js';
import { resourcesStore } from '../store/index.js';
import { requestsStore } from '../store/requests.js';
import type { ResourceId } from '../types.js';
import { USUAL } from '../write.js';
import { ended, isThere, OPEN, requireAnswerable } from './find.js';
import { UNCONFIRMED, unconfirmedKey } from './keys.js';
import { ANSWERS_MAX, UNCONFIRMED_MS } from './limits.js';
import { planRefresh } from './list.js';
import type { RequestId, WholeRequest } from './types.js';

/** Somebody wants to help: nobody learns who. */
export async function promiseHelp(context: Context, actor: Actor, id: RequestId): Promise<void> {
  await requireAnswerable(context, actor, id);
  await requestsStore(context.tx).will(id, actor.id, 'yes');
}

/** They are not asked about it again. */
export async function passOver(context: Context, actor: Actor, id: RequestId): Promise<void> {
  await requireAnswerable(context, actor, id);
  await requestsStore(context.tx).will(id, actor.id, 'no');
}

interface Given {
  readonly named: boolean;
  readonly note: string;
}

/**
 * Answers with a resource for members, or with one of the helper's own. Throws an `InputError` for any other, and for one without a file
 * or a link.
 */
export async function answerWithResource(context: Context, actor: Actor, id: RequestId, typed: string, given: Given): Promise<void> {
  const request = await requireAnswerable(context, actor, id);
  const resource = await resourcesStore(context.tx).find(await resourceByText(context, typed));
  const isOwn = resource?.member === actor.id && isThere({ resource });
  const isForMembers = resource?.state === 'approved' && resource.visibility !== 'organisers';
  if (!resource || !(isOwn || isForMembers)) throw new InputError('not for members', phrase('resources-request.error.no-resource'));
  if ((await resourcesStore(context.tx).languagesOf([resource.id])).size === 0) {
    throw new InputError('nothing in it', phrase('resources.error.nothing'));
  }
  await give(context, actor, request, resource.id, given);
}

/** What somebody sends along with an answer. */
export interface Attached {
  readonly title: string;
  readonly summary: string;
  readonly language: Language;
  readonly file: Attachment;
  readonly named: boolean;
}

/**
 * Answers with a file, which becomes a draft of the helper's. If the request ended while they wrote, the draft stays all the same:
 * nothing that they wrote is lost.
 *
 * @param reply what to say; `given`: whether the request was still there
 */
export async function answerWithFile(
  context: Context,
  actor: Actor,
  id: RequestId,
  attached: Attached,
  reply: (resource: ResourceId, given: boolean) => Promise<Reply>,
): Promise<Effects<Context>> {
  const { title, summary, language, file, named } = attached;
  const prepared = await prepareFile(context, actor, file);
  return {
    type: 'effects',
    async effects(inside) {
      const request = await requestsStore(inside.tx).wholeRequest(id);
      // The limit of drafts does not apply here, so that the file is not lost.
      const details = { ...USUAL, sectors: request?.sectors ?? [] };
      const resource = await resourcesStore(inside.tx).insert(actor.id, { title, summary, kind: 'guide' }, details, inside.now);
      await attachStored(inside, actor.id, { resource, language, file: prepared, isFirst: true });
      const takesIt = request && request.member !== actor.id && OPEN.includes(request.state) && request.answers.length < ANSWERS_MAX;
      if (!takesIt) return reply(resource, false);
      await give(inside, actor, request, resource, { named, note: '' });
      return reply(resource, true);
    },
  };
}

async function give(context: Context, actor: Actor, request: WholeRequest, resource: ResourceId, { named, note }: Given): Promise<void> {
  const { id, answers, answeredAt } = request;
  if (answers.some((one) => one.resource?.id === resource)) throw new InputError('given already', phrase('resources-request.error.twice'));
  if (answers.length >= ANSWERS_MAX) throw new InputError('enough answers', phrase('resources-request.error.enough'));
  const store = requestsStore(context.tx);
  const change = { state: 'answered', ...(answeredAt === null && { answeredAt: context.now }) } as const;
  if (!(await store.changeRequest(id, OPEN, change))) throw ended();
  const answer = await store.insertAnswer({ request: id, member: actor.id, resource, named, note, madeAt: context.now });
  await store.will(id, actor.id, 'yes');
  if (request.member !== null) {
    await tellMember(context, request.member, {
      key: `resources:request:answered:${answer}`,
      kind: 'resources.request.answered',
      args: { answer },
    });
  }
  await context.agenda.plan({
    key: unconfirmedKey(answer),
    kind: UNCONFIRMED,
    payload: { answer },
    dueAt: after(context.now, UNCONFIRMED_MS),
  });
  await planRefresh(context, request);
}
