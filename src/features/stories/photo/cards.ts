import { note, paragraph } from '../../../core/blocks.js';
import type { Language } from '../../../core/language.js';
import type { Block, Button, Card } from '../../../core/message.js';
import type { Text } from '../../../core/text.js';
import { cardIn, formatList, isolate, speaker } from '../../../language/index.js';
import { PERSONAL, type Personal } from '../../../ports/files.js';
import { asLabel } from '../../members/public.js';
import type { StoryView } from '../find.js';
import { type PublishedStory, publishedIn } from '../published.js';
import { isAgreed } from '../rules/photo.js';
import type { Photo } from '../types.js';
import { photoControls as controls } from './controls.js';

/** What is said once a photo is attached: what was taken out of it, and who is asked. */
export function addedText(removed: readonly Personal[], asks: boolean, language: Language): Text {
  const say = speaker(language);
  const what = formatList(
    PERSONAL.filter((each) => removed.includes(each)).map((each) => say.plain(`files.personal.${each}`)),
    language,
  );
  return [
    ...say('stories-photo.done.added'),
    ...(removed.length > 0 ? [' ', ...say('stories-photo.done.cleaned', { what })] : []),
    ...(asks ? [' ', ...say('stories-photo.done.asked')] : []),
  ];
}

/** The photo, as its author and organisers read of it. */
export function photoBlocks({ story, names, reading }: StoryView, language: Language): readonly Block[] {
  const { photo } = story;
  if (!photo) return [];
  const say = speaker(language);
  return [
    note(say('stories-photo.alt', { alt: photo.alt })),
    ...stateOf(photo, reading === 'own', names, language).map((text) => note(text)),
    ...(photo.others ? [note(say('stories-photo.others-agreed'))] : []),
  ];
}

/** Only its author reads whom the photo waits for. */
function stateOf(photo: Photo, isOwn: boolean, names: StoryView['names'], language: Language): readonly Text[] {
  const say = speaker(language);
  if (isAgreed(photo)) return photo.people.length === 0 ? [] : [say('stories-photo.state.agreed')];
  if (!isOwn) return [say('stories-photo.state.waiting')];
  const waiting = photo.people.filter(({ answer }) => answer === null).flatMap(({ member }) => names.get(member) ?? []);
  const list = formatList(
    waiting.map((name) => isolate(name)),
    language,
  );
  return [say('stories-photo.state.waiting-for', { names: list })];
}

/** What its author can do with the photo of a story. */
export function photoRow({ story: { id, photo } }: Pick<StoryView, 'story'>, language: Language): readonly Button[] {
  const say = speaker(language);
  if (!photo) return [controls.photo.button(say.plain('stories-photo.button.add'), { id })];
  return [
    seeButton(id, language),
    controls['photo-person'].button(say.plain('stories-photo.button.person'), { id }),
    controls.photo.button(say.plain('stories-photo.button.replace'), { id }),
    controls['photo-off'].button(say.plain('stories-photo.button.off'), { id }),
  ];
}

export const seeButton = (id: PublishedStory['id'], language: Language): Button =>
  controls['photo-see'].button(speaker(language).plain('stories-photo.button.see'), { id });

/** The answer of somebody who can be seen. */
export function shownButtons(part: StoryView['photoPart'], id: PublishedStory['id'], language: Language): readonly Button[] {
  const say = speaker(language);
  switch (part) {
    case 'asked':
      return [
        controls['photo-yes'].button(say.plain('stories-photo.button.yes'), { id, style: 'primary' }),
        controls['photo-no'].button(say.plain('stories-photo.button.no'), { id }),
      ];
    case 'shown':
      return [controls['photo-no'].button(say.plain('stories-photo.button.no-more'), { id })];
    case undefined:
      return [];
    default:
      return part satisfies never;
  }
}

/** What stands above a photo that somebody asked to see, or in the channel. */
export function photoCard(view: Pick<StoryView, 'story' | 'names'>, language: Language): Card {
  const published = publishedIn(view, language);
  const title = asLabel(published?.text.title ?? '');
  return cardIn(language, (say) => [paragraph(say('stories-photo.post', { title })), published?.photo && note([published.photo.alt])]);
}
