import type { types } from '@slack/bolt';
import type { Block, Card, Message } from '../../../src/core/message.js';
import { plainText } from '../../../src/core/message.js';
import { plain, type Text } from '../../../src/core/text.js';
import { speaker } from '../../../src/language/index.js';
import { LIMITS } from '../limits.js';
import { controlBlocks } from './controls.js';
import { tableUnits } from './table.js';
import { clean, directed, escape, plainElements, richElements, splitText, type UserOf } from './text.js';

/** One message on Slack. */
export interface Part {
  readonly blocks: types.KnownBlock[];
  /** For notifications and screen readers: all words of the blocks, escaped. */
  readonly text: string;
}

/** A neutral message as Slack shows it: usually one part; several where it does not fit, and a file where even those are too many. */
export interface Rendered {
  readonly parts: readonly [Part, ...Part[]];
  readonly file?: { readonly name: string; readonly content: string };
}

/** Blocks that stay together in one message. */
export interface Unit {
  readonly blocks: readonly types.KnownBlock[];
  readonly plain: string;
  readonly controls: boolean;
  readonly heading?: boolean;
}

export interface Surface {
  readonly userOf: UserOf;
  /** Home tabs and dialogs have no tables. */
  readonly tables: boolean;
}

/** Renders a message within all limits. Pure. */
export function renderMessage(message: Pick<Message, 'cards'>, userOf: UserOf): Rendered {
  const cards = message.cards.map((card) => cardUnits(card, { userOf, tables: true }));
  const parts = pack(cards);
  if (parts.length <= LIMITS.messagesPerDelivery) return { parts: nonEmpty(parts) };
  return withFile(message, cards);
}

/** Each part's blocks of a card, in order. */
export function cardUnits(card: Card, surface: Surface): readonly Unit[] {
  return card.blocks.flatMap((block) => blockUnits(block, card, surface));
}

function blockUnits(block: Block, card: Card, surface: Surface): readonly Unit[] {
  const { userOf } = surface;
  switch (block.type) {
    case 'heading':
      return headingUnits(block.text, card, userOf);
    case 'paragraph':
      return paragraphs(block.text, card, userOf);
    case 'note':
      return noteUnits(block.text, card, userOf);
    case 'quote':
      return splitText(block.text, LIMITS.richText).flatMap((text) =>
        rich([{ type: 'rich_text_quote', elements: plainElements(text, userOf) }], plain(text)),
      );
    case 'list':
      return listUnits(block.items, block.ordered ?? false, card, userOf);
    case 'facts':
      return lineUnits(
        block.items.map(({ label, value }) => [...bold(label), ': ', ...value]),
        card,
        userOf,
      );
    case 'table':
      return tableUnits(block, card, surface, { lineUnits });
    case 'divider':
      return [{ blocks: [{ type: 'divider' }], plain: '', controls: false }];
    case 'actions': {
      const { blocks, longLabels } = controlBlocks(block.controls);
      // They belong to the controls, wherever those go.
      const notes = longLabels.flatMap((label) => paragraphs([label], card, userOf)).map((unit) => ({ ...unit, controls: true }));
      return [...notes, ...blocks.map((each) => ({ blocks: [each], plain: '', controls: true }))];
    }
    default:
      return block satisfies never;
  }
}

function headingUnits(text: Text, card: Card, userOf: UserOf): readonly Unit[] {
  const line = clean(plain(text)).replace(/\s+/g, ' ').trim();
  if (line === '') return [];
  const directedLine = directed(line, card.language);
  const literal = text.every((inline) => typeof inline === 'string' || inline.type === 'bold');
  if (literal && directedLine.length <= LIMITS.heading) {
    return [
      {
        blocks: [{ type: 'header', text: { type: 'plain_text', text: directedLine, emoji: false } }],
        plain: line,
        controls: false,
        heading: true,
      },
    ];
  }
  return splitText(bold(text), LIMITS.richText).flatMap((piece) =>
    rich([{ type: 'rich_text_section', elements: richElements(piece, card.language, userOf, { bold: true }) }], plain(piece)),
  );
}

export function paragraphs(text: Text, { language }: Pick<Card, 'language'>, userOf: UserOf): readonly Unit[] {
  return splitText(text, LIMITS.richText).flatMap((piece) =>
    rich([{ type: 'rich_text_section', elements: richElements(piece, language, userOf) }], plain(piece)),
  );
}

function noteUnits(text: Text, card: Card, userOf: UserOf): readonly Unit[] {
  // Nodes need rich text, which has no small print.
  if (!text.every((inline) => typeof inline === 'string')) return paragraphs(text, card, userOf);
  return splitText(text, LIMITS.note).flatMap((piece): Unit[] => {
    const line = clean(plain(piece));
    if (line.trim() === '') return [];
    const shown = directed(line, card.language);
    return [{ blocks: [{ type: 'context', elements: [{ type: 'plain_text', text: shown, emoji: false }] }], plain: line, controls: false }];
  });
}

function listUnits(items: readonly Text[], ordered: boolean, { language }: Card, userOf: UserOf): readonly Unit[] {
  const units: Unit[] = [];
  let sections: types.RichTextSection[] = [];
  let lines: string[] = [];
  let first = 1;
  let number = 0;
  let size = 0;
  const flush = (): void => {
    if (sections.length > 0) {
      // `offset` continues the numbers of a list that was split; the SDK's types don't know it yet.
      const list: types.RichTextList & { offset?: number } = {
        type: 'rich_text_list',
        style: ordered ? 'ordered' : 'bullet',
        elements: sections,
      };
      if (ordered && first > 1) list.offset = first - 1;
      units.push(...rich([list], lines.join('\n')));
    }
    sections = [];
    lines = [];
    size = 0;
    first = number + 1;
  };
  for (const item of items) {
    // A piece that shows nothing must not take what follows it along.
    const [head, ...rest] = splitText(item, LIMITS.richText).filter((piece) => richElements(piece, language, userOf).length > 0);
    number++;
    if (head === undefined) continue;
    const line = `${ordered ? `${number}.` : '•'} ${clean(plain(head))}`;
    const elements = richElements(head, language, userOf);
    if (elements.length === 0) continue;
    const length = JSON.stringify(elements).length;
    if (size + length > LIMITS.blockJson) {
      number--;
      flush();
      number++;
    }
    size += length;
    sections.push({ type: 'rich_text_section', elements });
    lines.push(line);
    if (rest.length > 0) {
      flush();
      units.push(...rest.flatMap((piece) => paragraphs(piece, { language }, userOf)));
    }
  }
  flush();
  return units;
}

/** Lines under one another in as few blocks as fit. */
export function lineUnits(lines: readonly Text[], { language }: Pick<Card, 'language'>, userOf: UserOf): readonly Unit[] {
  const units: Unit[] = [];
  let elements: types.RichTextElement[] = [];
  let words: string[] = [];
  let size = 0;
  const flush = (): void => {
    if (elements.length > 0) units.push(...rich([{ type: 'rich_text_section', elements }], words.join('\n')));
    elements = [];
    words = [];
    size = 0;
  };
  for (const line of lines.flatMap((each) => splitText(each, LIMITS.blockJson))) {
    const text = clean(plain(line));
    const next = richElements(line, language, userOf);
    if (next.length === 0) continue;
    const length = JSON.stringify(next).length;
    if (size + length > LIMITS.blockJson) flush();
    size += length;
    elements.push(...(elements.length > 0 ? [{ type: 'text', text: '\n' } as const] : []), ...next);
    words.push(text);
  }
  flush();
  return units;
}

export function bold(text: Text): Text {
  return text.map((inline) => (typeof inline === 'string' ? { type: 'bold', text: inline } : inline));
}

function rich(elements: types.RichTextBlock['elements'], words: string): Unit[] {
  if (elements.some((element) => element.elements.length === 0)) return [];
  return [{ blocks: [{ type: 'rich_text', elements }], plain: clean(words), controls: false }];
}

const DIVIDER: Unit = { blocks: [{ type: 'divider' }], plain: '', controls: false };

/** A unit with what it takes of a message. */
interface Measured {
  readonly unit: Unit;
  readonly json: number;
  readonly blocks: number;
  readonly tables: number;
}

function measured(unit: Unit): Measured {
  const tables = unit.blocks.filter((block) => block.type === 'table').length;
  return { unit, json: JSON.stringify(unit.blocks).length, blocks: unit.blocks.length, tables };
}

function withinLimits(units: readonly Measured[]): boolean {
  const sum = (of: 'json' | 'blocks' | 'tables'): number => units.reduce((total, unit) => total + unit[of], 0);
  return sum('blocks') <= LIMITS.blocksPerMessage && sum('tables') <= 1 && sum('json') <= LIMITS.messageJson;
}

/** Fills messages with whole cards where they fit, with as many blocks as fit otherwise. */
function pack(cards: readonly (readonly Unit[])[]): Part[] {
  const divider = measured(DIVIDER);
  const parts: Measured[][] = [[]];
  const current = (): Measured[] => parts.at(-1) ?? [];
  const fits = (units: readonly Measured[]): boolean => withinLimits([...current(), ...units]);
  for (const units of cards.filter((each) => each.length > 0).map((each) => each.map(measured))) {
    const divided = current().length > 0 ? [divider, ...units] : units;
    if (fits(divided)) {
      current().push(...divided);
      continue;
    }
    if (current().length > 0 && (withinLimits(units) || !fits([divider, ...units.slice(0, 2)]))) parts.push([]);
    else if (current().length > 0) current().push(divider);
    for (const [index, unit] of units.entries()) {
      const next = units[index + 1];
      // A heading goes with what it heads.
      if (!fits(unit.unit.heading && next ? [unit, next] : [unit]) && current().length > 0) parts.push([]);
      current().push(unit);
    }
  }
  return parts.filter((units) => units.length > 0).map((units) => partOf(units.map(({ unit }) => unit)));
}

function partOf(units: readonly Unit[]): Part {
  const words = units.map((unit) => unit.plain).filter((line) => line !== '');
  const text = escape(words.join('\n'));
  return { blocks: units.flatMap((unit) => unit.blocks), text: text === '' ? '…' : text };
}

/** The whole as a text file, its beginning and all its controls in messages. */
function withFile(message: Pick<Message, 'cards'>, cards: readonly (readonly Unit[])[]): Rendered {
  const language = message.cards[0]?.language ?? 'en';
  const say = speaker(language);
  const note = paragraphs(say('slack.rest-in-file'), { language }, () => undefined);
  const units = cards.flat();
  const head: Unit[] = [];
  let size = 0;
  for (const unit of units) {
    size += JSON.stringify(unit.blocks).length;
    if (unit.controls || size > LIMITS.messageJson / 2) break;
    head.push(unit);
  }
  const controls = units.filter((unit) => unit.controls);
  const content = `\ufeff${clean(plainText({ cards: message.cards }))}\n`;
  return { parts: nonEmpty(pack([[...head, ...note, ...controls]])), file: { name: `${say.plain('slack.file-name')}.txt`, content } };
}

function nonEmpty(parts: readonly Part[]): [Part, ...Part[]] {
  const [first = { blocks: [], text: '…' }, ...others] = parts;
  return [first, ...others];
}
