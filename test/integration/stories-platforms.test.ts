import { afterEach, expect, it } from 'vitest';
import type { StoriesTables } from '../../src/features/stories/store/tables.js';
import { type BothPlatforms, createBothPlatforms } from '../support/both-platforms.js';

let world: BothPlatforms;
afterEach(() => world.close());

it('a story told on one platform is posted on each, asks on the other, and leaves all of them when it is withdrawn', async () => {
  world = await createBothPlatforms();
  const boss = world.person('slack', 'boss');
  await boss.type('/community help');
  const zainab = await world.addMember('slack', 'zainab');
  const karwan = await world.addMember('discord', 'karwan');
  const { name } = await karwan.member();
  const words = { title: 'A safe room', happened: `${name} helped us.`, changed: 'Women come.' };
  await zainab.submit('stories:share:0', { ...words, language: ['en'], agreed: ['name'] });
  const stories = world.store.database.db.withTables<StoriesTables>().selectFrom('stories').select(['id', 'version']);
  const { id } = await stories.executeTakeFirstOrThrow();
  await zainab.submit(`stories:name:${id}`, { person: name });
  await zainab.pressAnyway(`stories:send:${id}`);
  expect(karwan.texts().join()).not.toContain('A safe room');
  expect(await karwan.type('/stories list')).toContain('would like to name you');
  const { version } = await stories.executeTakeFirstOrThrow();
  await boss.pressAnyway(`stories:approve:${id}.${version}`);
  const posts = world.shown.filter(({ key }) => key.includes(':post:'));
  expect(posts.map(({ platform }) => platform).sort()).toEqual(['discord', 'slack']);
  expect(posts.map(({ text }) => text).join()).not.toContain(name);

  await karwan.pressAnyway(`stories:yes:${id}`);
  expect(world.updates.filter((text) => text.includes(`${name} helped us`))).toHaveLength(2);
  await karwan.pressAnyway(`stories:no:${id}`);
  expect(world.updates.slice(-2).join()).not.toContain(name);
  await zainab.pressAnyway(`stories:withdraw-yes:${id}`);
  expect([world.slack.removed.length, world.discord.removed.length]).toEqual([1, 1]);
});
