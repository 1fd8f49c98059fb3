import type { Actor } from '../../../core/access.js';
import { InputError } from '../../../core/errors.js';
import type { Context } from '../../../feature-api/index.js';
import { phrase } from '../../../language/index.js';
import { planLook } from '../facilitators/look-planning.js';
import { closingPrefix, inThread } from '../keys.js';
import { refreshPolls } from '../marks/poll.js';
import { FEATURE } from '../names.js';
import { endOfDiscussion } from '../rules/closing-times.js';
import { topicsSection } from '../settings.js';
import { topicsStore } from '../store/index.js';
import type { Topic, TopicId } from '../types.js';
import { keepSummary } from './earlier.js';
import { assertMaySteer, requireRecord } from './find-topic.js';
import { planClosing } from './plan-closing.js';

/** Closes an open topic and its threads, and asks for the summary. Returns the closed topic; undefined if it was not open. */
export async function closeOpen(context: Context, topic: Topic): Promise<Topic | undefined> {
  const { now } = context;
  if (!(await topicsStore(context.tx).setClosed(topic.id, now))) return undefined;
  const closed: Topic = { ...topic, state: 'closed', closedAt: now };
  await context.deliveries.plan({
    key: `${FEATURE}:closed:${topic.id}:${now}`,
    kind: 'topics.closing.closed',
    args: { topic: topic.id },
    to: inThread(topic),
    dueAt: now,
  });
  await context.deliveries.closeThread({ key: `${FEATURE}:close-thread:${topic.id}:${now}`, thread: inThread(topic), dueAt: now });
  await refreshPolls(context, topic.id);
  // The summary can be written at once; whom to ask is looked up by a job, since a click has no time for it.
  await topicsStore(context.tx).askSummary(topic.id, { asked: topic.facilitator, at: now, language: topic.language });
  await context.agenda.plan({
    key: `${closingPrefix(topic.id)}ask`,
    kind: 'topics.closing.ask',
    payload: { topic: topic.id },
    dueAt: now,
    again: true,
  });
  return closed;
}

/** Closes a topic before its time. Throws an `InputError` for one that is not open, an `AccessError` for who may not. */
export async function closeByHand(context: Context, actor: Actor, id: TopicId): Promise<Topic> {
  const { topic } = await requireRecord(context, id);
  assertMaySteer(actor, topic);
  const closed = await closeOpen(context, topic);
  if (!closed) throw notOpen(topic);
  await context.audit.append({ at: context.now, actor: actor.id, action: 'topics.close', details: { topic: id } });
  return closed;
}

/**
 * Opens a closed topic again and plans its closing anew. What was written as its summary stays, and so does its message. Throws
 * an `InputError` for one that is not closed, an `AccessError` for who may not.
 */
export async function reopen(context: Context, actor: Actor, id: TopicId): Promise<Topic> {
  const record = await requireRecord(context, id);
  const { topic } = record;
  assertMaySteer(actor, topic);
  const settings = await context.community.settings();
  const closesAt = endOfDiscussion(context.now, topicsSection.of(settings).discussionDays, settings);
  const store = topicsStore(context.tx);
  if (!(await store.setReopened(id, closesAt))) throw notClosed(topic);
  await keepSummary(context, record);
  await store.stopAskingForSummary(id);
  const open: Topic = { ...topic, state: 'open', closedAt: null, closesAt };
  await planClosing(context, open, settings);
  await planLook(context, settings);
  await refreshPolls(context, id);
  const at = context.now;
  await context.deliveries.reopenThread({ key: `${FEATURE}:reopen-thread:${id}:${at}`, thread: inThread(topic), dueAt: at });
  await context.deliveries.plan({
    key: `${FEATURE}:reopened:${id}:${at}`,
    kind: 'topics.closing.reopened',
    args: { topic: id },
    to: inThread(topic),
    dueAt: at,
  });
  await context.audit.append({ at, actor: actor.id, action: 'topics.reopen', details: { topic: id } });
  return open;
}

function notOpen({ state }: Topic): InputError {
  const key = state === 'closed' ? 'topics-closing.error.closed-already' : 'topics-closing.error.not-open-yet';
  return new InputError(`the topic is ${state}`, phrase(key));
}

function notClosed({ state }: Topic): InputError {
  const key = state === 'open' ? 'topics-closing.error.open-already' : 'topics-closing.error.not-open-yet';
  return new InputError(`the topic is ${state}`, phrase(key));
}
