import { toId } from '../../../src/core/ids.js';
import { LANGUAGES, type Language } from '../../../src/core/language.js';
import { SECTORS } from '../../../src/core/settings.js';
import { after, DAY, HOUR, toLocalDate } from '../../../src/core/time.js';
import { ORGANISATION_TYPES } from '../../../src/features/members/public.js';
import { donorsSentence } from '../../../src/features/topics/reporting/cards/labels.js';
import { reportCard, yearCard } from '../../../src/features/topics/reporting/cards/report.js';
import { addMonths, toMonth } from '../../../src/features/topics/rules/month.js';
import { type Author, type ReportInput, report } from '../../../src/features/topics/rules/report.js';
import type { ReportedTopic } from '../../../src/features/topics/store/index.js';
import { type Exhibit, NOW } from './people.js';

const TITLES = {
  en: 'Safe spaces for women in rural areas',
  ar: 'مساحات آمنة للنساء في القرى',
  ckb: 'شوێنی ئارام بۆ ژنان لە گوندەکاندا',
} as const;

/** Two topics in each month up to December, but one in May and three in September. */
const topics = Array.from({ length: 22 }, (_, index): ReportedTopic => {
  const month = addMonths(toMonth('2026-01'), Math.floor(index / 2) + (index === 8 ? 4 : 0));
  const opensAt = after(NOW, -(336 - index * 15) * DAY);
  const language = LANGUAGES[index % 3] ?? 'en';
  return {
    id: toId(index + 1),
    month,
    origin: 'proposal',
    state: index < 20 ? 'closed' : 'open',
    sector: index === 21 ? null : (SECTORS[index % 7] ?? null),
    language,
    texts: { [language]: { title: `${TITLES[language]} (${index + 1})`, question: '?' } },
    opensAt,
    openedAt: opensAt,
    closedAt: index < 20 ? after(opensAt, 14 * DAY) : null,
    summaryAt: index < 19 && index % 8 !== 7 ? after(opensAt, 17 * DAY) : null,
    contributions: 9 + (index % 5),
    firstReplyAt: index === 3 ? null : after(opensAt, (1 + (index % 4)) * HOUR),
  };
});
const author = (index: number, organisation: number | null): Author => ({
  member: toId(index),
  organisation: organisation === null ? null : toId(organisation),
  lastAt: NOW,
});

export const reportInput: ReportInput<ReportedTopic> = {
  year: 2026,
  now: NOW,
  today: toLocalDate('2026-12-06'),
  summaryDays: 5,
  quota: 2,
  quotas: new Map(),
  since: toMonth('2026-01'),
  topics: [...topics, { ...planned(), id: toId(30) }, { ...planned(), id: toId(31), opensAt: after(NOW, 14 * DAY) }],
  authors: [
    ...Array.from({ length: 36 }, (_, index) => author(index + 1, 1 + (index % 3) * 3)),
    ...Array.from({ length: 8 }, (_, index) => author(index + 40, 1 + (index % 6) * 3)),
    ...Array.from({ length: 7 }, (_, index) => author(index + 50, 2 + (index % 2) * 3)),
    ...Array.from({ length: 5 }, (_, index) => author(index + 60, 3)),
  ],
  recommendations: [
    ...Array.from({ length: 6 }, () => ({ outcome: 'done' as const, reviewOn: toLocalDate('2026-06-01') })),
    ...Array.from({ length: 3 }, () => ({ outcome: 'partly' as const, reviewOn: toLocalDate('2026-07-01') })),
    { outcome: 'not-done', reviewOn: toLocalDate('2026-08-01') },
    { outcome: null, reviewOn: toLocalDate('2026-11-01') },
    { outcome: null, reviewOn: toLocalDate('2027-02-01') },
    { outcome: null, reviewOn: null },
  ],
  members: 120,
  sectors: SECTORS,
  types: ORGANISATION_TYPES,
  typeOf: new Map(Array.from({ length: 18 }, (_, index) => [toId(index + 1), ORGANISATION_TYPES[index % 3] ?? 'local'])),
};

function planned(): ReportedTopic {
  return {
    id: toId(30),
    month: toMonth('2026-12'),
    origin: 'evergreen',
    state: 'planned',
    sector: 'climate-change',
    language: 'en',
    texts: { en: { title: 'Water in dry years', question: '?' } },
    opensAt: after(NOW, DAY),
    openedAt: null,
    closedAt: null,
    summaryAt: null,
    contributions: 0,
    firstReplyAt: null,
  };
}

/** What came of a year's topics. */
export function topicReportExhibits(language: Language): readonly Exhibit[] {
  const exhibit = (name: string, input: Partial<ReportInput<ReportedTopic>>, pictures = true): Exhibit => ({
    name,
    message: { cards: [reportCard(report({ ...reportInput, ...input }), { pictures }, language)] },
  });
  const few = reportInput.authors.slice(0, 3);
  const small = [
    ...reportInput.authors.slice(0, 36),
    ...reportInput.authors.slice(44, 46),
    author(70, null),
    author(71, null),
    author(72, null),
  ];
  const oneTopic = topics.slice(0, 1).map((topic) => ({ ...topic, contributions: 1, firstReplyAt: null }));
  return [
    exhibit('a year so far', {}),
    exhibit(
      'the year before, over',
      { now: after(NOW, 60 * DAY), today: toLocalDate('2027-02-04'), topics: topics.filter(({ state }) => state === 'closed') },
      false,
    ),
    exhibit('with small groups', { authors: small }),
    exhibit('a few who wrote, one topic', { authors: few, topics: oneTopic, recommendations: [], today: toLocalDate('2026-01-20') }),
    exhibit('nearly all wrote', { members: 58 }),
    exhibit('a small community', { members: 9, authors: few }),
    { name: 'home', message: { cards: [yearCard(donorsSentence(report(reportInput), language), language)] } },
    exhibit('nothing', { topics: [], authors: [], recommendations: [], since: null }),
  ];
}
