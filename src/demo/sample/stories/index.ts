import { LANGUAGES } from '../../../core/language.js';
import { after, DAY, type Instant } from '../../../core/time.js';
import type { Context } from '../../../feature-api/index.js';
import { FEATURE } from '../../../features/stories/names.js';
import { storiesStore } from '../../../features/stories/store/index.js';
import { phrase } from '../../../language/index.js';
import type { SampleCompany, SamplePart } from '../part.js';
import { STORIES, type Told } from './told.js';

/** One day in this many has a new story. */
const APART = 23;

/** Ten stories of some months; the newest waits for an organiser. */
export const storiesSample: SamplePart = {
  feature: FEATURE,
  talk: [],
  habits: { questions: [], followUps: {}, values: {} },
  seed: async (context, company) => ({ since: await seedStories(context, company), settingsChanged: [] }),
  opening: (day) => day,
  tryFirst: () => [phrase('stories.demo.try')],
};

async function seedStories(context: Context, { members, personas, now }: SampleCompany): Promise<Instant> {
  const since = after(now, -STORIES.length * APART * DAY);
  const authors = members.filter(({ id, status }) => status === 'active' && !personas.has(id));
  for (const [index, story] of STORIES.entries()) {
    const [first] = Object.keys(story.texts);
    // Its author speaks the language in which it is told first.
    const own = authors.filter(({ language }) => language === first);
    const author = own[(index * 5) % Math.max(1, own.length)];
    if (!author) throw new RangeError('the sample lacks authors');
    await seedStory(context, story, author.id, after(since, index * APART * DAY), index === STORIES.length - 1);
  }
  return since;
}

async function seedStory(
  context: Context,
  { texts, named, onPage }: Told,
  member: SampleCompany['members'][number]['id'],
  madeAt: Instant,
  isPending: boolean,
): Promise<void> {
  const store = storiesStore(context.tx);
  // The order in which the languages stand is that in which they were written.
  const languages = Object.keys(texts).flatMap((code) => LANGUAGES.filter((language) => language === code));
  const [language] = languages;
  if (language === undefined) return;
  const id = await store.insert({ member, language, named, onPage, madeAt });
  for (const code of languages) {
    const words = texts[code];
    if (words) await store.saveText(id, { language: code, title: words[0], happened: words[1], changed: words[2] });
  }
  const state = isPending ? 'pending' : 'published';
  await store.change({ id, version: 1 }, { state, publishedAt: isPending ? null : after(madeAt, 2 * DAY) });
}
