import { heading, note, paragraph } from '../../../../core/blocks.js';
import type { Language } from '../../../../core/language.js';
import type { Block, Card } from '../../../../core/message.js';
import type { Text } from '../../../../core/text.js';
import { cardIn, isolate, speaker } from '../../../../language/index.js';
import { platformName } from '../../../members/public.js';
import { cutTitle, HEADING_TITLE_MAX } from '../../rules/title.js';
import { titleIn } from '../../text-of.js';
import { marksControls as controls } from '../controls.js';
import type { TopicNews } from '../digest.js';

const LINE_MAX = 160;

/** The weekly digest of one member. */
export function digestCard(news: readonly TopicNews[], language: Language): Card {
  return cardIn(language, (say) => [
    heading(say('topics-marks.digest.title')),
    paragraph(say('topics-marks.digest.lead')),
    ...news.flatMap((one) => newsBlocks(one, language)),
    note(say('topics-marks.digest.where')),
    {
      type: 'actions',
      controls: [
        controls.following.button(say.plain('topics-marks.button.following'), { id: 0 }),
        controls.digest.button(say.plain('topics-marks.button.digest-off'), { id: 'off' }),
      ],
    },
  ]);
}

/** «Read it: …», with a link to each space where the reader can open it. */
function linksText(links: TopicNews['links'], language: Language): Text {
  const each = links.map(({ platform, url }) => ({ type: 'link', url, label: platformName(platform, language) }) as const);
  return [
    speaker(language).plain('topics-marks.digest.read'),
    ' ',
    ...each.flatMap((link, index) => (index === 0 ? [link] : [' · ', link])),
  ];
}

function newsBlocks({ topic, written, lines, links }: TopicNews, language: Language): readonly Block[] {
  const say = speaker(language);
  return [
    paragraph([{ type: 'bold', text: cutTitle(titleIn(topic, language), HEADING_TITLE_MAX) }]),
    paragraph(written === 0 ? say('topics-marks.digest.opened') : say('topics-marks.digest.written', { count: written })),
    ...lines.flatMap(({ line, by }): Block[] => [
      { type: 'quote', text: [cutTitle(line, LINE_MAX)] },
      ...(by === undefined
        ? []
        : [note(by.type === 'name' ? [`— ${isolate(by.name)}`] : say('topics-marks.digest.by-organisation', { name: by.name }))]),
    ]),
    ...(links.length === 0 ? [] : [paragraph(linksText(links, language))]),
  ];
}
