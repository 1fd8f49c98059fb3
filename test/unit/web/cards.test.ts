import { describe, expect, it } from 'vitest';
import { cardsIn, languagesOf } from '../../../adapters/web/page/cards.js';
import type { Language } from '../../../src/core/language.js';
import type { Block, Card } from '../../../src/core/message.js';

const words = (text: string): Block => ({ type: 'paragraph', text: [text] });
const button = (label: string): Block => ({ type: 'actions', controls: [{ type: 'button', action: 'coffee:in:1', label }] });
const card = (language: Language, ...blocks: readonly Block[]): Card => ({ language, blocks });
const everyLanguage = ['en', 'ar', 'ckb'] as const;

describe('the cards of a message in one language', () => {
  it('are the cards of that language, in order', () => {
    const cards = [card('en', words('one')), card('ar', words('واحد')), card('en', words('two'))];
    expect(languagesOf(cards)).toEqual(['en', 'ar']);
    expect(cardsIn(cards, 'en')).toEqual([card('en', words('one')), card('en', words('two'))]);
  });

  it('end with the controls that all languages share', () => {
    const cards = [
      card('en', words('Coffee')),
      card('ar', words('قهوة')),
      card('ckb', words('قاوە')),
      card('en', button('In · أشارك · بەشدارم')),
    ];
    for (const language of everyLanguage) {
      const own = cards.find((known) => known.language === language);
      expect(cardsIn(cards, language)).toEqual([card(language, ...(own?.blocks ?? []), button('In · أشارك · بەشدارم'))]);
    }
  });

  it('include no other controls if each language has its own', () => {
    const welcome = everyLanguage.map((language) => card(language, button(language)));
    expect(cardsIn(welcome, 'ar')).toEqual([card('ar', button('ar'))]);
    const apart = everyLanguage.flatMap((language) => [card(language, words(language)), card(language, button(language))]);
    expect(cardsIn(apart, 'en')).toEqual([card('en', words('en')), card('en', button('en'))]);
  });

  it('keep the position of controls between paragraphs, and of controls of one language', () => {
    const between = [card('en', words('one')), card('en', button('In')), card('ar', words('واحد'))];
    expect(cardsIn(between, 'ar')).toEqual([card('ar', words('واحد'))]);
    const alone = [card('en', words('one')), card('en', button('In'))];
    expect(cardsIn(alone, 'en')).toEqual(alone);
  });

  it('keep what stands once for all of them, in its place', () => {
    const shared = { ...card('en', words('people')), shared: true } as const;
    const all = [card('en', words('hello')), card('ar', words('أهلًا')), shared, card('en', words('why')), card('ar', words('لماذا'))];
    expect(cardsIn(all, 'ar')).toEqual([card('ar', words('أهلًا')), shared, card('ar', words('لماذا'))]);
    expect(cardsIn(all, 'en')).toEqual([card('en', words('hello')), shared, card('en', words('why'))]);
  });
});
