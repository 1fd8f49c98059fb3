import { actions, heading, note, paragraph, quote } from '../../../core/blocks.js';
import type { Language } from '../../../core/language.js';
import type { Block, Card, Control } from '../../../core/message.js';
import type { Text } from '../../../core/text.js';
import type { Zone } from '../../../core/time.js';
import { cardIn, formatInstant, formatList, isolate, speaker } from '../../../language/index.js';
import { asLabel } from '../../members/public.js';
import type { StoryView } from '../find.js';
import { photoBlocks } from '../photo/cards.js';
import type { PublishedStory } from '../published.js';
import { isNamed } from '../rules/story.js';
import type { StoryText, WholeStory, Words } from '../types.js';
import { buttonsOf } from './buttons.js';

/** How many changes of organisers are shown with what was there before. */
const EDITS_SHOWN = 2;

/** What happened and what changed, as people wrote it. */
export function wordsBlocks({ title, happened, changed }: Words, language: Language): readonly Block[] {
  const say = speaker(language);
  return [
    heading([asLabel(title)]),
    paragraph([{ type: 'bold', text: say.plain('stories.form.happened') }]),
    quote([happened]),
    paragraph([{ type: 'bold', text: say.plain('stories.form.changed') }]),
    quote([changed]),
  ];
}

/** Who tells it, and who else is named. */
export function namesText({ author, people }: Pick<PublishedStory, 'author' | 'people'>, language: Language): Text | undefined {
  const say = speaker(language);
  const names = formatList(
    people.map((name) => isolate(name)),
    language,
  );
  if (author !== undefined)
    return people.length === 0 ? say('stories.by', { name: author }) : say('stories.by-with', { name: author, names });
  return people.length === 0 ? undefined : say('stories.with', { names });
}

/** A story for those who read what is published. */
export function readerCard(story: PublishedStory, controlsBelow: readonly Control[], language: Language, address?: string): Card {
  const names = namesText(story, language);
  return cardIn(language, (say) => [
    ...wordsBlocks(story.text, language),
    names && note(names),
    controlsBelow.length > 0 && actions(...controlsBelow),
    address !== undefined && actions({ type: 'link-button', url: address, label: say.plain('stories.button.page') }),
  ]);
}

/** A story for its author or an organiser: all its words, what became of it, and what can be done. `lead` is said first. */
export function wholeCard(view: StoryView, language: Language, zone: Zone, lead?: Text): Card {
  const { story, reading, names } = view;
  const own = reading === 'own';
  const { state, comment, people } = story;
  const named = people.filter(isNamed).flatMap(({ member }) => names.get(member) ?? []);
  const asked = people.filter((person) => person.listed && !isNamed(person)).flatMap(({ member }) => names.get(member) ?? []);
  const list = (all: readonly string[]) =>
    formatList(
      all.map((name) => isolate(name)),
      language,
    );
  return cardIn(language, (say) => [
    lead && paragraph(lead),
    ...story.texts.flatMap((text) => textBlocks(text, story, language)),
    paragraph([{ type: 'bold', text: say.plain(`stories.state.${state}`) }]),
    view.waitsForOther && note(say('stories.error.own')),
    comment !== null && paragraph(say('stories.comment')),
    comment !== null && quote([comment]),
    ...photoBlocks(view, language),
    ...editBlocks(view, language, zone),
    note(say(story.named ? 'stories.author-named' : 'stories.author-unnamed')),
    note(say(story.onPage ? 'stories.on-page' : 'stories.not-on-page')),
    named.length > 0 && note(say('stories.named', { names: list(named) })),
    own && asked.length > 0 && note(say('stories.asked', { names: list(asked) })),
    people.length > 0 && note(say('stories.without-others')),
    ...buttonsOf(view, language).map((row) => actions(...row)),
  ]);
}

function textBlocks(text: StoryText, { texts }: WholeStory, language: Language): readonly Block[] {
  const say = speaker(language);
  return [...(texts.length > 1 ? [note([say.plain(`common.language.${text.language}`)])] : []), ...wordsBlocks(text, language)];
}

/** What organisers changed: what stood there before. */
function editBlocks({ story, names }: StoryView, language: Language, zone: Zone): readonly Block[] {
  const say = speaker(language);
  return story.edits.slice(0, EDITS_SHOWN).flatMap(({ editor, madeAt, title, happened, changed }) => {
    const name = editor === null ? undefined : names.get(editor);
    const date = formatInstant(madeAt, zone, language, 'short-date');
    const before = [title, happened, changed].map((words) => quote([words]));
    return [paragraph(name === undefined ? say('stories.edited-by-someone', { date }) : say('stories.edited', { name, date })), ...before];
  });
}
