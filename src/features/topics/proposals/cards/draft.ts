import { actions, card, heading, note, paragraph, quote } from '../../../../core/blocks.js';
import type { Language } from '../../../../core/language.js';
import type { Block, Card } from '../../../../core/message.js';
import type { Zone } from '../../../../core/time.js';
import { formatInstant, speaker } from '../../../../language/index.js';
import { closingControls } from '../../closing/controls.js';
import { BUTTON_TITLE_MAX, cutTitle } from '../../rules/title.js';
import { topicsControls as controls } from '../controls.js';
import type { DraftView } from '../draft.js';
import { textBlocks, titleBlocks } from './labels.js';

/** A proposal before it is sent: what it says, what is already proposed about the same, and how to send it. */
export function draftCard({ draft, similar, earlier, mayBeAnonymous }: DraftView, language: Language, zone: Zone): Card {
  const say = speaker(language);
  const isSimilar = similar.length > 0;
  const send = (as: 'named' | 'anonymous') =>
    controls.send.button(say.plain(isSimilar ? `topics.button.send-anyway-${as}` : `topics.button.send-${as}`), {
      id: as,
      ...(as === 'named' && !isSimilar && { style: 'primary' as const }),
    });
  return card(
    language,
    note(say('topics.draft.title')),
    ...titleBlocks(draft),
    ...textBlocks(draft, language),
    ...similarBlocks({ similar }, language),
    ...earlierBlocks({ earlier }, language, zone),
    actions(send('named'), ...(mayBeAnonymous ? [send('anonymous')] : [])),
    mayBeAnonymous && note(say('topics.draft.anonymous')),
    actions(
      controls.propose.button(say.plain('topics.button.edit')),
      controls.links.button(say.plain('topics.button.links'), { id: undefined }),
      controls.discard.button(say.plain('topics.button.discard')),
    ),
  );
}

function similarBlocks({ similar }: Pick<DraftView, 'similar'>, language: Language): readonly Block[] {
  if (similar.length === 0) return [];
  const say = speaker(language);
  const others = similar.filter(({ proposed }) => !proposed);
  const own = similar.filter(({ proposed }) => proposed);
  return [
    heading(say('topics.similar.title')),
    ...(others.length === 0 ? [] : [paragraph(say('topics.similar.text', { count: others.length }))]),
    ...others.flatMap(({ id, title }): Block[] => [
      quote([title]),
      actions(
        controls['support-instead'].button(say.plain('topics.button.support-instead', { title: cutTitle(title, BUTTON_TITLE_MAX) }), {
          id,
          style: 'primary',
        }),
      ),
    ]),
    // There is no button to support one's own proposal.
    ...(own.length === 0 ? [] : [paragraph(say('topics.similar.own', { count: own.length }))]),
    ...own.flatMap(({ id, title }): Block[] => [quote([title]), actions(controls.show.button(say.plain('topics.button.show'), { id }))]),
  ];
}

/** Topics about the same: their summaries may answer the question, or show what is new; or their discussion is still to come. */
function earlierBlocks({ earlier }: Pick<DraftView, 'earlier'>, language: Language, zone: Zone): readonly Block[] {
  if (earlier.length === 0) return [];
  const say = speaker(language);
  return [
    heading(say('topics-closing.earlier.title')),
    ...earlier.flatMap(({ id, title, opened, has }): Block[] => [
      paragraph(say(`topics-closing.earlier.${has}`, { date: formatInstant(opened, zone, language, 'short-date') })),
      { type: 'quote', text: [title] },
      { type: 'actions', controls: [closingControls.read.button(say.plain('topics-closing.button.read'), { id })] },
    ]),
  ];
}
