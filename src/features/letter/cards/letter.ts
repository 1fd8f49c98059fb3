import { actions, card, heading, note, paragraph } from '../../../core/blocks.js';
import { LANGUAGES, type Language } from '../../../core/language.js';
import type { Block, Card, Choice } from '../../../core/message.js';
import type { Text } from '../../../core/text.js';
import type { Zone } from '../../../core/time.js';
import { pageNumbers } from '../../../kit/paging.js';
import { formatInstant, speaker } from '../../../language/index.js';
import { asLabel } from '../../members/public.js';
import { letterControls as controls } from '../controls.js';
import type { LetterView } from '../find.js';
import { encodeItem } from '../ids.js';
import { letterCard, mailedCard } from '../render/card.js';
import { EDITS_SHOWN, ITEMS_PER_PAGE } from '../rules/limits.js';
import { isLeftOut, stillThere, wordsOf } from '../rules/overlay.js';
import { OPENING, type Written } from '../types.js';

interface Shown {
  readonly reader: Language;
  readonly timezone: Zone;
  /** Whether the letter goes by mail, too. */
  readonly isMailed: boolean;
  readonly canTest: boolean;
  readonly lead?: Text;
}

/** The letter in one language, as its readers get it, with who changed what, and what can be done. */
export function previewCards(view: LetterView, written: Written, { reader, timezone, isMailed, canTest, lead }: Shown): readonly Card[] {
  const { letter } = view;
  const { id, version } = letter;
  const { language } = written;
  const say = speaker(reader);
  const isDraft = letter.state === 'draft';
  const others = LANGUAGES.filter((other) => other !== language).map((other) =>
    controls.show.button(say.plain('letter.button.in', { language: say.plain(`common.language.${other}`) }), {
      id: { id, language: other },
    }),
  );
  return [
    ...(lead ? [card(reader, paragraph(lead))] : []),
    isMailed ? mailedCard(written) : letterCard(written),
    card(
      reader,
      isMailed && note(say('letter.preview.texts')),
      ...traceBlocks(view, reader, timezone),
      actions(
        ...others,
        ...(canTest ? [controls.test.button(say.plain('letter.button.test'), { id: { id, language } })] : []),
        controls.overview.button(say.plain('letter.button.overview')),
      ),
      isDraft &&
        actions(
          controls.opening.button(say.plain('letter.button.opening'), { id: { id, version, language } }),
          controls.items.button(say.plain('letter.button.items'), { id: { id, version, language, page: 0 } }),
          controls.approve.button(say.plain('letter.button.approve'), { id: { id, version }, style: 'primary' }),
        ),
    ),
  ];
}

/** Who changed what: the newest changes first. */
export function traceBlocks({ letter, edits, names }: LetterView, language: Language, timezone: Zone): readonly Block[] {
  if (edits.length === 0) return [];
  const say = speaker(language);
  const titleOf = (item: string) => letter.content[language].flatMap(({ items }) => items).find(({ key }) => key === item)?.title || item;
  const lines = edits
    .slice(-EDITS_SHOWN)
    .toReversed()
    .map(({ editor, item, leftOut, madeAt, language: of }) => {
      const values = {
        name: (editor === null ? undefined : names.get(editor)) ?? say.plain('letter.someone'),
        date: formatInstant(madeAt, timezone, language, 'short-date-time'),
        title: asLabel(titleOf(item)),
        language: say.plain(`common.language.${of}`),
      };
      if (item === OPENING) return say('letter.trace.opening', values);
      return leftOut ? say('letter.trace.left-out', values) : say('letter.trace.item', values);
    });
  return [paragraph([{ type: 'bold', text: say.plain('letter.trace.title') }]), { type: 'list', items: lines }];
}

/** A page of what can be changed in one language. */
export function itemsCard({ letter, edits }: LetterView, of: Language, wanted: number, language: Language): Card {
  const say = speaker(language);
  const { id, version } = letter;
  const items = stillThere(letter.content[of]).flatMap((section) => section.items.map((item) => ({ ...item, section: section.title })));
  const { page, pages } = pageNumbers(items.length, wanted, ITEMS_PER_PAGE);
  const shown = items.slice(page * ITEMS_PER_PAGE, (page + 1) * ITEMS_PER_PAGE);
  const options = shown.map(({ key, title, section }): Choice => {
    const description = isLeftOut(edits, key) ? say.plain('letter.items.left-out') : section;
    return { value: encodeItem(key), label: asLabel(wordsOf(edits, of, key)?.title ?? title), description: asLabel(description) };
  });
  const turn = (to: number, label: string) => controls.items.button(label, { id: { id, version, language: of, page: to } });
  return card(
    language,
    heading(say('letter.items.title', { language: say.plain(`common.language.${of}`) })),
    paragraph(say('letter.items.text')),
    options.length > 0 &&
      actions(controls.change.menu({ label: say.plain('letter.items.menu'), options }, { id: { id, version, language: of } })),
    pages > 1 && note(say('letter.items.page', { page: page + 1, pages })),
    actions(
      ...(page > 0 ? [turn(page - 1, say.plain('letter.button.previous'))] : []),
      ...(page + 1 < pages ? [turn(page + 1, say.plain('common.next'))] : []),
      controls.show.button(say.plain('letter.button.read'), { id: { id, language: of } }),
    ),
  );
}
