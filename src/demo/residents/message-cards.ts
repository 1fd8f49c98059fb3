import { z } from 'zod';
import { LANGUAGES, type Language } from '../../core/language.js';
import type { Card } from '../../core/message.js';
import type { WebMessage } from '../../ports/web-chat.js';
import type { MessageControl } from './behaviour.js';

const storedMessage = z.object({ cards: z.array(z.object({ language: z.enum(LANGUAGES), blocks: z.array(z.unknown()) })) });

/** The cards of one of the bot's messages in the web chat; empty for a person's message. */
export function cardsOf(message: Pick<WebMessage, 'content'> | undefined): readonly Card[] {
  if (message?.content.type !== 'message') return [];
  try {
    const parsed = storedMessage.safeParse(JSON.parse(message.content.json));
    // The blocks need no check, because only the web adapter writes them.
    return parsed.success ? (parsed.data.cards as readonly Card[]) : [];
  } catch {
    return [];
  }
}

/** The buttons and menus of cards, in order; links are left out. */
export function controlsOf(cards: readonly Card[]): readonly MessageControl[] {
  return cards.flatMap((card) =>
    card.blocks.flatMap((block) => {
      if (block.type !== 'actions') return [];
      return block.controls.flatMap((control): readonly MessageControl[] => {
        if (control.type === 'link-button') return [];
        const { action } = control;
        const [feature = '', name = ''] = action.split(':');
        if (control.type === 'button') return [{ feature, name, action }];
        return [{ feature, name, action, values: control.options.map(({ value }) => value) }];
      });
    }),
  );
}

export function languageOf(cards: readonly Card[]): Language | undefined {
  return cards[0]?.language;
}
