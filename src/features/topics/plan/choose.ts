import { lookups } from '../../../core/lookup.js';
import type { Settings } from '../../../core/settings.js';
import { after, type Instant, type LocalDate } from '../../../core/time.js';
import type { Context } from '../../../feature-api/index.js';
import { findOrganisations } from '../../members/public.js';
import { chooseTopics } from '../rules/choice.js';
import type { AnnualTopic, ChosenTopic } from '../rules/choice-types.js';
import { addMonths, type Month } from '../rules/month.js';
import { notBefore, patternDays, placeOpening } from '../rules/openings.js';
import { SHORTEST_LEAD } from '../rules/plan-times.js';
import { openingDays, topicsSection } from '../settings.js';
import { type Plannable, topicsStore } from '../store/index.js';
import type { NewTopic, Proposal, ProposalId, Template, Topic, TopicId } from '../types.js';
import { warnOfOutage } from './outages.js';
import { annualName, seedTemplates, textsOf } from './templates.js';

/** How a month was filled. */
export interface Filled {
  readonly added: readonly TopicId[];
  /** Places that stayed free: no day of the month is left for them, or nothing to discuss. */
  readonly missing: number;
}

interface Place {
  readonly slot: number;
  readonly plannedDate: LocalDate;
  readonly opensAt: Instant;
}

/** How often the choice is repeated if someone else has just planned what was chosen. */
const ATTEMPTS = 3;

/** Chooses a topic for each free place of a month, and writes it. The transaction holds the month's plan. */
export async function fillMonth(
  context: Context,
  month: Month,
  { settings: known, attempt = 1 }: { readonly settings?: Settings; readonly attempt?: number } = {},
): Promise<Filled> {
  const store = topicsStore(context.tx);
  const settings = known ?? (await context.community.settings());
  const { quota } = topicsSection.of(settings);
  await seedTemplates(context);
  const found = await context.tx.find(
    lookups({
      topics: store.ofMonth(month),
      openings: store.openings(context.now),
      entries: store.entries(),
      chosenFrom: store.chosenFrom(),
    }),
  );
  const { plannable, history, lastHeld } = found.chosenFrom;
  const live = found.topics.filter(({ state }) => state !== 'skipped');
  const taken = live.flatMap(({ slot }) => slot ?? []);
  const places = freePlaces(context, settings, month, { slots: taken, openings: found.openings });
  const lost = quota - taken.filter((slot) => slot <= quota).length - places.length;

  const templates = found.entries.filter(({ removed }) => !removed);
  const [language = 'en'] = settings.languages;
  const annual = templates.filter(({ kind, id }) => kind === 'annual' && !live.some(({ template }) => template === id));
  const named = new Map(annual.map((template) => [annualName(template, language), template]));
  const choice = chooseTopics({
    month,
    quota,
    // Places for which no day is left count as taken.
    taken: Array.from({ length: quota }, (_, index) => index + 1).filter((slot) => !places.some((place) => place.slot === slot)),
    sectors: settings.sectors,
    proposals: await withTypes(context, plannable),
    history,
    annual: [...named].map(([name, template]) => annualTopic(name, template)),
    evergreen: templates.flatMap(({ id, kind, sector }) =>
      kind === 'evergreen' && sector !== null ? [{ id, sector, lastHeld: lastHeld.get(id) ?? null }] : [],
    ),
    seed: context.random(),
  });

  const added: TopicId[] = [];
  const held = new Set<ProposalId>();
  for (const topic of choice.topics) {
    if (topic.from !== 'proposal') continue;
    const id = topic.proposal as ProposalId;
    if (await store.hold(id)) held.add(id);
  }
  const { proposals, planned } = await context.tx.find(
    lookups({ proposals: store.lookForMany([...held]), planned: store.inPlans([...held]) }),
  );
  for (const chosen of choice.topics) {
    const place = places.find(({ slot }) => slot === chosen.slot);
    const content = contentOf(chosen, { templates, named, proposals, language });
    if (!place || !content) continue;
    if (content.proposal !== null && (!held.has(content.proposal) || planned.has(content.proposal))) continue;
    const topic: NewTopic = {
      ...content,
      ...place,
      month,
      reason: chosen.reason,
      state: 'planned',
      forSector: false,
      guiding: null,
    };
    const id = await store.insertTopic(topic);
    await warnOfOutage(context, { ...topic, id }, settings);
    added.push(id);
  }
  if (added.length < choice.topics.length && attempt < ATTEMPTS) {
    const more = await fillMonth(context, month, { settings, attempt: attempt + 1 });
    return { added: [...added, ...more.added], missing: more.missing };
  }
  return { added, missing: lost + places.length - added.length };
}

/** Whether a proposal is open and in no plan; it stays so until the transaction ends. */
export async function holdForPlan(context: Context, proposal: ProposalId): Promise<boolean> {
  const store = topicsStore(context.tx);
  return (await store.hold(proposal)) && (await store.topicOfProposal(proposal)) === undefined;
}

function annualTopic(name: string, { sector, monthOfYear, slot }: Template): AnnualTopic {
  return { name, sector, month: monthOfYear ?? 0, slot: slot ?? 1 };
}

/** The free places of a month, each with its opening: those whose day has passed move to the days that are left. */
function freePlaces(
  { now }: Context,
  settings: Settings,
  month: Month,
  taken: { readonly slots: readonly number[]; readonly openings: readonly Instant[] },
): readonly Place[] {
  const moments = new Set(taken.openings);
  const places: Place[] = [];
  for (const [index, day] of patternDays(month, openingDays(topicsSection.of(settings))).entries()) {
    const slot = index + 1;
    if (taken.slots.includes(slot)) continue;
    const plannedDate = notBefore(day.planned, day.time, settings.timezone, after(now, SHORTEST_LEAD));
    const { date, at } = placeOpening(plannedDate, day.time, settings, moments);
    // A topic that is late counts for its month only if it opens within it.
    if (plannedDate !== day.planned && date >= `${addMonths(month, 1)}-01`) continue;
    moments.add(at);
    places.push({ slot, plannedDate, opensAt: at });
  }
  return places;
}

/** With the type of each supporter's organisation. */
async function withTypes(context: Context, proposals: readonly Plannable[]) {
  const ids = [...new Set(proposals.flatMap(({ supporters }) => supporters.flatMap((organisation) => organisation ?? [])))];
  const types = new Map((await findOrganisations(context, ids)).map(({ id, type }) => [id, type]));
  return proposals.map((proposal) => ({
    ...proposal,
    supporters: proposal.supporters.map((organisation) => ({
      organisation,
      type: organisation === null ? null : (types.get(organisation) ?? null),
    })),
  }));
}

type Content = Pick<NewTopic, 'origin' | 'proposal' | 'template' | 'language' | 'sector' | 'texts' | 'why' | 'resources'>;

function contentOf(
  chosen: ChosenTopic,
  known: {
    readonly templates: readonly Template[];
    readonly named: ReadonlyMap<string, Template>;
    readonly proposals: readonly Proposal[];
    readonly language: Topic['language'];
  },
): Content | undefined {
  switch (chosen.from) {
    case 'proposal': {
      const proposal = known.proposals.find(({ id }) => id === chosen.proposal);
      return proposal && contentOfProposal(proposal);
    }
    case 'annual': {
      const template = known.named.get(chosen.name);
      return template && contentOfTemplate(template, known.language);
    }
    case 'evergreen': {
      const template = known.templates.find(({ id }) => id === chosen.evergreen);
      return template && contentOfTemplate(template, known.language);
    }
    default:
      return chosen satisfies never;
  }
}

export function contentOfProposal({ id, title, question, why, sector, language, resources }: Proposal): Content {
  return { origin: 'proposal', proposal: id, template: null, language, sector, texts: { [language]: { title, question } }, why, resources };
}

/** An entry in all its languages; the discussion is in the community's first one, if the entry has it. */
export function contentOfTemplate(template: Template, wished: Topic['language']): Content {
  const texts = textsOf(template);
  const [first = wished] = Object.keys(texts) as Topic['language'][];
  const { kind, id, sector } = template;
  return {
    origin: kind,
    proposal: null,
    template: id,
    language: texts[wished] ? wished : first,
    sector,
    texts,
    why: '',
    resources: [],
  };
}
