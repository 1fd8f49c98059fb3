import type { types } from '@slack/bolt';
import { type Message, plainText } from '../../../src/core/message.js';
import { speaker } from '../../../src/language/index.js';
import { LIMITS } from '../limits.js';
import { cardUnits } from './card.js';
import { clean, escape, type UserOf } from './text.js';
import { DIVIDER, noMentions, paragraphs, type Unit } from './units.js';

/** One message on Slack. */
export interface Part {
  readonly blocks: types.KnownBlock[];
  /** For notifications and screen readers: all text of the blocks, escaped. */
  readonly text: string;
}

/** A message as Slack shows it: usually one part, several if it does not fit, and a file if there would be too many parts. */
export interface Rendered {
  readonly parts: readonly [Part, ...Part[]];
  readonly file?: { readonly name: string; readonly content: string };
}

/**
 * Renders a message within Slack's limits (docs.slack.dev, "Block Kit": blocks). Pure.
 *
 * @param userOf the Slack account of a mentioned member; a member without one is shown by name.
 */
export function renderMessage(message: Pick<Message, 'cards'>, userOf: UserOf): Rendered {
  const cards = message.cards.map((card) => cardUnits(card, { userOf, tables: true }));
  const parts = pack(cards);
  if (parts.length <= LIMITS.messagesPerDelivery) return { parts: nonEmpty(parts) };
  return withFile(message, cards);
}

/** A unit and how much of a message's limits it uses. */
interface Measured {
  readonly unit: Unit;
  readonly json: number;
  readonly blocks: number;
  readonly tables: number;
}

function measure(unit: Unit): Measured {
  const tables = unit.blocks.filter((block) => block.type === 'table').length;
  return { unit, json: JSON.stringify(unit.blocks).length, blocks: unit.blocks.length, tables };
}

function withinLimits(units: readonly Measured[]): boolean {
  const sum = (of: 'json' | 'blocks' | 'tables'): number => units.reduce((total, unit) => total + unit[of], 0);
  return sum('blocks') <= LIMITS.blocksPerMessage && sum('tables') <= 1 && sum('json') <= LIMITS.messageJson;
}

/** Fills messages with whole cards where they fit, and with as many blocks as fit otherwise. */
function pack(cards: readonly (readonly Unit[])[]): Part[] {
  const divider = measure(DIVIDER);
  const parts: Measured[][] = [[]];
  const current = (): Measured[] => parts.at(-1) ?? [];
  const fits = (units: readonly Measured[]): boolean => withinLimits([...current(), ...units]);
  for (const units of cards.filter((each) => each.length > 0).map((each) => each.map(measure))) {
    const divided = current().length > 0 ? [divider, ...units] : units;
    if (fits(divided)) {
      current().push(...divided);
      continue;
    }
    if (current().length > 0 && (withinLimits(units) || !fits([divider, ...units.slice(0, 2)]))) parts.push([]);
    else if (current().length > 0) current().push(divider);
    for (const [index, unit] of units.entries()) {
      const next = units[index + 1];
      // A heading stays in the same message as the block below it.
      if (!fits(unit.unit.heading && next ? [unit, next] : [unit]) && current().length > 0) parts.push([]);
      current().push(unit);
    }
  }
  return parts.filter((units) => units.length > 0).map((units) => partOf(units.map(({ unit }) => unit)));
}

function partOf(units: readonly Unit[]): Part {
  const lines = units.map((unit) => unit.plain).filter((line) => line !== '');
  const text = escape(lines.join('\n'));
  return { blocks: units.flatMap((unit) => unit.blocks), text: text === '' ? '…' : text };
}

/** The whole content as a text file, with its beginning and all its controls in messages. */
function withFile(message: Pick<Message, 'cards'>, cards: readonly (readonly Unit[])[]): Rendered {
  const language = message.cards[0]?.language ?? 'en';
  const say = speaker(language);
  const note = paragraphs(say('slack.rest-in-file'), { language }, noMentions);
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
