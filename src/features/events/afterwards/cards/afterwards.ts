import { actions, heading, note, paragraph, quote } from '../../../../core/blocks.js';
import type { Language } from '../../../../core/language.js';
import type { Block, Card } from '../../../../core/message.js';
import { cardIn } from '../../../../language/index.js';
import { bold } from '../../cards/labels.js';
import { certificatesControls } from '../../certificates/controls.js';
import { type Gift, materialBlocks } from '../../materials/cards.js';
import { fileBlocks, filesButton, offerBlocks } from '../../slides/cards/files.js';
import { titleIn } from '../../text-of.js';
import type { CommunityEvent } from '../../types.js';
import { afterwardsControls as controls } from '../controls.js';
import type { RatingsView } from '../feedback.js';
import type { NoShows } from '../no-shows.js';

/** How many comments are shown. */
const WORDS_SHOWN = 10;
const PEOPLE_SHOWN = 30;

/** `thread`: for all; the others for one person. */
export type AfterwardsReader = 'thread' | 'attended' | 'absent';

/** After the last session: thanks, three questions and a certificate for who was there, other words for who was not. */
export function afterwardsCard(
  event: CommunityEvent,
  reader: AfterwardsReader,
  language: Language,
  { materials = [], files = [], certificate = false }: Partial<Pick<Gift, 'materials' | 'files'>> & { readonly certificate?: boolean } = {},
): Card {
  const asks = event.feedback && reader !== 'absent';
  return cardIn(language, (say) => [
    paragraph(say(`events-afterwards.${reader}`, { title: titleIn(event, language) })),
    reader === 'attended' && materials.length + files.length > 0 && paragraph(say('events-materials.with-thanks')),
    reader === 'absent' && materials.length > 0 && paragraph(say('events-materials.for-absent')),
    ...materialBlocks(materials, language),
    ...(reader === 'attended' ? fileBlocks(event.id, files, language) : []),
    ...(reader === 'absent' && files.length > 0 ? offerBlocks(event.id, language) : []),
    reader === 'thread' && files.length > 0 && paragraph(say('events-slides.in-thread')),
    reader === 'thread' && files.length > 0 && actions(filesButton(event.id, language)),
    asks && paragraph(say('events-afterwards.ask')),
    certificate && paragraph(say('events-certificates.offer')),
    reader === 'thread' && event.certificate && paragraph(say('events-certificates.offer-all', { command: '/events certificate' })),
    (asks || certificate) &&
      actions(
        ...(asks
          ? [controls.feedback.button(say.plain('events-afterwards.button.feedback'), { id: event.id, style: 'primary' as const })]
          : []),
        ...(certificate ? [certificatesControls.certificate.button(say.plain('events-certificates.button.take'), { id: event.id })] : []),
      ),
  ]);
}

export function thanksCard(event: CommunityEvent, language: Language): Card {
  return cardIn(language, (say) => [
    paragraph(say('events-afterwards.saved', { title: titleIn(event, language) })),
    actions(controls.feedback.button(say.plain('events-afterwards.button.change'), { id: event.id })),
  ]);
}

/** How people found an event, for organisers. */
export function ratingsCard({ event, ratings }: RatingsView, language: Language): Card {
  const { answers, average, averageOf, useful, missing } = ratings;
  return cardIn(language, (say) => [
    heading(say('events-afterwards.ratings.title')),
    paragraph([titleIn(event, language)]),
    paragraph(say('events-afterwards.ratings.answers', { count: answers })),
    average === null
      ? note(say('events-afterwards.ratings.few'))
      : paragraph(say('events-afterwards.ratings.average', { average, count: averageOf })),
    ...wordsBlocks(say.plain('events-afterwards.form.useful'), useful),
    ...wordsBlocks(say.plain('events-afterwards.form.missing'), missing),
    average !== null && note(say('events-afterwards.ratings.steps')),
  ]);
}

function wordsBlocks(title: string, words: readonly string[]): readonly Block[] {
  return words.length === 0 ? [] : [bold(title), ...words.slice(0, WORDS_SHOWN).map((said) => quote([said]))];
}

/** Who missed the last events in a row, for the organiser who asks. */
export function noShowsCard({ event, people }: NoShows, language: Language): Card {
  const shown = people.slice(0, PEOPLE_SHOWN);
  return cardIn(language, (say) => [
    heading(say('events-afterwards.no-shows.title')),
    paragraph([titleIn(event, language)]),
    shown.length === 0
      ? paragraph(say('events-afterwards.no-shows.none'))
      : { type: 'list', items: shown.map(({ name, missed }) => say('events-afterwards.no-shows.line', { name, count: missed })) },
    people.length > shown.length && note(say('events-afterwards.no-shows.more', { count: people.length - shown.length })),
    note(say('events-afterwards.no-shows.hint')),
  ]);
}
