import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Language } from '../../src/core/language.js';
import { topicsStore } from '../../src/features/topics/store/index.js';
import { insertResource } from '../support/resources.js';
import { costOfClick } from '../support/statements.js';
import { aTopic } from '../support/topic-rows.js';
import { createWorld, type Person, textOf, type World } from '../support/world.js';

let world: World;
let zainab: Person;
beforeEach(async () => {
  world = await createWorld();
  await world.addMember({ user: 'zainab' });
  zainab = world.person('zainab');
});
afterEach(() => world.close());

const find = async (words: string) => textOf(await zainab.type(`/resources search ${words}`));

/** A closed topic with a summary in one language, posted unless told. */
async function summarise(lessons: readonly string[], { language = 'en', posted = true }: { language?: Language; posted?: boolean } = {}) {
  const store = topicsStore(world.store.autocommit.tx);
  const topic = await store.insertTopic(aTopic(world.clock.now(), { state: 'closed', sector: 'protection' }));
  await store.askSummary(topic, { asked: null, at: world.clock.now(), language });
  await store.saveSummary(topic, { language, lessons, challenges: [], resources: [], translations: {} }, 1);
  if (posted) await store.setWritten(topic, { by: (await zainab.member()).id, at: world.clock.now() });
  return topic;
}

it('summaries of topics are found by any spelling, below the resources, with the line and a button to read it', async () => {
  await summarise(['تتصل النَّاجِية بالخط الساخن'], { language: 'ar' });
  const alone = await find('الناجيه');
  expect(alone).toContain('No resource has “الناجيه”, but the community has worked this out:');
  expect(alone).toContain('Summary of a topic · Arabic');
  expect(alone).toContain('النَّاجِية');
  expect(textOf(await zainab.press('topics:read'))).toContain('الساخن');
  await insertResource(world.contexts.autocommit, (await zainab.member()).id, { title: 'دليل الناجية', language: 'ar' });
  const both = await find('الناجيه');
  expect(both).toContain('1 found for');
  expect(both).toContain('Also in what the community has worked out:');
});

it('only what is posted is found, by all words, phrases and filters', async () => {
  await summarise(['Call before noon'], { posted: false });
  expect(await find('noon')).toContain('Nothing found');
  await summarise(['Doors stay open at night']);
  for (const words of ['doors night', 'door', 'night "stay open"', 'open sector:protection', 'open lang:en', 'open sector:الحماية']) {
    expect(await find(words), words).toContain('Summary of a topic');
  }
  // Nothing but a phrase is typed as a phrase.
  expect(await find('"stay open"')).toContain('Summary of a topic');
  expect(await find('"open stay"')).toContain('Nothing found');
  expect(await find('words:"open stay"')).toContain('Nothing found');
  for (const words of [
    'doors noon',
    'night "open stay"',
    'open sector:recovery',
    'open lang:ar',
    'open kind:guide',
    'open org:reed',
    'lang:en',
  ]) {
    expect(await find(words), words).not.toContain('Summary of a topic');
  }
});

it('costs one statement', async () => {
  await summarise(['Doors stay open at night']);
  const { id } = await zainab.member();
  await insertResource(world.contexts.autocommit, id, { title: 'Doors' });
  await find('doors');
  expect(await costOfClick(() => zainab.pressAnyway('resources:search:0~doors'))).toBeLessThanOrEqual(10);
});
