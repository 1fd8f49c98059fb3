import { paragraph } from '../../../../core/blocks.js';
import { LANGUAGES, type Language } from '../../../../core/language.js';
import type { Block, Card, Message } from '../../../../core/message.js';
import type { Text } from '../../../../core/text.js';
import type { OnShelf } from '../../../../feature-api/index.js';
import { formatList, isolate, sharedLabel, speaker } from '../../../../language/index.js';
import { asLabel, sectorLabel } from '../../../members/public.js';
import { marksControls } from '../../marks/controls.js';
import { titleBlocks } from '../../proposals/cards/labels.js';
import { generalQuestions } from '../../rules/guiding.js';
import { textIn } from '../../text-of.js';
import type { Topic } from '../../types.js';
import { discussionControls as controls } from '../controls.js';

/** A topic with what its opening post says beside its texts. */
export interface OpeningView {
  readonly topic: Topic;
  /** Members who proposed it under their names. */
  readonly proposers: readonly string[];
  /** Who agreed to facilitate it. */
  readonly facilitator: string | undefined;
  /** What the library has about it. */
  readonly resources: readonly OnShelf[];
  readonly mirroring: boolean;
}

/**
 * The post that opens a topic: first in the language of the discussion, then in the community's other languages, each with the
 * title and the question, because some readers see one language only. Their buttons are shared.
 */
export function openingMessage(view: OpeningView, languages: readonly [Language, ...Language[]]): Message {
  const { topic, mirroring, resources } = view;
  const own = languages.includes(topic.language) ? topic.language : languages[0];
  const [first, ...others] = [own, ...languages.filter((language) => language !== own)] as const;
  const buttons = [
    marksControls.follow.button(sharedLabel(languages, 'topics-marks.button.follow'), { id: topic.id, style: 'primary' }),
    ...(mirroring ? [controls.share.button(sharedLabel(languages, 'topics-discussion.button.share'))] : []),
    marksControls.more.button(sharedLabel(languages, 'topics-marks.button.more'), { id: topic.id }),
  ];
  return {
    cards: [
      firstCard(view, first),
      ...others.map((language) => otherCard(view, language)),
      {
        language: languages[0],
        blocks: [
          { type: 'actions', controls: buttons },
          ...(resources.length === 0
            ? []
            : [{ type: 'actions', controls: resources.map(({ title, button }) => button(asLabel(title))) } as const]),
        ],
      },
    ],
  };
}

function firstCard(view: OpeningView, language: Language): Card {
  const { topic } = view;
  const { why } = topic;
  const say = speaker(language);
  return {
    language,
    blocks: [
      ...topicBlocks(view, language),
      ...(why === '' ? [] : [bold(say.plain('topics.card.why')), quote(why)]),
      ...guidingBlocks(topic, topic.guiding ?? [], language),
      ...resourceBlocks(view, topic.resources, language),
      ...peopleBlocks(view, language),
      paragraph(say('topics-discussion.opening.how')),
    ],
  };
}

function otherCard(view: OpeningView, language: Language): Card {
  const say = speaker(language);
  const { topic } = view;
  const isTranslated = topic.texts[language] !== undefined;
  return {
    language,
    blocks: [
      ...topicBlocks(view, language),
      ...(isTranslated
        ? []
        : [paragraph(say('topics-discussion.opening.in-other', { language: say.plain(`common.language.${topic.language}`) }))]),
      ...guidingBlocks(topic, [], language),
      ...resourceBlocks(view, [], language),
      paragraph(say('topics-discussion.opening.how')),
    ],
  };
}

function topicBlocks({ topic }: OpeningView, language: Language): readonly Block[] {
  const say = speaker(language);
  const { title = '', question = '' } = textIn(topic, language) ?? {};
  const { sector, forSector } = topic;
  return [
    ...titleBlocks({ title }),
    ...(sector === null
      ? []
      : [
          paragraph(
            say(forSector ? 'topics-discussion.opening.for-sector' : 'topics-discussion.opening.sector', {
              sector: sectorLabel(sector, language),
            }),
          ),
        ]),
    bold(say.plain('topics-discussion.opening.question')),
    quote(question),
  ];
}

/** The questions that its facilitator wrote, in the language of the discussion alone, and general ones in every language. */
function guidingBlocks(topic: Topic, own: readonly string[], language: Language): readonly Block[] {
  const say = speaker(language);
  const general = generalQuestions(topic, own.length, (question) =>
    LANGUAGES.map((each) => speaker(each).plain(`topics-guiding.${question}`)),
  );
  const items = [...own.map((text): Text => [text]), ...general.map((question) => say(`topics-guiding.${question}`))];
  if (items.length === 0) return [];
  return [bold(say.plain('topics-discussion.opening.guiding')), { type: 'list', items }];
}

/** Links that came with its proposal, and what the library has about it. */
function resourceBlocks({ resources }: OpeningView, links: readonly string[], language: Language): readonly Block[] {
  const items = [
    ...links.map((url): Text => [{ type: 'link', url, label: url }]),
    ...resources.map(({ title, facts }): Text => [{ type: 'bold', text: isolate(title) }, ` · ${isolate(facts(language))}`]),
  ];
  return items.length === 0 ? [] : [bold(speaker(language).plain('topics.card.resources')), { type: 'list', items }];
}

function peopleBlocks({ proposers, facilitator }: OpeningView, language: Language): readonly Block[] {
  const say = speaker(language);
  const names = formatList(
    proposers.map((name) => isolate(name)),
    language,
  );
  return [
    ...(proposers.length === 0 ? [] : [paragraph(say('topics-discussion.opening.proposed-by', { names }))]),
    ...(facilitator === undefined ? [] : [paragraph(say('topics-discussion.opening.facilitator', { name: facilitator }))]),
  ];
}

const bold = (text: string): Block => paragraph([{ type: 'bold', text }]);
const quote = (text: string): Block => ({ type: 'quote', text: [text] });
