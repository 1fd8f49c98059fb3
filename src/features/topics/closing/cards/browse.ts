import { heading, note, paragraph } from '../../../../core/blocks.js';
import type { Language } from '../../../../core/language.js';
import type { Block, Card } from '../../../../core/message.js';
import type { Text } from '../../../../core/text.js';
import { cardIn, isolate, speaker, withoutDirectionControls } from '../../../../language/index.js';
import { asLabel } from '../../../members/public.js';
import { planControls } from '../../plan/controls.js';
import { topicsControls } from '../../proposals/controls.js';
import { cutTitle, HEADING_TITLE_MAX, OPTION_TITLE_MAX } from '../../rules/title.js';
import { encodeTopicQuery, type TopicQuery } from '../../rules/topic-query.js';
import type { TopicRecord } from '../../store/index.js';
import { titleIn } from '../../text-of.js';
import type { Topic } from '../../types.js';
import type { TopicPage } from '../browse.js';
import { closingControls as controls } from '../controls.js';
import { sectorText, stateText } from './labels.js';

/** A page of topics that were found, and the way to each. */
export function browseCard(found: TopicPage, query: TopicQuery, language: Language): Card {
  const { records, total, page, pages, zone } = found;
  const turn = (to: number, label: string) => controls.browse.button(label, { id: encodeTopicQuery({ ...query, page: to }) });
  return cardIn(language, (say) => [
    heading(titleOf(total, query, language)),
    total === 0 && paragraph(say('topics-closing.browse.none')),
    total > 0 && {
      type: 'facts',
      items: records.map((record) => ({
        label: [cutTitle(titleIn(record.topic, language), HEADING_TITLE_MAX)],
        value: [`${stateText(record, zone, language)} · ${sectorText(record.topic.sector, language)}`],
      })),
    },
    ...readMenu(records, zone, language),
    pages > 1 && note(say('topics.list.page', { page: page + 1, pages })),
    pages > 1 && {
      type: 'actions',
      controls: [
        ...(page > 0 ? [turn(page - 1, say.plain('topics.list.previous'))] : []),
        ...(page + 1 < pages ? [turn(page + 1, say.plain('common.next'))] : []),
      ],
    },
    { type: 'actions', controls: [topicsControls.list.button(say.plain('topics.button.list'), { id: '0' })] },
  ]);
}

/** «3 topics: “water” · Protection · 2026». */
function titleOf(count: number, { words, sector, year }: TopicQuery, language: Language): Text {
  const say = speaker(language);
  const filters = [
    ...(words === undefined ? [] : [isolate(words)]),
    ...(sector === undefined ? [] : [sectorText(sector, language)]),
    ...(year === undefined ? [] : [String(year)]),
  ];
  return filters.length === 0
    ? say('topics-closing.browse.title', { count })
    : say('topics-closing.browse.found', { count, filters: filters.join(' · ') });
}

function readMenu(records: readonly TopicRecord[], zone: string, language: Language): readonly Block[] {
  if (records.length === 0) return [];
  const label = speaker(language).plain('topics-closing.browse.read');
  const options = records.map((record) => ({
    value: String(record.topic.id),
    label: cutTitle(titleIn(record.topic, language), OPTION_TITLE_MAX),
    description: asLabel(withoutDirectionControls(stateText(record, zone, language))),
  }));
  return [{ type: 'actions', controls: [controls.read.menu({ label, options }, { id: undefined })] }];
}

/** Closed topics whose summary is not there in time, for organisers and advisers. */
export function overdueCard(
  topics: readonly Topic[],
  { settings }: { readonly settings: boolean },
  zone: string,
  language: Language,
): Card {
  const shown = topics.slice(0, 20);
  const records = shown.map((topic): TopicRecord => ({ topic, summary: undefined, recommendations: [], earlier: [] }));
  return cardIn(language, (say) => [
    heading(say('topics-closing.overdue.title', { count: topics.length })),
    paragraph(say(topics.length === 0 ? 'topics-closing.overdue.none' : 'topics-closing.overdue.text')),
    shown.length > 0 && {
      type: 'facts',
      items: records.map((record) => ({
        label: [cutTitle(titleIn(record.topic, language), HEADING_TITLE_MAX)],
        value: [stateText(record, zone, language)],
      })),
    },
    ...readMenu(records, zone, language),
    settings && {
      type: 'actions',
      controls: [planControls['settings-form'].button(say.plain('topics-closing.button.settings'), { form: 'closing' })],
    },
  ]);
}
