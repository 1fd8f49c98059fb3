import { paragraph } from '../../../../core/blocks.js';
import type { Language } from '../../../../core/language.js';
import type { Block, Card, Message } from '../../../../core/message.js';
import type { Text } from '../../../../core/text.js';
import { formatList, isolate, sharedLabel, speaker } from '../../../../language/index.js';
import { sectorLabel } from '../../../members/public.js';
import { marksControls } from '../../marks/controls.js';
import { titleBlocks } from '../../proposals/cards/labels.js';
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
  readonly mirroring: boolean;
}

/**
 * The post that opens a topic: first in the language of the discussion, then in the community's other languages, each with the
 * title and the question, because some readers see one language only. One row of buttons is shared.
 */
export function openingMessage(view: OpeningView, languages: readonly [Language, ...Language[]]): Message {
  const { topic, mirroring } = view;
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
      { language: languages[0], blocks: [{ type: 'actions', controls: buttons }] },
    ],
  };
}

function firstCard(view: OpeningView, language: Language): Card {
  const { why, resources } = view.topic;
  const say = speaker(language);
  const links = resources.map((url): Text => [{ type: 'link', url, label: url }]);
  return {
    language,
    blocks: [
      ...topicBlocks(view, language),
      ...(why === '' ? [] : [bold(say.plain('topics.card.why')), quote(why)]),
      ...guidingBlocks(view.topic, language),
      ...(links.length === 0 ? [] : [bold(say.plain('topics.card.resources')), { type: 'list', items: links } as const]),
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
      ...(topic.guiding === null ? guidingBlocks(topic, language) : []),
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

function guidingBlocks({ guiding }: Topic, language: Language): readonly Block[] {
  const say = speaker(language);
  const usual = (['first', 'second', 'third'] as const).map((which) => say(`topics-discussion.guiding.${which}`));
  const items = guiding === null ? usual : guiding.map((text): Text => [text]);
  if (items.length === 0) return [];
  return [bold(say.plain('topics-discussion.opening.guiding')), { type: 'list', items }];
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
