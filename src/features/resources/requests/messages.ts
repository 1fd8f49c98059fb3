import type { MemberId } from '../../../core/ids.js';
import {
  type Context,
  composedGone,
  defineNotification,
  lasting,
  type Notice,
  type Notification,
  withinDays,
} from '../../../feature-api/index.js';
import { requestsStore } from '../store/requests.js';
import { answeredCard } from './cards/answer.js';
import { postCard, postDoneCard } from './cards/lists.js';
import { askedCard, closedCard, decidedCard, dueCard, overCard, soonCard, unansweredCard } from './cards/told.js';
import { type Given, givenOf, namesOf } from './find.js';
import { listArgs, ofAnswer, ofRequest } from './schemas.js';
import type { AnswerId, RequestId, WholeRequest } from './types.js';

/** Organisers do not see who asks and who is asked. */
const secret = { ...lasting, readerIsSecret: true } as const;
/** How many requests a post lists. */
const LISTED_MAX = 10;

/** An open request with the name of who asks, if they want to be named. */
export async function openRequest(
  context: Context,
  id: RequestId,
): Promise<{ readonly request: WholeRequest; readonly author: string | undefined } | undefined> {
  const request = await requestsStore(context.tx).wholeRequest(id);
  if (request?.state !== 'open') return undefined;
  const names = await namesOf(context, request, []);
  return { request, author: request.named && request.member !== null ? names.get(request.member) : undefined };
}

/** An answer that its reader has to decide about. */
async function answerTo(context: Context, id: AnswerId, reader: MemberId | undefined) {
  const request = await requestsStore(context.tx).requestOfAnswer(id);
  const answer = request?.answers.find((one) => one.id === id);
  if (!request || answer?.state !== 'given' || request.member !== reader) return undefined;
  const [given] = await givenOf(context, [answer], await namesOf(context, request, [answer]));
  return given && { request, given };
}

const answered = (kind: 'answered' | 'unconfirmed') =>
  defineNotification(
    { ...secret, kind: `resources.request.${kind}`, notice: 'resources.requests', args: ofAnswer },
    async (context, { answer: id }, { audience: { members } }) => {
      const found: { request: WholeRequest; given: Given } | undefined = await answerTo(context, id, members[0]?.id);
      if (!found) return { drop: 'changed' };
      return (language) => answeredCard(found.request, found.given, language, kind === 'unconfirmed');
    },
  );

const asked = defineNotification(
  { ...secret, kind: 'resources.request.asked', notice: 'resources.help-wanted', args: ofRequest },
  async (context, { request: id }, { audience: { members } }) => {
    const found = await openRequest(context, id);
    const [reader] = members;
    if (!found || !reader) return { drop: 'changed' };
    const store = requestsStore(context.tx);
    if ((await store.askedOf(id)).get(reader.id) !== null) return { drop: 'decided' };
    return (language) => askedCard(found.request, found.author, language);
  },
);

const decided = defineNotification(
  { ...secret, kind: 'resources.request.decided', notice: 'resources.helped', args: ofAnswer },
  async (context, { answer: id }) => {
    const request = await requestsStore(context.tx).requestOfAnswer(id);
    const answer = request?.answers.find((one) => one.id === id);
    if (!request || (answer?.state !== 'confirmed' && answer?.state !== 'declined')) return composedGone;
    return (language) => decidedCard(request, answer, language);
  },
);

const over = defineNotification(
  { ...secret, kind: 'resources.request.over', notice: 'resources.helped', args: ofRequest },
  async (context, { request: id }) => {
    const request = await requestsStore(context.tx).wholeRequest(id);
    return request && request.what !== '' ? (language) => overCard(request, language) : composedGone;
  },
);

const soon = defineNotification(
  { ...secret, kind: 'resources.request.soon', notice: 'resources.helped', lateness: withinDays(2), args: ofRequest },
  async (context, { request: id }) => {
    const found = await openRequest(context, id);
    return found ? (language) => soonCard(found.request, language) : { drop: 'changed' };
  },
);

const unanswered = defineNotification(
  { ...lasting, kind: 'resources.request.unanswered', notice: 'resources.organisers', lateness: withinDays(2), args: ofRequest },
  async (context, { request: id }) => {
    const found = await openRequest(context, id);
    if (!found) return { drop: 'changed' };
    return (language) => unansweredCard(found.request, language);
  },
);

const due = defineNotification(
  { ...secret, kind: 'resources.request.due', notice: 'resources.requests', args: ofRequest },
  async (context, { request: id }) => {
    const found = await openRequest(context, id);
    return found ? (language) => dueCard(found.request, language) : { drop: 'changed' };
  },
);

const closed = defineNotification(
  { ...secret, kind: 'resources.request.closed', notice: 'resources.requests', args: ofRequest },
  async (context, { request: id }) => {
    const request = await requestsStore(context.tx).wholeRequest(id);
    return request?.state === 'closed' ? (language) => closedCard(request, language) : composedGone;
  },
);

const listed = defineNotification(
  { ...lasting, kind: 'resources.request.listed', notice: 'posted', lateness: withinDays(7), onUnknownOutcome: 'hold', args: listArgs },
  async (context, { by, key }) => {
    const { requests, total } = await requestsStore(context.tx).openRequests({ offset: 0, limit: LISTED_MAX, by });
    if (total > 0) return (language) => postCard(requests, total, language);
    // What was posted stays, and says that all is done.
    const isPosted = (await context.deliveries.find(key))?.sentAt;
    if (isPosted === undefined || isPosted === null) return { drop: 'changed' };
    return postDoneCard;
  },
);

export const requestMessages: readonly Notification[] = [
  answered('answered'),
  answered('unconfirmed'),
  asked,
  decided,
  over,
  soon,
  unanswered,
  due,
  closed,
  listed,
];

export const requestNotices: readonly Notice[] = [
  { name: 'resources.requests', label: 'resources-request.notice.requests', choices: ['here', 'off'], default: 'here' },
  { name: 'resources.helped', label: 'resources-request.notice.helped', choices: ['here', 'off'], default: 'here' },
  // Nobody is written to who did not ask for it: the home page asks, and the next answer.
  { name: 'resources.help-wanted', label: 'resources-request.notice.help-wanted', choices: ['here', 'off'], default: 'off' },
];
