import { addDays, instantOf, localDateOf } from '../../../calendar/wall-clock.js';
import type { Actor } from '../../../core/access.js';
import { InputError } from '../../../core/errors.js';
import type { Settings } from '../../../core/settings.js';
import { toLocalTime } from '../../../core/time.js';
import type { Context } from '../../../feature-api/index.js';
import { phrase } from '../../../language/index.js';
import { requestsStore } from '../store/requests.js';
import { ended, requireOwnRequest } from './find.js';
import { ASK, askKey, DUE, dueKey, REMIND, remindKey } from './keys.js';
import { REMIND_DAYS } from './limits.js';
import { planRefresh } from './list.js';
import { requireRoom } from './room.js';
import type { RequestId, ResourceRequest, Wanted } from './types.js';

/** The time of day of messages about deadlines, on the community's clock. */
const MORNING = toLocalTime('10:00');

/** Throws an `InputError` for a day that is over, on the community's calendar. */
function requireDeadline(context: Context, { deadline }: Pick<Wanted, 'deadline'>, { timezone }: Pick<Settings, 'timezone'>): void {
  const today = localDateOf(context.now, timezone);
  if (deadline !== null && deadline < today) throw new InputError('deadline is over', phrase('resources-request.error.past'));
}

/** Writes a request down that only its author sees. */
export async function beginRequest(context: Context, actor: Actor, wanted: Wanted): Promise<RequestId> {
  const settings = await context.community.settings();
  await requireRoom(context, actor, { settings });
  requireDeadline(context, wanted, settings);
  return requestsStore(context.tx).insertRequest(actor.id, wanted, context.now);
}

/**
 * Changes a request. Members in a sector that is added are asked too, and what was posted is brought up to date. Throws an `InputError` if
 * it has ended meanwhile.
 */
export async function changeRequest(context: Context, actor: Actor, id: RequestId, wanted: Wanted): Promise<void> {
  const request = await requireOwnRequest(context, actor, id, ['draft', 'open', 'answered']);
  const settings = await context.community.settings();
  if (wanted.deadline !== request.deadline) requireDeadline(context, wanted, settings);
  if (!(await requestsStore(context.tx).changeRequest(id, [request.state], wanted))) throw ended();
  if (request.state === 'draft') return;
  await planDeadline(context, { id, deadline: wanted.deadline }, settings);
  // A change of the text alone asks nobody again.
  if (wanted.sectors.some((sector) => !request.sectors.includes(sector))) await planAsking(context, id);
  await planRefresh(context, request);
}

/** Asks the community. Throws an `InputError` for somebody who has asked for as much as one person may. */
export async function sendRequest(context: Context, actor: Actor, id: RequestId, named: boolean): Promise<void> {
  const request = await requireOwnRequest(context, actor, id, ['draft']);
  const settings = await context.community.settings();
  await requireRoom(context, actor, { settings, sending: true });
  requireDeadline(context, request, settings);
  const sent = { state: 'open', named, askedAt: context.now } as const;
  if (!(await requestsStore(context.tx).changeRequest(id, ['draft'], sent))) throw ended();
  await planAsking(context, id);
  await planDeadline(context, request, settings);
}

/** Deletes a request that was not sent. */
export async function dropDraft(context: Context, actor: Actor, id: RequestId): Promise<void> {
  await requireOwnRequest(context, actor, id, ['draft']);
  await requestsStore(context.tx).removeRequests([id]);
}

/** Members who may know something are asked at once, also once more after an answer that was not it. */
export async function planAsking(context: Context, id: RequestId): Promise<void> {
  await context.agenda.plan({ key: askKey(id), kind: ASK, payload: { request: id }, dueAt: context.now, again: true });
}

/** What happens before the deadline, if there is time for it, and the day after it. */
export async function planDeadline(
  context: Context,
  { id, deadline }: Pick<ResourceRequest, 'id' | 'deadline'>,
  { timezone }: Pick<Settings, 'timezone'>,
): Promise<void> {
  if (deadline === null) return context.agenda.cancel([remindKey(id), dueKey(id)]);
  const remindAt = instantOf(addDays(deadline, -REMIND_DAYS), MORNING, timezone);
  const due = { key: dueKey(id), kind: DUE, dueAt: instantOf(addDays(deadline, 1), MORNING, timezone) };
  // The question about a day that is over was asked already.
  if (due.dueAt <= context.now) return context.agenda.cancel([remindKey(id), dueKey(id)]);
  const remind = { key: remindKey(id), kind: REMIND, dueAt: remindAt };
  if (remindAt <= context.now) await context.agenda.cancel([remind.key]);
  const rows = remindAt > context.now ? [remind, due] : [due];
  await context.agenda.plan(rows.map((row) => ({ ...row, payload: { request: id }, again: true })));
}
