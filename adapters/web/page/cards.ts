import type { Language } from '../../../src/core/language.js';
import type { Card, Control } from '../../../src/core/message.js';

/** The languages of cards, each once, in their order. */
export function languagesOf(cards: readonly Card[]): readonly Language[] {
  return [...new Set(cards.map(({ language }) => language))];
}

/** The cards for a reader of one language. Several cards of one language belong together. */
export function cardsIn(cards: readonly Card[], language: Language): readonly Card[] {
  const shared = sharedControls(cards);
  const own = cards
    .filter((card) => (card.language === language || card.shared === true) && card !== shared)
    .map((card) => (card.shared ? withLabelsIn(card, language) : card));
  const last = own.at(-1);
  if (!shared || !last) return own;
  // The controls take the language of the card, and so do the labels of those that know it.
  return [...own.slice(0, -1), { language, blocks: [...last.blocks, ...shared.blocks] }];
}

/** A card for all languages, with those labels in this one that are known in it. */
function withLabelsIn(card: Card, language: Language): Card {
  const blocks = card.blocks.map((block) =>
    block.type === 'actions' ? { ...block, controls: block.controls.map((control) => labelledIn(control, language)) } : block,
  );
  return { ...card, blocks };
}

function labelledIn(control: Control, language: Language): Control {
  if (control.type !== 'button') return control;
  const { labels, ...button } = control;
  return { ...button, label: labels?.[language] ?? control.label };
}

/** A last card with controls only belongs to the cards of all languages, whatever its own language is. */
function sharedControls(cards: readonly Card[]): Card | undefined {
  const last = cards.at(-1);
  const others = cards.slice(0, -1);
  if (!last || languagesOf(others).length < 2) return undefined;
  return hasOnlyControls(last) && !others.some(hasOnlyControls) ? last : undefined;
}

function hasOnlyControls({ blocks }: Card): boolean {
  return blocks.every(({ type }) => type === 'actions');
}
