import type { MemberId } from '../../../core/ids.js';
import { type Context, composedGone, defineNotification, type Notice, type Notification, withinDays } from '../../../feature-api/index.js';
import { requestsStore } from '../store/requests.js';
import { answeredCard } from './cards/answer.js';
import { postCard, postDoneCard } from './cards/lists.js';
import { askedCard, closedCard, decidedCard, dueCard, overCard, soonCard, unansweredCard } from './cards/told.js';
import { type Given, givenOf, namesOf } from './find.js';
import { listArgs, ofAnswer, ofRequest } from './schemas.js';
import type { AnswerId, RequestId, WholeRequest } from './types.js';

const usual = { urgency: 'normal', lateness: withinDays(14), onUnknownOutcome: 'resend' } as const;
/** Organisers do not see who asks and who is asked. */
const secret = { ...usual, readerIsSecret: true } as const;
/** As many as a post lists. */
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
  defineNotification({
    ...secret,
    kind: `resources.request.${kind}`,
    notice: 'resources.requests',
    args: ofAnswer,
    async compose(context, { answer: id }, { audience: { languages, members } }) {
      const found: { request: WholeRequest; given: Given } | undefined = await answerTo(context, id, members[0]?.id);
      if (!found) return { drop: 'changed' };
      return { message: { cards: [answeredCard(found.request, found.given, languages[0], kind === 'unconfirmed')] } };
    },
  });

const asked = defineNotification({
  ...secret,
  kind: 'resources.request.asked',
  notice: 'resources.help-wanted',
  args: ofRequest,
  async compose(context, { request: id }, { audience: { languages, members } }) {
    const found = await openRequest(context, id);
    const [reader] = members;
    if (!found || !reader) return { drop: 'changed' };
    const store = requestsStore(context.tx);
    if ((await store.askedOf(id)).get(reader.id) !== null) return { drop: 'decided' };
    return { message: { cards: [askedCard(found.request, found.author, languages[0])] } };
  },
});

const decided = defineNotification({
  ...secret,
  kind: 'resources.request.decided',
  notice: 'resources.helped',
  args: ofAnswer,
  async compose(context, { answer: id }, { audience: { languages } }) {
    const request = await requestsStore(context.tx).requestOfAnswer(id);
    const answer = request?.answers.find((one) => one.id === id);
    if (!request || (answer?.state !== 'confirmed' && answer?.state !== 'declined')) return composedGone;
    return { message: { cards: [decidedCard(request, answer, languages[0])] } };
  },
});

const over = defineNotification({
  ...secret,
  kind: 'resources.request.over',
  notice: 'resources.helped',
  args: ofRequest,
  async compose(context, { request: id }, { audience: { languages } }) {
    const request = await requestsStore(context.tx).wholeRequest(id);
    return request && request.what !== '' ? { message: { cards: [overCard(request, languages[0])] } } : composedGone;
  },
});

const soon = defineNotification({
  ...secret,
  kind: 'resources.request.soon',
  notice: 'resources.helped',
  lateness: withinDays(2),
  args: ofRequest,
  async compose(context, { request: id }, { audience: { languages } }) {
    const found = await openRequest(context, id);
    return found ? { message: { cards: [soonCard(found.request, languages[0])] } } : { drop: 'changed' };
  },
});

const unanswered = defineNotification({
  ...usual,
  kind: 'resources.request.unanswered',
  notice: 'posted',
  lateness: withinDays(2),
  args: ofRequest,
  async compose(context, { request: id }, { audience: { languages } }) {
    const found = await openRequest(context, id);
    if (!found) return { drop: 'changed' };
    return { message: { cards: languages.map((language) => unansweredCard(found.request, language)) } };
  },
});

const due = defineNotification({
  ...secret,
  kind: 'resources.request.due',
  notice: 'resources.requests',
  args: ofRequest,
  async compose(context, { request: id }, { audience: { languages } }) {
    const found = await openRequest(context, id);
    return found ? { message: { cards: [dueCard(found.request, languages[0])] } } : { drop: 'changed' };
  },
});

const closed = defineNotification({
  ...secret,
  kind: 'resources.request.closed',
  notice: 'resources.requests',
  args: ofRequest,
  async compose(context, { request: id }, { audience: { languages } }) {
    const request = await requestsStore(context.tx).wholeRequest(id);
    return request?.state === 'closed' ? { message: { cards: [closedCard(request, languages[0])] } } : composedGone;
  },
});

const listed = defineNotification({
  ...usual,
  kind: 'resources.request.listed',
  notice: 'posted',
  lateness: withinDays(7),
  onUnknownOutcome: 'hold',
  args: listArgs,
  async compose(context, { by, key }, { audience: { languages } }) {
    const { requests, total } = await requestsStore(context.tx).openRequests({ offset: 0, limit: LISTED_MAX, by });
    if (total > 0) return { message: { cards: languages.map((language) => postCard(requests, total, language)) } };
    // What was posted stays, and says that all is done.
    const isPosted = (await context.deliveries.find(key))?.sentAt;
    if (isPosted === undefined || isPosted === null) return { drop: 'changed' };
    return { message: { cards: languages.map(postDoneCard) } };
  },
});

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
