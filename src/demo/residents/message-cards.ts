import type { Language } from '../../core/language.js';
import type { Card } from '../../core/message.js';
import type { MessageControl } from './behaviour.js';

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

/** The language of the first card; undefined without cards. */
export function languageOf(cards: readonly Card[]): Language | undefined {
  return cards[0]?.language;
}
