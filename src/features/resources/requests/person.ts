import type { MemberId } from '../../../core/ids.js';
import { type Context, exportsRows, type PersonHooks } from '../../../feature-api/index.js';
import { phrase } from '../../../language/index.js';
import { exportedRequests } from '../store/request-person.js';
import { requestsStore } from '../store/requests.js';
import { planAsking, planDeadline } from './ask.js';
import { endRequest, reopenUnlessAnswered } from './decide.js';
import { OPEN } from './find.js';
import { planRefresh } from './list.js';
import type { RequestId, WholeRequest } from './types.js';

/** The limit of a query for all requests of one member, which is more than anyone asks. */
const ALL = 10_000;

const ownRequests = async (context: Context, member: MemberId): Promise<readonly WholeRequest[]> => {
  const store = requestsStore(context.tx);
  return store.wholeRequests((await store.requestsOf(member, ALL)).map(({ id }) => id));
};

export const requestsPerson: PersonHooks = {
  ...exportsRows(exportedRequests),
  /**
   * Ends a member's requests, which are open again when the member returns. Answered requests of an erased member still count, without
   * texts.
   */
  async onMemberRemoved(context, member, how) {
    const store = requestsStore(context.tx);
    for (const request of await ownRequests(context, member)) await endOf(context, request, how);
    await takeAnswersBack(context, member);
    await store.removeAskings(member);
    if (how === 'erased') await store.clearNotes(member);
  },
  async onMembersMerged(context, { from, into }) {
    const store = requestsStore(context.tx);
    await store.redirectRequests(from, into);
    await store.redirectAnswers(from, into);
    await store.mergeAskings(from, into);
    // Nobody is asked to help themselves.
    await store.removeOwnAskings(into);
  },
  async onMemberReturned(context, member) {
    for (const request of await ownRequests(context, member)) {
      if (request.state !== 'left') continue;
      await requestsStore(context.tx).changeRequest(request.id, ['left'], { state: 'open' });
      await planAsking(context, request.id);
      await planDeadline(context, request, await context.community.settings());
    }
  },
  async describeReturn(context, member) {
    const open = (await requestsStore(context.tx).requestsOf(member, ALL)).filter(({ state }) => OPEN.includes(state) || state === 'left');
    return open.length === 0 ? [] : [phrase('resources-request.return.kept', { command: '/resources mine' })];
  },
  async sentencesOf(context, member) {
    const own = await ownRequests(context, member);
    const notes = await requestsStore(context.tx).notesBy(member);
    return [...own.flatMap(({ what, purpose, answers }) => [what, purpose, ...answers.map(({ reply }) => reply)]), ...notes].filter(
      (words) => words !== '',
    );
  },
};

async function endOf(context: Context, request: WholeRequest, how: 'erased' | 'left'): Promise<void> {
  const store = requestsStore(context.tx);
  const { id, state, answeredAt } = request;
  if (OPEN.includes(state)) await endRequest(context, request, { state: 'left' });
  if (how === 'left') {
    if (state === 'draft') await store.removeRequests([id]);
    return;
  }
  if (answeredAt === null) await store.removeRequests([id]);
  else await store.clearRequest(id);
  await planRefresh(context, request, true);
}

/** What somebody gave who is gone is taken back, as long as nobody has said that it helps. */
async function takeAnswersBack(context: Context, member: MemberId): Promise<void> {
  const store = requestsStore(context.tx);
  const requests: readonly RequestId[] = await store.answeredBy(member);
  for (const request of await store.wholeRequests(requests)) {
    for (const answer of request.answers.filter((one) => one.member === member && one.state === 'given')) {
      await store.decideAnswer(answer.id, 'passed', '', context.now);
      await reopenUnlessAnswered(context, request, answer.id);
    }
  }
}
