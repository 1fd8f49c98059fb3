import type { MemberId } from '../../core/ids.js';
import type { Language } from '../../core/language.js';
import type { Instant } from '../../core/time.js';
import type { Context } from '../../feature-api/index.js';
import { speaker } from '../../language/index.js';
import { namesIn, type StoryView } from './find.js';
import { isPhotoShown } from './rules/photo.js';
import { inLanguage, isNamed } from './rules/story.js';
import { withoutNames } from './rules/without-names.js';
import { storiesStore } from './store/index.js';
import type { Photo, StoryId, StoryText } from './types.js';

/** `alt` has no names of people who did not agree, as all texts have none. */
export interface PublishedPhoto extends Pick<Photo, 'alt' | 'width' | 'height'> {
  /** Whether others see it, or only those who decide. */
  readonly isShown: boolean;
  readonly language: Language;
}

/** A story as everybody reads it: nobody is named in it who has not agreed. */
export interface PublishedStory {
  readonly id: StoryId;
  readonly text: StoryText;
  readonly languages: readonly Language[];
  /** Undefined: the author is not named. */
  readonly author: string | undefined;
  readonly people: readonly string[];
  readonly photo: PublishedPhoto | undefined;
  readonly publishedAt: Instant | null;
  readonly onPage: boolean;
}

/**
 * A story as others read it; undefined for a story without a text.
 * @param reader A member whose own name is left in the texts, whatever they answered.
 */
export function publishedIn(
  { story, names }: Pick<StoryView, 'story' | 'names'>,
  language: Language,
  reader?: MemberId,
): PublishedStory | undefined {
  const text = inLanguage(story.texts, story.language, language);
  if (!text) return undefined;
  const { id, people, publishedAt, onPage, photo } = story;
  const nameOf = (list: readonly { readonly member: MemberId }[]) => list.flatMap(({ member }) => names.get(member) ?? []);
  const named = people.filter(isNamed);
  const others = [...people, ...(photo?.people ?? [])].filter(({ member }) => named.every((person) => person.member !== member));
  const hidden = nameOf(others.filter(({ member }) => member !== reader));
  const without = (words: string, told = text.language) => withoutNames(words, hidden, () => speaker(told).plain('stories.someone'));
  return {
    id,
    text: { language: text.language, title: without(text.title), happened: without(text.happened), changed: without(text.changed) },
    languages: story.texts.map((one) => one.language),
    author: story.named ? names.get(story.member) : undefined,
    people: nameOf(named),
    photo: photo
      ? {
          alt: without(photo.alt, story.language),
          width: photo.width,
          height: photo.height,
          language: story.language,
          isShown: isPhotoShown(story),
        }
      : undefined,
    publishedAt,
    onPage,
  };
}

/**
 * A page of the published stories, the newest first.
 * @param onPage Whether only those are listed that are on the public page.
 */
export async function publishedStories(
  context: Context,
  language: Language,
  page: { readonly offset: number; readonly limit: number; readonly onPage?: true },
): Promise<{ readonly stories: readonly PublishedStory[]; readonly total: number }> {
  const store = storiesStore(context.tx);
  const { ids, total } = await store.ids({ state: 'published', ...page });
  const found = await store.wholes(ids);
  const names = await namesIn(context, found);
  return { stories: found.flatMap((story) => publishedIn({ story, names }, language) ?? []), total };
}
