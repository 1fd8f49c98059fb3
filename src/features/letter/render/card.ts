import { card, heading, note, paragraph } from '../../../core/blocks.js';
import type { Block, Card } from '../../../core/message.js';
import type { Inline, Text } from '../../../core/text.js';
import { isolate, speaker } from '../../../language/index.js';
import { asLabel } from '../../members/public.js';
import { ITEMS_IN_CHAT } from '../rules/limits.js';
import type { LetterSection, Written } from '../types.js';

/** A letter in a chat: titles and what they are, without the texts below them, since all is here already. `last` follows it. */
export function letterCard(letter: Written, ...last: readonly Block[]): Card {
  const { language, subject, opening, sections } = letter;
  return card(
    language,
    heading([asLabel(subject)]),
    opening !== '' && paragraph([opening]),
    ...sections.flatMap((section) => sectionBlocks(section, letter)),
    ...last,
  );
}

function sectionBlocks({ title, items, hint }: LetterSection, { language }: Pick<Written, 'language'>): readonly Block[] {
  const say = speaker(language);
  const shown = items.slice(0, ITEMS_IN_CHAT);
  const rest = items.length - shown.length;
  const more = rest > 0 ? say.plain('letter.rest', { count: rest }) : undefined;
  const lasts = [more, hint].filter((line) => line !== undefined);
  return [
    paragraph([{ type: 'bold', text: title }]),
    { type: 'list', items: shown.map(itemText) },
    ...(lasts.length > 0 ? [note([lasts.join(' ')])] : []),
  ];
}

function itemText({ title, facts, group, address }: LetterSection['items'][number]): Text {
  const label = asLabel(title);
  const name: Inline = address === undefined ? isolate(label) : { type: 'link', url: address, label };
  const more = [group, facts].filter((part) => part !== undefined);
  return [name, ...(more.length > 0 ? [` · ${more.join(' · ')}`] : [])];
}
