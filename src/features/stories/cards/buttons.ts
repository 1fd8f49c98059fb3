import { LANGUAGES, type Language } from '../../../core/language.js';
import type { Button } from '../../../core/message.js';
import { speaker } from '../../../language/index.js';
import { asLabel } from '../../members/public.js';
import { storiesControls as controls } from '../controls.js';
import type { StoryView } from '../find.js';
import { photoRow, seeButton, shownButtons } from '../photo/cards.js';
import { maySee } from '../photo/see.js';
import { canBeSent } from '../rules/story.js';

/** How many buttons stand in a row. */
const IN_A_ROW = 5;

/** What its author and organisers can do with a story, in rows. */
export function buttonsOf(view: StoryView, language: Language): readonly (readonly Button[])[] {
  const rows = [
    partButtons({ part: view.part, id: view.story.id }, language),
    shownButtons(view.photoPart, view.story.id, language),
    ...(view.reading === 'own' ? ownRows(view, language) : []),
    ...(view.organiser ? organiserRows(view, language) : []),
  ];
  return rows.filter((row) => row.length > 0);
}

/** What others than its author and organisers can do with a story. */
export function readerButtons(view: StoryView, language: Language): readonly Button[] {
  const { id } = view.story;
  return [
    ...(maySee(view) ? [seeButton(id, language)] : []),
    ...partButtons({ part: view.part, id }, language),
    ...shownButtons(view.photoPart, id, language),
  ];
}

/** The answer of somebody whom the story asks, or names. */
export function partButtons({ part, id }: Pick<StoryView, 'part'> & Pick<StoryView['story'], 'id'>, language: Language): readonly Button[] {
  const say = speaker(language);
  switch (part) {
    case 'asked':
      return [
        controls.yes.button(say.plain('stories.button.yes'), { id, style: 'primary' }),
        controls.no.button(say.plain('stories.button.no'), { id }),
      ];
    case 'named':
      return [controls.no.button(say.plain('stories.button.no-more'), { id })];
    case undefined:
      return [];
    default:
      return part satisfies never;
  }
}

function ownRows({ story, names }: StoryView, language: Language): readonly (readonly Button[])[] {
  const say = speaker(language);
  const { id, state, texts } = story;
  const has = (code: Language) => texts.some((text) => text.language === code);
  return [
    [
      ...(canBeSent(state) ? [controls.send.button(say.plain('stories.button.send'), { id, style: 'primary' })] : []),
      controls.name.button(say.plain('stories.button.name'), { id }),
      controls.agreed.button(say.plain('stories.button.agreed'), { id }),
      controls.withdraw.button(say.plain(state === 'draft' ? 'stories.button.delete' : 'stories.button.withdraw'), { id }),
    ],
    photoRow({ story }, language),
    LANGUAGES.map((code) => {
      const label = say.plain(has(code) ? 'stories.button.change' : 'stories.button.add', {
        language: say.plain(`common.language.${code}`),
      });
      return controls.write.button(label, { id: { id, language: code } });
    }),
    ...inRows(
      story.people
        .filter(({ listed }) => listed)
        .map(({ member }) =>
          controls.unname.button(asLabel(say.plain('stories.button.unname', { name: names.get(member) ?? '' })), { id: { id, member } }),
        ),
    ),
  ];
}

const inRows = (buttons: readonly Button[]): readonly (readonly Button[])[] =>
  Array.from({ length: Math.ceil(buttons.length / IN_A_ROW) }, (_, row) => buttons.slice(row * IN_A_ROW, (row + 1) * IN_A_ROW));

function organiserRows({ story, reading, waitsForOther }: StoryView, language: Language): readonly (readonly Button[])[] {
  const say = speaker(language);
  const { id, version, state, texts } = story;
  const seen = { id, version };
  const review = controls.review.button(say.plain('stories.button.review'), { id: '0' });
  const comment = controls.comment.button(say.plain('stories.button.comment'), { id: seen });
  const see = story.photo && reading !== 'own' ? [seeButton(id, language)] : [];
  if (state === 'published') return reading === 'own' ? [] : [[comment, review, ...see]];
  if (state !== 'pending') return [];
  if (waitsForOther) return [[review]];
  return [
    [
      controls.approve.button(say.plain('stories.button.approve'), { id: seen, style: 'primary' }),
      comment,
      controls.decline.button(say.plain('stories.button.decline'), { id: seen }),
      review,
      ...see,
    ],
    texts.map((text) =>
      controls.edit.button(say.plain('stories.button.edit', { language: say.plain(`common.language.${text.language}`) }), {
        id: { ...seen, language: text.language },
      }),
    ),
  ];
}
