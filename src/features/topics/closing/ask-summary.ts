import type { MemberId } from '../../../core/ids.js';
import { after, DAY } from '../../../core/time.js';
import type { Context } from '../../../feature-api/index.js';
import { ORGANISERS } from '../../members/public.js';
import { rotaOf } from '../facilitators/rota.js';
import { closingPrefix } from '../keys.js';
import { FEATURE } from '../names.js';
import { topicsSection } from '../settings.js';
import { topicsStore } from '../store/index.js';
import type { Topic } from '../types.js';

/** The facilitator, or whoever comes first, is asked first, then one more volunteer, then the organisers. */
const VOLUNTEERS_ASKED = 2;

/** The delivery that asks a member for a summary; it also tells that they were asked. */
export function askedKey({ id, closedAt }: Pick<Topic, 'id' | 'closedAt'>, member: MemberId): string {
  return `${FEATURE}:summary-asked:${id}:${closedAt ?? 0}:${member}`;
}

/**
 * Asks for the summary of a closed topic. `step` counts who was asked before in this closing; `except` is on their way out. Without
 * anybody left, the organisers are asked.
 */
export async function askForSummary(
  context: Context,
  topic: Topic,
  { step, except }: { readonly step: number; readonly except?: MemberId },
): Promise<void> {
  const member = step < VOLUNTEERS_ASKED ? await nextToAsk(context, topic, step, except) : undefined;
  await topicsStore(context.tx).askSummary(topic.id, { asked: member ?? null, at: context.now, language: topic.language });
  const message = { args: { topic: topic.id }, dueAt: context.now };
  await context.agenda.cancelPrefix(`${closingPrefix(topic.id)}overdue`);
  if (member === undefined) {
    await context.deliveries.plan({
      ...message,
      key: `${FEATURE}:summary-overdue:${topic.id}:${topic.closedAt ?? 0}`,
      kind: 'topics.closing.summary-overdue',
      to: { to: 'channel', channel: ORGANISERS },
    });
    return;
  }
  await context.deliveries.plan({
    ...message,
    key: askedKey(topic, member),
    kind: 'topics.closing.summary-asked',
    to: { to: 'member', member },
  });
  const { summaryDays } = topicsSection.of(await context.community.settings());
  await context.agenda.plan({
    // The row of the step before stays, because it may be the one that runs now.
    key: `${closingPrefix(topic.id)}overdue:${step + 1}`,
    kind: 'topics.closing.overdue',
    payload: { topic: topic.id, step: step + 1 },
    dueAt: after(context.now, summaryDays * DAY),
    again: true,
  });
}

/** The first of those who may be asked that is still here and was not asked yet. */
async function nextToAsk(context: Context, topic: Topic, step: number, except: MemberId | undefined): Promise<MemberId | undefined> {
  const volunteers = (await rotaOf(context, topic, 'facilitator')).map(({ member }) => member);
  const all = [topic.facilitator, topic.shadow, ...volunteers].filter((member): member is MemberId => member !== null && member !== except);
  const people = new Map((await context.people.findMany([...new Set(all)])).map((person) => [person.id, person]));
  for (const member of all) {
    const person = people.get(member);
    if (!person || person.status !== 'active' || person.isBot) continue;
    // In the first step nobody was asked yet in this closing.
    if (step === 0 || (await context.deliveries.find(askedKey(topic, person.id))) === undefined) return person.id;
  }
  return undefined;
}
