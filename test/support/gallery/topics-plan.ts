import { toId } from '../../../src/core/ids.js';
import type { Language } from '../../../src/core/language.js';
import type { Card, Form, Message } from '../../../src/core/message.js';
import { after, DAY, toInstant, toLocalDate, toLocalTime } from '../../../src/core/time.js';
import { annualCard, entryCard, evergreenCard } from '../../../src/features/topics/plan/cards/lists.js';
import {
  callMessage,
  gapCard,
  openedEarlyCard,
  planHomeCard,
  plannedCard,
  putBackCard,
  topicOutageCard,
  unlikeCard,
} from '../../../src/features/topics/plan/cards/notices.js';
import { doneCard, planCard, skipCard, swapCard } from '../../../src/features/topics/plan/cards/plan.js';
import { planControls as controls } from '../../../src/features/topics/plan/controls.js';
import { textsOf } from '../../../src/features/topics/plan/templates.js';
import type { PlannedTopic, PlanReader, PlanView } from '../../../src/features/topics/plan/view.js';
import type { ChoiceReason } from '../../../src/features/topics/rules/choice-types.js';
import { toMonth } from '../../../src/features/topics/rules/month.js';
import { DEFAULT_OPENING_DAYS } from '../../../src/features/topics/rules/openings.js';
import { settingsCard } from '../../../src/features/topics/settings-card.js';
import type { Plan, Template, Topic } from '../../../src/features/topics/types.js';
import { speaker } from '../../../src/language/index.js';
import { type Exhibit, karwan, NOW, settings, zainab } from './people.js';
import { long, unnamed } from './topics.js';

const ZONE = 'Asia/Baghdad';
const JANUARY = toMonth('2027-01');
const at = (iso: string) => toInstant(Date.parse(iso));

const lasting: Template = {
  id: toId(3),
  kind: 'evergreen',
  code: 'participation-1',
  sector: 'participation',
  monthOfYear: null,
  slot: null,
  texts: {},
  removed: false,
};
const annual: Template = {
  ...lasting,
  id: toId(28),
  kind: 'annual',
  code: 'sixteen-days',
  sector: 'protection',
  monthOfYear: 11,
  slot: 'last',
};
const own: Template = {
  ...annual,
  id: toId(31),
  code: null,
  sector: null,
  monthOfYear: 1,
  slot: 1,
  texts: { ar: { title: 'يوم المنظمات المحلية', question: 'ماذا نريد هذا العام؟ @everyone' } },
};

const water: Topic = {
  id: toId(41),
  month: JANUARY,
  slot: 1,
  origin: 'proposal',
  proposal: toId(7),
  template: null,
  reason: { kind: 'most-organisations', organisations: 7 },
  state: 'planned',
  version: 2,
  language: 'ar',
  sector: 'protection',
  forSector: false,
  texts: { ar: { title: 'مساحات آمنة للنساء في الأرياف', question: 'من افتتح واحدة؟ @everyone <!channel> *كيف*' } },
  why: '',
  resources: [],
  guiding: null,
  plannedDate: toLocalDate('2027-01-03'),
  opensAt: at('2027-01-03T10:00+03:00'),
  openedAt: null,
  closesAt: null,
  closedAt: null,
  facilitator: null,
  shadow: null,
  lastWrittenAt: null,
  lastNudgeAt: null,
  lastPromptAt: null,
};
const question: Topic = {
  ...water,
  id: toId(42),
  slot: 2,
  origin: 'evergreen',
  proposal: null,
  template: lasting.id,
  reason: { kind: 'evergreen', sector: 'participation' },
  version: 1,
  sector: 'participation',
  texts: textsOf(lasting),
  opensAt: at('2027-01-17T10:00+03:00'),
};
const urgent: Topic = {
  ...water,
  id: toId(43),
  slot: null,
  origin: 'urgent',
  reason: null,
  sector: 'recovery',
  forSector: true,
  texts: { en: { title: 'Floods in Dohuk', question: 'Who can help, and with what?' } },
  language: 'en',
  opensAt: at('2027-01-20T10:00+03:00'),
};

const draft: Plan = {
  month: JANUARY,
  state: 'draft',
  version: 3,
  calledAt: null,
  draftedAt: NOW,
  approvedAt: null,
  approvedBy: null,
  openings: DEFAULT_OPENING_DAYS,
};
const adviser: PlanReader = { decides: true, organises: false, approved: false };
const member: PlanReader = { decides: false, organises: false, approved: false };
const planned = (topic: Topic, more: Partial<PlannedTopic> = {}): PlannedTopic => ({
  topic,
  facilitator: undefined,
  warnings: [],
  ...more,
});
const view = (more: Partial<PlanView> = {}): PlanView => ({
  month: JANUARY,
  current: toMonth('2026-12'),
  plan: draft,
  topics: [planned(water, { warnings: ['No power in Basra in the morning.'] }), planned(question)],
  unlike: false,
  free: 0,
  unplaced: [],
  approvedBy: [],
  waitingFor: [zainab.name, karwan.name],
  silentUntil: after(NOW, 5 * DAY),
  reader: adviser,
  zone: ZONE,
  ...more,
});

/** One of each kind, so that each sentence is read. */
const REASONS: readonly ChoiceReason[] = [
  { kind: 'annual', name: 'sixteen-days' },
  { kind: 'most-organisations', organisations: 12 },
  { kind: 'most-organisations', organisations: 3 },
  { kind: 'sector-waited', sector: 'recovery', months: 1 },
  { kind: 'sector-waited', sector: 'recovery', months: 5 },
  { kind: 'sector-waited', sector: 'legislation', months: null },
  { kind: 'sector-fewest', sector: 'awareness', topics: 0 },
  { kind: 'sector-fewest', sector: 'awareness', topics: 2 },
  { kind: 'sector-fewest', sector: null, topics: 1 },
  { kind: 'other-sector', sector: 'prevention' },
  { kind: 'other-sector', sector: null },
  { kind: 'kept-for-annual', sector: 'protection', name: 'sixteen-days' },
  { kind: 'most-types', types: 3 },
  { kind: 'waited-longest', since: after(NOW, -90 * DAY) },
  { kind: 'lot', among: 3 },
  { kind: 'weighed' },
  { kind: 'only-proposal' },
  { kind: 'evergreen', sector: 'climate-change' },
];

/** The plan of a month, and what stands behind it. */
export function topicPlanExhibits(language: Language): readonly Exhibit[] {
  const say = speaker(language);
  const message = (name: string, made: Message): Exhibit => ({ name, message: made });
  const card = (name: string, ...cards: readonly Card[]): Exhibit => message(name, { cards });
  const form = (name: string, made: Form): Exhibit => ({ name: `${name} (form)`, form: made });
  const approved: Plan = { ...draft, state: 'approved', approvedAt: NOW, approvedBy: 'silence' };
  const sectors = [{ value: 'protection', label: say.plain('common.sector.protection') }];
  const seen = { id: water.id, version: water.version };
  return [
    card('a draft, to an adviser', planCard(view(), language)),
    card(
      'a draft, approved by its reader, with free places, to an organiser',
      planCard(
        view({
          topics: [planned(water)],
          free: 1,
          unplaced: [own],
          approvedBy: [zainab.name],
          waitingFor: [karwan.name],
          reader: { ...adviser, organises: true, approved: true },
        }),
        language,
        say('topics-plan.done.approved'),
      ),
    ),
    card('a draft whose silence ends now', planCard(view({ topics: [], silentUntil: undefined, waitingFor: [] }), language)),
    card('a draft, to a member', planCard(view({ topics: [], reader: member }), language)),
    card(
      'approved by silence, to an adviser',
      planCard(view({ plan: approved, topics: [planned(water, { facilitator: zainab.name }), planned(urgent)] }), language),
    ),
    card('approved, and the settings have changed', planCard(view({ plan: approved, unlike: true }), language)),
    card('a redraft is under way', doneCard(say('topics-plan.done.refit'), JANUARY, language)),
    card(
      'approved, and the settings have changed (message)',
      unlikeCard(
        {
          moved: [{ topic: water, to: { slot: 1, plannedDate: water.plannedDate, opensAt: after(water.opensAt, DAY) } }],
          dropped: [question],
          free: 1,
        },
        JANUARY,
        ZONE,
        language,
      ),
    ),
    card('drafted anew (message)', planCard(view(), language, say('topics-plan.redrafted.lead'))),
    card('settings saved', settingsCard(settings, language, say('topics-plan.settings.saved'))),
    card('approved, to a member', planCard(view({ plan: { ...approved, approvedBy: 'advisers' }, reader: member }), language)),
    card(
      'approved by advisers, a topic open',
      planCard(
        view({ plan: { ...approved, approvedBy: 'advisers' }, topics: [planned({ ...water, state: 'open', openedAt: water.opensAt })] }),
        language,
      ),
    ),
    card('no plan yet', planCard(view({ plan: undefined, topics: [] }), language)),
    card('no plan, in the past', planCard(view({ plan: undefined, topics: [], month: toMonth('2026-03') }), language)),
    card(
      'why topics were chosen',
      ...REASONS.map((reason) => planCard(view({ plan: approved, topics: [planned({ ...water, reason })], reader: member }), language)),
      planCard(view({ plan: approved, topics: [planned({ ...water, reason: null })], reader: member }), language),
    ),
    card('swap', swapCard(water, { proposals: [unnamed, long], templates: [lasting, annual] }, language)),
    card('swap, nothing there', swapCard(water, { proposals: [], templates: [] }, language)),
    card('skip?', skipCard(question, language)),
    card(
      'single answers',
      ...(['drafted', 'approved-all', 'filled', 'swapped', 'skipped'] as const).map((done) =>
        planCard(view({ topics: [], plan: approved, reader: member }), language, say(`topics-plan.done.${done}`)),
      ),
    ),
    message('the call for proposals', callMessage(JANUARY, [language])),
    card('planned, to its proposer (message)', plannedCard(water, ZONE, 'proposer', language)),
    card('planned, to a supporter (message)', plannedCard(question, ZONE, 'supporter', language)),
    card('opened early, to its proposer (message)', openedEarlyCard(water, 'proposer', language)),
    card('opened early, to a supporter (message)', openedEarlyCard(question, 'supporter', language)),
    card('put back, to its proposer (message)', putBackCard(unnamed.title, 'proposer', language)),
    card('put back, to a supporter (message)', putBackCard(long.title, 'supporter', language)),
    card('a power cut (message)', topicOutageCard(water, ['No power in Basra in the morning.'], ZONE, language)),
    card('too few topics (message)', gapCard('short', JANUARY, language)),
    card('a month without a plan (message)', gapCard('missed', JANUARY, language)),
    card('a reminder (message)', planCard(view(), language, say('topics-plan.reminder.lead'))),
    card('home', planHomeCard(JANUARY, language)),
    card(
      'lasting questions',
      evergreenCard(
        { sector: 'participation', sectors: settings.sectors, entries: [lasting, { ...lasting, id: toId(77), removed: true }], page: 0 },
        language,
        say('topics-plan.done.removed'),
      ),
    ),
    card('lasting questions, none', evergreenCard({ sector: 'recovery', sectors: settings.sectors, entries: [], page: 0 }, language)),
    card('annual topics', annualCard([own, annual], 0, language)),
    card('a lasting question', entryCard(lasting, language)),
    card('a question off the list', entryCard({ ...lasting, removed: true }, language)),
    card('a question on the list again', entryCard(lasting, language, say('topics-plan.done.restored'))),
    card('an annual topic of one’s own', entryCard(own, language, say('topics-plan.done.added'))),
    form('move', controls.move.form(language, { values: { date: toLocalDate('2027-01-03'), time: toLocalTime('10:00') } }, { id: seen })),
    form('urgent', controls.urgent.form(language, { options: { sector: sectors } })),
    form('settings', controls['settings-form'].form(language, settings, 'planning')),
    form('settings of proposals', controls.settings.form(language, settings, 'settings')),
    form(
      'words',
      controls['entry-words'].form(language, { values: textsOf(lasting)[language] ?? {} }, { id: { id: lasting.id, language } }),
    ),
    form(
      'when',
      controls['entry-when'].form(language, { values: { month: 11, slot: 'last' }, options: { sector: sectors } }, { id: annual.id }),
    ),
    form('add a question', controls['evergreen-add'].form(language, { options: { sector: sectors } }, { id: 'protection' })),
    form('add an annual topic', controls['annual-add'].form(language, { options: { sector: sectors } })),
  ];
}
