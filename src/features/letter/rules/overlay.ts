import type { Language } from '../../../core/language.js';

/** The parts of what is told that a letter needs; the same shapes as in the contract for features. */
interface Item {
  readonly key: string;
  readonly title: string;
  readonly text?: string;
}
interface Section<I extends Item> {
  readonly items: readonly I[];
}
interface Changed {
  readonly language: Language;
  readonly item: string;
  readonly title: string;
  readonly words: string;
  readonly leftOut: boolean;
}

/** The last words of organisers for an item in a language. */
export function wordsOf<E extends Changed>(edits: readonly E[], language: Language, item: string): E | undefined {
  return edits.findLast((edit) => edit.item === item && edit.language === language && !edit.leftOut && edit.title !== '');
}

/** Whether organisers left an item out of the letter, which they do in all languages at once. */
export function isLeftOut(edits: readonly Changed[], item: string): boolean {
  return edits.findLast((edit) => edit.item === item)?.leftOut ?? false;
}

/** What features tell, with what organisers changed: their words, and without what they left out. Empty sections are gone. */
export function withEdits<I extends Item, S extends Section<I>>(
  sections: readonly S[],
  edits: readonly Changed[],
  language: Language,
): readonly S[] {
  return sections
    .map((section) => ({
      ...section,
      items: section.items.filter(({ key }) => !isLeftOut(edits, key)).map((item) => edited(item, wordsOf(edits, language, item.key))),
    }))
    .filter(({ items }) => items.length > 0);
}

function edited<I extends Item>(item: I, edit: Changed | undefined): I {
  return edit ? { ...item, title: edit.title, text: edit.words } : item;
}

/** What is told now, as far as it was told when the letter was written: nothing that nobody has read comes in, and what is gone is gone. */
export function stillTold<I extends Item, S extends Section<I>>(now: readonly S[], then: readonly Section<Item>[]): readonly S[] {
  const known = new Set(then.flatMap(({ items }) => items.map(({ key }) => key)));
  return now
    .map((section) => ({ ...section, items: section.items.filter(({ key }) => known.has(key)) }))
    .filter(({ items }) => items.length > 0);
}

/** What was told, in the words of now. Of what is gone only the key is kept, by which it may come back. */
export function followed<I extends Item, S extends Section<I>>(then: readonly S[], now: readonly Section<I>[]) {
  const known = new Map(now.flatMap(({ items }) => items.map((item) => [item.key, item])));
  return then.map((section) => ({ ...section, items: section.items.map(({ key }) => known.get(key) ?? { key, title: '' }) }));
}

/** The items that still have a text. */
export function stillThere<I extends Item, S extends Section<I>>(sections: readonly S[]): readonly S[] {
  return sections
    .map((section) => ({ ...section, items: section.items.filter(({ title }) => title !== '') }))
    .filter(({ items }) => items.length > 0);
}
