import { card, heading, note, paragraph } from '../../../../core/blocks.js';
import type { Language } from '../../../../core/language.js';
import type { Block, Card } from '../../../../core/message.js';
import type { Text } from '../../../../core/text.js';
import { cardIn, isolate, speaker } from '../../../../language/index.js';
import { ORGANISATION_TYPES } from '../../../members/public.js';
import { OUTCOMES, type Report } from '../../rules/report.js';
import { cutTitle, HEADING_TITLE_MAX } from '../../rules/title.js';
import type { ReportedTopic } from '../../store/index.js';
import { titleIn } from '../../text-of.js';
import { donorsSentence, monthName, sectorName, spanText } from './labels.js';

/** How many topics without a summary are named. */
const NAMED = 10;
const QUARTERS = ['first', 'second', 'third', 'fourth'] as const;

/** `pictures`: whether charts go with it. */
interface Beside {
  readonly pictures: boolean;
}

/** The figures of a year's topics for organisers and advisers. The first sentence is for donors. */
export function reportCard(report: Report<ReportedTopic>, { pictures }: Beside, language: Language): Card {
  const say = speaker(language);
  const title = heading(say('topics-report.title', { year: String(report.year) }));
  if (report.months.every(({ held, coming, quota }) => held + coming === 0 && quota === null)) {
    return card(language, title, paragraph(say('topics-report.empty')));
  }
  return card(
    language,
    title,
    paragraph([{ type: 'bold', text: donorsSentence(report, language) }]),
    report.more > 0 && paragraph(say('topics-report.more', { count: report.more })),
    { type: 'facts', items: [...writing(report, language), ...learning(report, language)] },
    ...peopleBlocks(report, language),
    monthsTable(report, language),
    sectorsTable(report, language),
    ...missingBlocks(report, language),
    note(say('topics-report.counted')),
    note(say(pictures ? 'topics-report.files' : 'topics-report.files-only')),
    isAnythingHidden(report) && note(say('topics-report.hidden')),
  );
}

/** The sentence for donors, on the home page of organisers and advisers. */
export function yearCard(sentence: string, language: Language): Card {
  return cardIn(language, (say) => [
    heading(say('topics-report.home')),
    paragraph([sentence]),
    note(say('topics-report.more-in', { command: '/topics report' })),
  ]);
}

function fact(label: Text, value: string) {
  return { label, value: [value] };
}

function writing(report: Report<ReportedTopic>, language: Language) {
  const say = speaker(language);
  const { contributions, people, firstReply, unanswered } = report;
  return [
    fact(say('topics-report.contributions'), contributions === null ? say.plain('topics-report.few') : String(contributions)),
    fact(say('topics-report.contributors'), contributorsText(report, language)),
    ...(people.type === 'shown' && people.organisations !== null
      ? [fact(say('topics-report.organisations'), String(people.organisations))]
      : []),
    fact(
      say('topics-report.first-reply'),
      firstReply === null
        ? say.plain('topics-report.no-reply')
        : say.plain('topics-report.first-reply-value', { span: spanText(firstReply, language), unanswered }),
    ),
  ];
}

function contributorsText({ people, members, share }: Report<ReportedTopic>, language: Language): string {
  const say = speaker(language);
  switch (people.type) {
    case 'withheld':
      return say.plain('topics-report.not-shown');
    case 'none':
      return '0';
    case 'few':
      return say.plain('topics-report.few');
    case 'most':
      return say.plain('topics-report.most');
    case 'shown':
      return say.plain('topics-report.share', { people: people.people, members, share: share ?? 0 });
    default:
      return people satisfies never;
  }
}

function learning({ summaries, expected, missing, recommendations }: Report<ReportedTopic>, language: Language) {
  const say = speaker(language);
  const total = Object.values(recommendations).reduce((sum, count) => sum + count, 0);
  const parts = ([...OUTCOMES, 'overdue', 'waiting'] as const).flatMap((outcome) =>
    recommendations[outcome] === 0 ? [] : [say.plain(`topics-report.outcome.${outcome}`, { count: recommendations[outcome] })],
  );
  return [
    fact(
      say('topics-report.summaries'),
      say.plain('topics-report.summaries-value', { written: summaries, expected, missing: missing.length }),
    ),
    fact(say('topics-report.recommendations'), [String(total), ...parts].join(' · ')),
  ];
}

/** Those who wrote, by type of organisation. */
function peopleBlocks({ people }: Report<ReportedTopic>, language: Language): readonly Block[] {
  if (people.type !== 'shown') return [];
  const say = speaker(language);
  const items = people.groups.flatMap((group, index) => {
    const type = ORGANISATION_TYPES[index];
    const label = type === undefined ? say('topics-report.without-organisation') : say(`common.type.${type}`);
    if (group.people === null) return [fact(label, say.plain('topics-report.not-shown'))];
    if (type === undefined) return group.people === 0 ? [] : [fact(label, say.plain('topics-report.people', { count: group.people }))];
    return [fact(label, say.plain('topics-report.group', { people: group.people, organisations: group.organisations ?? 0 }))];
  });
  return [paragraph([{ type: 'bold', text: say.plain('topics-report.by-type') }]), { type: 'facts', items }];
}

function monthsTable({ months }: Report<ReportedTopic>, language: Language): Block {
  const say = speaker(language);
  return {
    type: 'table',
    caption: say.plain('topics-report.by-month'),
    columns: (['month', 'held', 'coming', 'quota'] as const).map((column) => say(`topics-report.column.${column}`)),
    rows: months
      .filter(({ held, coming, quota }) => held + coming > 0 || quota !== null)
      .map(({ month, held, coming, quota }) => [
        [monthName(month, language)],
        [String(held)],
        [String(coming)],
        [quota === null ? '–' : String(quota)],
      ]),
  };
}

function sectorsTable({ sectors }: Report<ReportedTopic>, language: Language): Block {
  const say = speaker(language);
  return {
    type: 'table',
    caption: say.plain('topics-report.by-sector'),
    columns: (['sector', ...QUARTERS, 'year'] as const).map((column) => say(`topics-report.column.${column}`)),
    rows: sectors.map(({ sector, quarters, held }) => [
      [sectorName(sector, language)],
      ...quarters.map((count): Text => [String(count)]),
      [String(held)],
    ]),
  };
}

function missingBlocks({ missing }: Report<ReportedTopic>, language: Language): readonly Block[] {
  if (missing.length === 0) return [];
  const say = speaker(language);
  const rest = missing.length - NAMED;
  return [
    paragraph([{ type: 'bold', text: say.plain('topics-closing.overdue.title', { count: missing.length }) }]),
    {
      type: 'list',
      items: missing
        .slice(0, NAMED)
        .map((topic): Text => [`${isolate(cutTitle(titleIn(topic, language), HEADING_TITLE_MAX))} · ${monthName(topic.month, language)}`]),
    },
    ...(rest > 0 ? [note(say('topics-report.missing-more', { count: rest }))] : []),
  ];
}

function isAnythingHidden({ people, contributions }: Report<ReportedTopic>): boolean {
  return (
    contributions === null || (people.type === 'shown' ? people.groups.some((group) => group.people === null) : people.type !== 'none')
  );
}
