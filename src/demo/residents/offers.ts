import { z } from 'zod';
import { LANGUAGES, type Language } from '../../core/language.js';
import type { Card } from '../../core/message.js';
import type { WebMessage } from '../../ports/web-chat.js';
import type { Offer } from './habits.js';

const kept = z.object({ cards: z.array(z.object({ language: z.enum(LANGUAGES), blocks: z.array(z.unknown()) })) });

/** The cards of one of the bot's messages in the web chat; none for what people wrote. */
export function cardsOf(message: Pick<WebMessage, 'content'> | undefined): readonly Card[] {
  if (message?.content.type !== 'message') return [];
  try {
    const parsed = kept.safeParse(JSON.parse(message.content.json));
    // Written by the adapter from cards.
    return parsed.success ? (parsed.data.cards as readonly Card[]) : [];
  } catch {
    return [];
  }
}

/** The buttons and menus of cards. */
export function offersOf(cards: readonly Card[]): readonly Offer[] {
  return cards.flatMap((card) =>
    card.blocks.flatMap((block) => {
      if (block.type !== 'actions') return [];
      return block.controls.flatMap((control): readonly Offer[] => {
        if (control.type === 'link-button') return [];
        const name = control.action.split(':')[1] ?? '';
        if (control.type === 'button') return [{ name, action: control.action }];
        return [{ name, action: control.action, values: control.options.map(({ value }) => value) }];
      });
    }),
  );
}

export function languageOf(cards: readonly Card[]): Language | undefined {
  return cards[0]?.language;
}
