import { after } from '../../../core/time.js';
import { defineJob, type Job, tellMembers, wheneverPossible, withinDays } from '../../../feature-api/index.js';
import { resourcesChannel } from '../channel.js';
import { monthAfter } from '../rules/monthly.js';
import { requestsStore } from '../store/requests.js';
import { helpersFor } from './helpers.js';
import { ASK, askKey, DUE, LIST, listPostKey, REFRESH, REMIND, UNCONFIRMED } from './keys.js';
import { ASK_AGAIN_MS } from './limits.js';
import { planList, refreshLists } from './list.js';
import { listPayload, ofAnswer, ofRequest, refreshPayload } from './schemas.js';

/** Asks some of the members who may know something; the next ones follow if nobody answers. */
const ask = defineJob(
  { kind: ASK, class: 'normal', lateness: wheneverPossible, payload: ofRequest },
  async (context, { request: id }, { now }) => {
    const request = await requestsStore(context.tx).wholeRequest(id);
    if (request?.state !== 'open') return { type: 'dropped', reason: 'changed' };
    const { members, more } = await helpersFor(context, request);
    return {
      type: 'done',
      async effects(inside) {
        const store = requestsStore(inside.tx);
        // Only those are asked who have not answered by themselves meanwhile.
        const known = await store.askedOf(id);
        const asked = members.filter((member) => !known.has(member));
        await store.ask(id, asked, now);
        await tellMembers(inside, asked, {
          key: `resources:request:asked:${id}`,
          kind: 'resources.request.asked',
          args: { request: id },
        });
        if (more)
          await inside.agenda.plan({ key: askKey(id), kind: ASK, payload: { request: id }, dueAt: after(now, ASK_AGAIN_MS), again: true });
      },
    };
  },
);

/** Reminds those who wanted to help; where nobody did, organisers hear of it. */
const remind = defineJob(
  { kind: REMIND, class: 'normal', lateness: withinDays(2), payload: ofRequest },
  async (context, { request: id }, { now }) => {
    const store = requestsStore(context.tx);
    const request = await store.wholeRequest(id);
    if (request?.state !== 'open') return { type: 'dropped', reason: 'changed' };
    const promised = await store.promised(id);
    const plan = { args: { request: id }, dueAt: now };
    return {
      type: 'done',
      effects: (inside) =>
        inside.deliveries.plan([
          ...promised.map((member) => ({
            ...plan,
            key: `resources:request:soon:${id}:${member}:${now}`,
            kind: 'resources.request.soon',
            to: { to: 'member', member } as const,
          })),
          {
            ...plan,
            key: `resources:request:unanswered:${id}:${now}`,
            kind: 'resources.request.unanswered',
            to: { to: 'channel', channel: 'organisers' } as const,
          },
        ]),
    };
  },
);

/** The day after its deadline its author is asked whether it is still needed. */
const due = defineJob(
  { kind: DUE, class: 'normal', lateness: withinDays(14), payload: ofRequest },
  async (context, { request: id }, { now }) => {
    const request = await requestsStore(context.tx).wholeRequest(id);
    if (request?.state !== 'open' || request.member === null) return { type: 'dropped', reason: 'changed' };
    const { member } = request;
    const key = `resources:request:due:${id}:${now}`;
    const plan = { key, kind: 'resources.request.due', args: { request: id }, to: { to: 'member', member } as const, dueAt: now };
    return { type: 'done', effects: (inside) => inside.deliveries.plan(plan) };
  },
);

/** Asks once more whether an answer helps. */
const unconfirmed = defineJob(
  { kind: UNCONFIRMED, class: 'normal', lateness: withinDays(14), payload: ofAnswer },
  async (context, { answer: id }, { now }) => {
    const store = requestsStore(context.tx);
    const request = await store.requestOfAnswer(id);
    const isGiven = request?.answers.some((answer) => answer.id === id && answer.state === 'given');
    if (request?.state !== 'answered' || !isGiven || request.member === null) return { type: 'dropped', reason: 'changed' };
    const to = { to: 'member', member: request.member } as const;
    const plan = {
      key: `resources:request:unconfirmed:${id}`,
      kind: 'resources.request.unconfirmed',
      args: { answer: id },
      to,
      dueAt: now,
    };
    return { type: 'done', effects: (inside) => inside.deliveries.plan(plan) };
  },
);

/** Once a month: lists what is open in the channel, if anything is. */
const list = defineJob(
  { kind: LIST, class: 'normal', lateness: wheneverPossible, payload: listPayload },
  async (context, { month }, { now }) => {
    const { total } = await requestsStore(context.tx).openRequests({ offset: 0, limit: 1 });
    return {
      type: 'done',
      async effects(inside) {
        const key = listPostKey(month);
        const to = { to: 'channel', channel: resourcesChannel.name } as const;
        const plan = { key, kind: 'resources.request.listed', args: { by: now, key }, to, dueAt: now };
        if (total > 0) await inside.deliveries.plan(plan);
        await planList(inside, { from: monthAfter(month) });
      },
    };
  },
);

/** What shows a request in the channel and in letters follows its change. */
const refresh = defineJob(
  { kind: REFRESH, class: 'normal', lateness: wheneverPossible, upkeep: true, payload: refreshPayload },
  async (_context, payload) => ({ type: 'done', effects: (inside) => refreshLists(inside, payload) }),
);

export const requestJobs: readonly Job[] = [ask, remind, due, unconfirmed, list, refresh];
