import { toId } from '../../../src/core/ids.js';
import type { Language } from '../../../src/core/language.js';
import type { Card, Form } from '../../../src/core/message.js';
import { mineCard, publishedCard, queueCard } from '../../../src/features/stories/cards/lists.js';
import { readerCard, wholeCard } from '../../../src/features/stories/cards/story.js';
import {
  askCard,
  doneCard,
  occasionCard,
  postCard,
  toldCard,
  waitingCard,
  withdrawCard,
} from '../../../src/features/stories/cards/told.js';
import { storiesControls as controls } from '../../../src/features/stories/controls.js';
import type { StoryView } from '../../../src/features/stories/find.js';
import { askToShowCard } from '../../../src/features/stories/photo/ask.js';
import { addedText, photoCard } from '../../../src/features/stories/photo/cards.js';
import { photoControls } from '../../../src/features/stories/photo/controls.js';
import type { PublishedStory } from '../../../src/features/stories/published.js';
import type { Photo, WholeStory } from '../../../src/features/stories/types.js';
import { phrase, speaker } from '../../../src/language/index.js';
import { dalia, type Exhibit, karwan, NOW, zainab } from './people.js';

const WORDS = {
  en: ['A room where women can talk', 'We met over coffee and found an empty room.', 'Twenty women come each week.'],
  ar: ['غرفة تتحدث فيها النساء', 'التقينا على فنجان قهوة ووجدنا غرفة فارغة.', 'تأتي عشرون امرأة كل أسبوع.'],
  ckb: ['ژوورێک کە ژنان تێیدا قسە بکەن', 'لەسەر قاوەیەک یەکترمان بینی و ژوورێکی بەتاڵمان دۆزییەوە.', 'هەموو هەفتەیەک بیست ژن دێن.'],
} as const;
const COMMENT = { en: 'In which year was that?', ar: 'في أي سنة كان ذلك؟', ckb: 'لە چ ساڵێکدا بوو؟' } as const;

const ALT = { en: 'Two women paint a wall', ar: 'امرأتان تطليان جدارًا', ckb: 'دوو ژن دیوارێک بۆیاخ دەکەن' } as const;

/** All that can be seen of stories. */
export function storyExhibits(language: Language): readonly Exhibit[] {
  const say = speaker(language);
  const card = (name: string, ...cards: readonly Card[]): Exhibit => ({ name, message: { cards } });
  const form = (name: string, shown: Form): Exhibit => ({ name: `${name} (form)`, form: shown });
  const [title, happened, changed] = WORDS[language];
  const words = { title, happened, changed };
  const text = { language, ...words };
  const story: WholeStory = {
    id: toId(7),
    member: zainab.id,
    state: 'pending',
    version: 3,
    language,
    named: true,
    onPage: true,
    comment: null,
    madeAt: NOW,
    publishedAt: null,
    texts: [text],
    people: [
      { member: karwan.id, listed: true, answer: 'yes' },
      { member: dalia.id, listed: true, answer: null },
    ],
    photo: null,
    edits: [],
  };
  const photo: Photo = {
    id: toId(3),
    hash: 'a'.repeat(64),
    size: 400_000,
    type: 'jpg',
    width: 1200,
    height: 800,
    alt: ALT[language],
    others: true,
    posted: false,
    posts: 0,
    people: [{ member: dalia.id, answer: null }],
  };
  const agreed = { ...photo, people: [{ member: dalia.id, answer: 'yes' }] } as const;
  const names = new Map([zainab, karwan, dalia].map(({ id, name }) => [id, name]));
  const view: StoryView = { story, reading: 'own', organiser: false, waitsForOther: false, part: undefined, photoPart: undefined, names };
  const whole = (name: string, more: Partial<StoryView>, given: Partial<WholeStory> = {}): Exhibit =>
    card(name, wholeCard({ ...view, ...more, story: { ...story, ...given } }, language, zainab.timezone));
  const published: PublishedStory = {
    id: story.id,
    text,
    languages: [language],
    author: zainab.name,
    people: [karwan.name, dalia.name],
    photo: { alt: ALT[language], width: 1200, height: 800, language, isShown: false },
    publishedAt: NOW,
    onPage: true,
  };
  const address = 'https://mudhif.example.org/p/stories/story/7';
  const second = language === 'en' ? 'ar' : 'en';
  const [otherTitle, otherHappened, otherChanged] = WORDS[second];
  const translated = { language: second, title: otherTitle, happened: otherHappened, changed: otherChanged } as const;
  const edit = { ...text, editor: dalia.id, madeAt: NOW };
  const listed = [
    { id: story.id, title, state: 'published' },
    { id: toId<typeof story.id>(8), title: otherTitle, state: 'back' },
  ] as const;
  const numbers = { total: 12, page: 0, pages: 2 };
  const none = { total: 0, page: 0, pages: 1 };
  const seen = { id: story.id, version: 3 };
  const { id } = story;
  return [
    whole('one’s own draft', {}, { state: 'draft', people: [], named: false, onPage: false }),
    whole('one’s own, handed in', {}),
    whole('back with a comment', {}, { state: 'back', comment: COMMENT[language] }),
    whole('back with changed words', {}, { state: 'back', edits: [edit, { ...edit, editor: null }] }),
    whole('published, one’s own', {}, { state: 'published', texts: [text, translated] }),
    whole('not published', {}, { state: 'declined', comment: COMMENT[language] }),
    whole('an organiser’s own, for another one to decide', { organiser: true, waitsForOther: true }, { state: 'pending' }),
    whole('for an organiser', { reading: 'organiser', organiser: true, part: 'asked' }),
    whole('published, for an organiser', { reading: 'organiser', organiser: true, part: 'named' }, { state: 'published' }),
    whole('with a photo, one’s own', {}, { state: 'draft', photo }),
    whole('with a photo, for an organiser', { reading: 'organiser', organiser: true }, { photo }),
    whole('with a photo on which all agreed', { reading: 'organiser', organiser: true, photoPart: 'shown' }, { photo: agreed }),
    card('the photo', photoCard({ story: { ...story, photo: agreed }, names }, language)),
    card('asked for the photo', askToShowCard(published, zainab.name, language), askToShowCard(published, undefined, language)),
    card('the photo is added', doneCard(addedText(['author', 'place'], true, language), language)),
    ...(['off', 'yes', 'no'] as const).map((done) =>
      card(`the photo, done: ${done}`, doneCard(say(`stories-photo.done.${done}`), language)),
    ),
    form('photo', photoControls.photo.form(language, { hints: { file: say.plain('stories-photo.form.file-hint', { max: 8 }) } }, { id })),
    form('photo of somebody', photoControls['photo-person'].form(language, {}, { id })),
    card('for readers', readerCard(published, [], language, address)),
    card('for readers, without names', readerCard({ ...published, author: undefined, people: [] }, [], language)),
    card('for readers, names of others', readerCard({ ...published, author: undefined }, [], language)),
    card('the post', postCard({ ...published, people: [] }, language, address)),
    card('asked', askCard(published, zainab.name, language), askCard({ ...published, onPage: false }, undefined, language)),
    card('invited: coffee', occasionCard({ key: 'coffee:7', text: phrase('coffee.occasion.agreement') }, language)),
    card('invited: topics', occasionCard({ key: 'topics:7', text: phrase('topics-closing.occasion.done', { title }) }, language)),
    card('mine', mineCard(listed, listed.slice(0, 1), numbers, language), mineCard([], [], none, language)),
    card('review', queueCard(listed, numbers, language), queueCard([], none, language, say('stories.done.approved'))),
    card('list', publishedCard([published], { ...numbers, page: 1 }, language, address), publishedCard([], none, language)),
    ...(['published', 'back', 'declined'] as const).map((state) =>
      card(`told: ${state}`, toldCard({ ...story, comment: state === 'published' ? null : COMMENT[language] }, state, language)),
    ),
    card('told: changed words', toldCard(story, 'back', language)),
    card('told: waiting', waitingCard(1, language), waitingCard(5, language)),
    card('withdraw', withdrawCard(story, language), withdrawCard({ ...story, state: 'draft', photo }, language)),
    ...(['withdrawn', 'deleted', 'yes', 'no', 'not-now', 'begun', 'asked', 'sent', 'given-back', 'edited', 'declined'] as const).map(
      (done) => card(`done: ${done}`, doneCard(say(`stories.done.${done}`), language)),
    ),
    form('share', controls.share.form(language, { values: { language } }, { id: undefined })),
    form('write', controls.write.form(language, { values: words }, { id: { id, language } })),
    form('agreed', controls.agreed.form(language, { values: { agreed: { named: true, onPage: false } } }, { id })),
    form('name', controls.name.form(language, {}, { id })),
    form('comment', controls.comment.form(language, {}, { id: seen })),
    form('edit', controls.edit.form(language, { values: words }, { id: { ...seen, language } })),
    form('decline', controls.decline.form(language, {}, { id: seen })),
  ];
}
