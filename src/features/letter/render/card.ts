import { card, heading, note, paragraph } from '../../../core/blocks.js';
import type { Language } from '../../../core/language.js';
import type { Block, Card } from '../../../core/message.js';
import type { Inline, Text } from '../../../core/text.js';
import { cutAtWord } from '../../../kit/cut-at-word.js';
import { isolate, speaker } from '../../../language/index.js';
import { asLabel } from '../../members/public.js';
import { ITEMS_IN_CHAT, ITEMS_IN_MAIL, TEXT_IN_MAIL } from '../rules/limits.js';
import type { LetterSection, Written } from '../types.js';

interface Extent {
  readonly items: number;
  readonly hasTexts: boolean;
}

/** A letter in a chat: titles and what they are, without the texts below them, since all is here already. `last` follows it. */
export function letterCard(letter: Written, ...last: readonly Block[]): Card {
  return cardOf(letter, { items: ITEMS_IN_CHAT, hasTexts: false }, last);
}

/** A letter for organisers, with all that goes by mail: they approve what they have read. */
export function mailedCard(letter: Written): Card {
  return cardOf(letter, { items: ITEMS_IN_MAIL, hasTexts: true }, []);
}

function cardOf({ language, subject, opening, sections }: Written, extent: Extent, last: readonly Block[]): Card {
  return card(
    language,
    heading([asLabel(subject)]),
    opening !== '' && paragraph([opening]),
    ...sections.flatMap((section) => sectionBlocks(section, language, extent)),
    ...last,
  );
}

function sectionBlocks({ title, items, hint }: LetterSection, language: Language, extent: Extent): readonly Block[] {
  const say = speaker(language);
  const shown = items.slice(0, extent.items);
  const rest = items.length - shown.length;
  const more = rest > 0 ? say.plain('letter.rest', { count: rest }) : undefined;
  const lasts = [more, hint].filter((line) => line !== undefined);
  return [
    paragraph([{ type: 'bold', text: title }]),
    { type: 'list', items: shown.map((item) => itemText(item, extent)) },
    ...(lasts.length > 0 ? [note([lasts.join(' ')])] : []),
  ];
}

function itemText({ title, facts, group, address, text = '' }: LetterSection['items'][number], { hasTexts }: Extent): Text {
  const label = asLabel(title);
  const name: Inline = address === undefined ? isolate(label) : { type: 'link', url: address, label };
  const more = [group, facts].filter((part) => part !== undefined);
  // In one line, because an item of a list has no others everywhere.
  const words = hasTexts ? cutAtWord(text, TEXT_IN_MAIL).replace(/\s*\n\s*/g, ' ') : '';
  return [name, ...(more.length > 0 ? [` · ${more.join(' · ')}`] : []), ...(words === '' ? [] : [': ', isolate(words)])];
}
