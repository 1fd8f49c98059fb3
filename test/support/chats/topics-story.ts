import { expect } from 'vitest';
import { settleCast } from './cast.js';
import { bringIn } from './chapters.js';
import type { Community, Platform } from './community.js';
import { newest, type Resident } from './resident.js';
import { shownIn } from './words.js';

/** Titles that are about the same, and a reason, in each language. */
const WORDS = {
  en: ['Safe spaces in rural areas', 'A safe space for a rural area', 'We talk about it in spring.'],
  ar: ['المساحات الآمنة في القرى', 'مساحات آمنة في قرية', 'نتحدّث عنه في الربيع.'],
  ckb: ['شوێنی ئارام لە گوندەکان', 'شوێنی ئارامی گوند', 'لە بەهاردا باسی دەکەین.'],
} as const;

/** A proposal without a name finds support, is edited, and is declined with a reason that reaches who sent it. */
export async function tellTopicsStory(community: Community, platform: Platform): Promise<void> {
  const { language, organiser } = community;
  const words = shownIn(language);
  const [title, alike, reason] = WORDS[language];
  const cast = settleCast(community, [platform], language);
  await bringIn(community, cast.csv, cast.members.length);
  const [zainab, karwan] = cast.members;
  if (!zainab || !karwan) throw new Error('nobody came');

  const write = async (who: Resident, about: string): Promise<void> => {
    await who.command('/topics propose');
    await (await who.form()).submit({
      [words('topics.form.title')]: about,
      [words('topics.form.question')]: `${about}؟ @everyone <!channel> *x*`,
      [words('topics.form.sector')]: [words('common.sector.protection')],
      [words('topics.form.language')]: [words(`common.language.${language}`)],
    });
  };
  await write(zainab, title);
  const draft = await newest(zainab, words('topics.draft.title'), title);
  expect(draft.isPrivate || draft.where === 'direct').toBe(true);
  await draft.press(words('topics.button.send-anonymous'));
  await newest(zainab, words('topics.done.sent-anonymous'), words('topics.card.unnamed', { count: 1 }));

  await write(karwan, alike);
  const similar = await newest(karwan, words('topics.similar.title'), title, words('topics.button.send-anyway-named'));
  await similar.press(words('topics.button.support-instead', { title }));
  const supported = await newest(karwan, words('topics.done.supported-instead'), words('topics.support.few'));
  await supported.press(words('topics.button.facilitate'));
  await newest(karwan, words('topics.done.facilitates'));

  await organiser.command('/topics review');
  await (await newest(organiser, words('topics.review.title', { count: 1 }))).choose(title);
  const opened = await newest(organiser, words('topics.button.keep'), words('topics.button.merge'));
  expect(opened.text).not.toContain(zainab.name);
  await opened.press(words('topics.button.revise'));
  await (await organiser.form()).submit({ [words('topics.form.title')]: `${title} 2` });
  const edited = await newest(organiser, words('topics.done.revised'), `${title} 2`);
  await edited.press(words('topics.button.original'));
  await (await newest(organiser, words('topics.original.title'), title)).press(words('common.back'));
  await (await newest(organiser, `${title} 2`, words('topics.button.decline'))).press(words('topics.button.decline'));
  await (await organiser.form()).submit({ [words('topics.form.reason')]: reason });
  await newest(organiser, words('topics.done.declined'));

  await newest(zainab, words('topics.declined.text'), reason);
  await zainab.command('/topics mine');
  await newest(zainab, words('topics.mine.title'), words('topics.state.declined'));
}
