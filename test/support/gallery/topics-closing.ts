import { toId } from '../../../src/core/ids.js';
import type { Language } from '../../../src/core/language.js';
import type { Card, Form } from '../../../src/core/message.js';
import { after, DAY, toLocalDate } from '../../../src/core/time.js';
import { browseCard, overdueCard } from '../../../src/features/topics/closing/cards/browse.js';
import { draftCard, recommendationCard } from '../../../src/features/topics/closing/cards/draft.js';
import {
  closedCard,
  closingHomeCard,
  lastCallCard,
  reopenedCard,
  reviewCard,
  summaryAskedCard,
  summaryOverdueCard,
} from '../../../src/features/topics/closing/cards/notices.js';
import { postedCards } from '../../../src/features/topics/closing/cards/summary.js';
import { doneCard, topicCard } from '../../../src/features/topics/closing/cards/topic.js';
import { closingControls as controls } from '../../../src/features/topics/closing/controls.js';
import type { WriterView } from '../../../src/features/topics/closing/summary.js';
import type { TopicView } from '../../../src/features/topics/closing/view.js';
import { toMonth } from '../../../src/features/topics/rules/month.js';
import type { Recommendation, Summary, Topic } from '../../../src/features/topics/types.js';
import { speaker } from '../../../src/language/index.js';
import { type Exhibit, karwan, NOW, settings, tigris, zainab } from './people.js';

const zone = 'Asia/Baghdad';

export const closedTopic: Topic = {
  id: toId(5),
  month: toMonth('2026-11'),
  slot: 2,
  origin: 'proposal',
  proposal: toId(7),
  template: null,
  reason: null,
  state: 'closed',
  version: 1,
  language: 'ar',
  sector: 'protection',
  forSector: false,
  texts: {
    ar: { title: 'المساحات الآمنة للنساء في الريف', question: 'من افتتح مساحة آمنة، وكيف تستمر؟' },
    en: { title: 'Safe spaces for women in rural areas', question: 'Who has opened one, and how does it last? @everyone' },
  },
  why: '',
  resources: ['https://example.org/guide?a=1&b=2'],
  guiding: null,
  plannedDate: toLocalDate('2026-11-15'),
  opensAt: after(NOW, -21 * DAY),
  openedAt: after(NOW, -21 * DAY),
  closesAt: after(NOW, -7 * DAY),
  closedAt: after(NOW, -7 * DAY),
  facilitator: zainab.id,
  shadow: null,
  lastWrittenAt: null,
  lastNudgeAt: null,
  lastPromptAt: null,
};
const openTopic: Topic = {
  ...closedTopic,
  id: toId(6),
  state: 'open',
  closesAt: after(NOW, 4 * DAY),
  closedAt: null,
  facilitator: null,
  sector: null,
};
const plannedTopic: Topic = { ...openTopic, id: toId(8), state: 'planned', openedAt: null, closesAt: null, opensAt: after(NOW, 28 * DAY) };

export const writtenSummary: Summary = {
  topic: closedTopic.id,
  state: 'written',
  version: 3,
  asked: null,
  askedAt: after(NOW, -7 * DAY),
  writtenBy: zainab.id,
  writtenAt: after(NOW, -5 * DAY),
  language: 'ar',
  lessons: ['الاتفاق مع المختار قبل الافتتاح *مهم* @everyone', 'A room in the health centre raises no questions.'],
  challenges: ['المواصلات من القرى البعيدة'],
  resources: ['https://example.org/guide?a=1&b=2', 'دليل المساحات الآمنة، الطبعة الثانية'],
  translations: {},
};
const recommendation: Recommendation = {
  id: toId(1),
  topic: closedTopic.id,
  position: 1,
  words: 'تخصيص سيارة مشتركة لثلاث منظمات',
  responsible: 'Tigris Legal Aid',
  reviewOn: toLocalDate('2027-03-01'),
  outcome: null,
  outcomeWords: null,
  reviewedAt: null,
};
export const recommendations: readonly Recommendation[] = [
  recommendation,
  {
    ...recommendation,
    id: toId(2),
    position: 2,
    words: 'Write a short guide for new centres.',
    responsible: 'کاروان عەلی',
    outcome: 'partly',
    outcomeWords: 'The first half is written.',
    reviewedAt: NOW,
  },
];
const translated: Summary = {
  ...writtenSummary,
  translations: {
    en: {
      lessons: ['Agree with the mukhtar before the opening *important* @everyone', 'A room in the health centre raises no questions.'],
      challenges: ['Transport from far villages'],
      recommendations: { '1': 'Share a car between three organisations', '2': 'Write a short guide for new centres.' },
    },
  },
};
export const thanks = { names: [zainab.name, karwan.name], organisations: [tigris.name] };
const unwritten: Summary = { ...writtenSummary, state: 'asked', version: 1, lessons: [], challenges: [], resources: [], writtenAt: null };
const writer = (more: Partial<WriterView> = {}): WriterView => ({
  topic: closedTopic,
  summary: unwritten,
  recommendations: [],
  earlier: [],
  languages: settings.languages,
  marked: { lesson: ['One', 'Two'], challenge: ['Three'], recommendation: ['Four'] },
  ...more,
});
const view = (more: Partial<TopicView> = {}): TopicView => ({
  topic: closedTopic,
  summary: writtenSummary,
  recommendations,
  earlier: [],
  zone,
  facilitator: zainab.name,
  thanks,
  mayWrite: false,
  maySteer: false,
  isOrganiser: false,
  ...more,
});
const records = [
  { topic: openTopic, summary: undefined, recommendations: [], earlier: [] },
  { topic: plannedTopic, summary: undefined, recommendations: [], earlier: [] },
  { topic: closedTopic, summary: writtenSummary, recommendations, earlier: [] },
];
const earlier = { ...writtenSummary, writtenAt: after(NOW, -40 * DAY), recommendations: [recommendation] };
const page = { records, total: 3, page: 0, pages: 1, zone };

/** How topics close, and how they are found again. */
export function closingExhibits(language: Language): readonly Exhibit[] {
  const say = speaker(language);
  const card = (name: string, ...cards: readonly Card[]): Exhibit => ({ name, message: { cards } });
  const form = (name: string, made: Form): Exhibit => ({ name: `${name} (form)`, form: made });
  return [
    card('the posted summary', ...postedCards(view(), writtenSummary, thanks, settings.languages)),
    card(
      'the posted summary, short',
      ...postedCards(
        view({ recommendations: [] }),
        { ...writtenSummary, language: 'en', challenges: [], resources: [] },
        { names: [], organisations: [] },
        [language],
      ),
    ),
    card(
      'the posted summary of a topic that was reopened',
      ...postedCards(view(), writtenSummary, thanks, settings.languages, { at: NOW, zone }),
    ),
    card('the posted summary, translated', ...postedCards(view(), translated, thanks, settings.languages)),
    card('a topic whose summary is translated', topicCard(view({ summary: translated }), language)),
    card('a translated one, to its writer', draftCard(writer({ summary: translated, recommendations }), language)),
    card('last call', lastCallCard(openTopic, zone, language)),
    card('closed', closedCard(language)),
    card('reopened', reopenedCard(openTopic, zone, language)),
    card('asked: the facilitator', summaryAskedCard(closedTopic, { facilitated: true }, 5, language)),
    card('asked: a volunteer', summaryAskedCard(closedTopic, { facilitated: false }, 1, language)),
    card('overdue (message)', summaryOverdueCard(closedTopic, language)),
    card('what became of it? (message)', reviewCard(closedTopic, recommendation, language)),
    card('a draft, nothing written', draftCard(writer(), language)),
    card(
      'a draft',
      draftCard(
        writer({ summary: { ...writtenSummary, state: 'asked', writtenAt: null }, recommendations }),
        language,
        say('topics-closing.done.joined'),
      ),
    ),
    card(
      'a posted one, to its writer',
      draftCard(writer({ summary: writtenSummary, recommendations }), language, say('topics-closing.done.saved')),
    ),
    card('a recommendation', recommendationCard({ ...writer({}), recommendation }, language, say('topics-closing.done.outcome'))),
    card('a topic', topicCard(view(), language)),
    card(
      'a topic, to an organiser',
      topicCard(
        view({ mayWrite: true, maySteer: true, isOrganiser: true, summary: unwritten, recommendations: [] }),
        language,
        say('topics-closing.done.closed'),
      ),
    ),
    card(
      'an open topic, to its facilitator',
      topicCard(
        view({ topic: openTopic, maySteer: true, summary: { ...writtenSummary, state: 'asked' }, facilitator: undefined }),
        language,
      ),
    ),
    card('a topic with an earlier summary', topicCard(view({ earlier: [earlier] }), language)),
    card('a planned topic', topicCard(view({ topic: plannedTopic, summary: undefined, recommendations: [] }), language)),
    card('a topic, reopened', doneCard(openTopic, say('topics-closing.done.reopened', { date: '20 Dec' }), language)),
    card('topics', browseCard({ ...page, total: 20, page: 1, pages: 3 }, { page: 1 }, language)),
    card('topics, searched', browseCard(page, { page: 0, words: 'ئاو', sector: 'protection', year: 2026 }, language)),
    card('topics, none', browseCard({ ...page, records: [], total: 0 }, { page: 0, year: 2025 }, language)),
    card('missing summaries', overdueCard([closedTopic], { settings: true }, zone, language)),
    card('missing summaries, none', overdueCard([], { settings: false }, zone, language)),
    card('home, asked', closingHomeCard({ asked: [closedTopic], missing: 0 }, language)),
    card('home of an organiser', closingHomeCard({ asked: [], missing: 3 }, language)),
    card(
      'single answers',
      ...(['removed', 'posted'] as const).map((done) => ({
        language,
        blocks: [{ type: 'paragraph' as const, text: say(`topics-closing.done.${done}`) }],
      })),
    ),
    form(
      'summary',
      controls.summary.form(
        language,
        { values: { lessons: writtenSummary.lessons, language: 'ar' } },
        { id: { topic: closedTopic.id, version: 3 } },
      ),
    ),
    form(
      'recommend',
      controls.recommend.form(
        language,
        { values: { words: recommendation.words, responsible: tigris.name, reviewOn: toLocalDate('2027-03-01') } },
        { id: { topic: closedTopic.id, recommendation: recommendation.id } },
      ),
    ),
    form(
      'translate',
      controls.translate.form(
        language,
        { values: { lessons: writtenSummary.lessons, recommendations: recommendations.map(({ words }) => words) } },
        { id: { topic: closedTopic.id, language: 'ckb' } },
      ),
    ),
    form('outcome', controls.outcome.form(language, { introduction: [recommendation.words] }, { id: recommendation.id })),
  ];
}
