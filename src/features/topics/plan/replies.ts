import { InputError, NotFoundError } from '../../../core/errors.js';
import { fold } from '../../../core/fold.js';
import type { Language } from '../../../core/language.js';
import { privately, type Reply } from '../../../core/message.js';
import type { Asker, Request } from '../../../core/request.js';
import type { Text } from '../../../core/text.js';
import type { Context } from '../../../feature-api/index.js';
import { phrase } from '../../../language/index.js';
import { answer } from '../proposals/replies.js';
import type { Month } from '../rules/month.js';
import { settingsCard } from '../settings-card.js';
import { topicsStore } from '../store/index.js';
import { titleIn } from '../text-of.js';
import { topicNumber } from '../topic-number.js';
import type { Topic } from '../types.js';
import { annualCard, evergreenCard } from './cards/lists.js';
import { planCard, swapCard } from './cards/plan.js';
import { type SeenTopic, seenPlanned } from './change.js';
import { annualTopics, evergreenOf } from './lists.js';
import { currentTemplates } from './templates.js';
import { viewPlan } from './view.js';

/** The plan of a month, as a private answer. */
export async function shownPlan(
  context: Context,
  { actor, language }: Asker,
  month: Month,
  lead?: Text,
  known?: Parameters<typeof viewPlan>[3],
): Promise<Reply> {
  return privately(planCard(await viewPlan(context, month, actor, known), language, lead));
}

/** The plan in place of the card with the button. */
export async function planInstead(
  context: Context,
  request: Request,
  month: Month,
  lead?: Text,
  known?: Parameters<typeof viewPlan>[3],
): Promise<Reply> {
  return answer(request, planCard(await viewPlan(context, month, request.actor, known), request.language, lead));
}

/** How many proposals are offered; questions of the lists follow. */
const PROPOSALS_OFFERED = 18;

/** What a topic can be swapped for. Throws what `seenPlanned` throws. */
export async function shownSwap(context: Context, request: Request, seen: SeenTopic): Promise<Reply> {
  const topic = await seenPlanned(context, seen);
  const store = topicsStore(context.tx);
  const proposals = await store.plannableFirst(PROPOSALS_OFFERED);
  const held = await store.lastHeld();
  const templates = (await currentTemplates(context))
    .filter(({ id }) => id !== topic.template)
    .toSorted((one, other) => (held.get(one.id) ?? '').localeCompare(held.get(other.id) ?? ''));
  return answer(request, swapCard(topic, { proposals, templates: oneOfEachSector(templates) }, request.language));
}

/** Those not discussed for longest, of different sectors first. */
function oneOfEachSector<T extends { readonly sector: string | null }>(entries: readonly T[]): readonly T[] {
  const seen = new Set<string | null>();
  const first = entries.filter(({ sector }) => !seen.has(sector) && seen.add(sector));
  return [...first, ...entries.filter((entry) => !first.includes(entry))];
}

/** Which page of a list, and what is said first. */
interface Page {
  readonly page?: number;
  readonly lead?: Text;
}

export async function shownEvergreen(
  context: Context,
  { language }: Asker,
  { wished, page = 0, lead }: Page & { readonly wished?: string | null } = {},
) {
  const { sectors } = await context.community.settings();
  const sector = sectors.find((code) => code === wished) ?? sectors[0] ?? '';
  return evergreenCard({ sector, sectors, entries: await evergreenOf(context, sector), page }, language, lead);
}

export async function shownAnnual(context: Context, { language }: Asker, { page = 0, lead }: Page = {}) {
  return annualCard(await annualTopics(context), page, language, lead);
}

export async function shownSettings(context: Context, { language }: Asker, lead?: Text): Promise<Reply> {
  return privately(settingsCard(await context.community.settings(), language, lead));
}

/** Planned topics whose title contains what was typed, for completion and commands. */
export async function matchingTopics(context: Context, typed: string, language: Language): Promise<readonly Topic[]> {
  const wanted = fold(typed);
  const planned = await topicsStore(context.tx).topicsIn(['planned'], { from: context.now });
  return planned.filter((topic) =>
    [titleIn(topic, language), titleIn(topic, topic.language)].some((title) => fold(title).includes(wanted)),
  );
}

/** The planned topic meant by its number or by words of its title. Throws a `NotFoundError` for none, an `InputError` for several. */
export async function topicByText(context: Context, typed: string, language: Language): Promise<Topic> {
  const number = topicNumber(typed);
  const values = { text: typed.slice(0, 40), command: '/topics plan' };
  const found =
    number === undefined
      ? await matchingTopics(context, typed, language)
      : (await topicsStore(context.tx).topicsIn(['planned'])).filter(({ id }) => id === number);
  const [first, ...others] = found;
  if (!first) throw new NotFoundError('no such topic', phrase('topics-plan.error.unknown', values));
  if (others.length > 0) throw new InputError('several topics', phrase('topics-plan.error.several', values));
  return first;
}
