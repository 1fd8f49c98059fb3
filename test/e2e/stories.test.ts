import { afterEach, expect, it } from 'vitest';
import { WEB_SPACE } from '../../src/cli/serve.js';
import { type Community, openCommunity, type Platform } from '../support/chats/community.js';
import { introduce } from '../support/chats/introduce.js';
import { newest, type Resident } from '../support/chats/resident.js';
import { freePort } from '../support/free-port.js';
import { photoOf } from '../support/photos.js';

let community: Community;
afterEach(() => community.close());

/** Somebody who has introduced themselves; whoever settles on a platform may be known by then. */
async function settle(platform: Platform, name: string): Promise<Resident> {
  const resident = community.settle(platform, name);
  const space = { slack: community.slack?.team, discord: community.discord?.world.guild.id, web: WEB_SPACE }[platform] ?? '';
  await introduce(community, name, { platform, space, user: resident.id });
  return resident;
}

const POST = 'A story from this community:';
const PHOTO = 'A photo of “A safe room in Basra”';
const ALT = 'Two people paint a wall';
/** What stands in the channel for everyone who reads it. */
const posts = (who: Resident) =>
  who.sees().filter(({ where, isPrivate, text }) => where === 'channel' && !isPrivate && (text.includes(POST) || text.includes(PHOTO)));

/** Where the organiser is, where the story is told, and where whoever can be seen on the photo is asked. */
const EVERYWHERE = [
  ['slack', 'discord', 'web'],
  ['discord', 'web', 'slack'],
  ['web', 'slack', 'discord'],
] as const satisfies readonly (readonly [Platform, Platform, Platform])[];

it.each(EVERYWHERE)(
  'a story with a photo is published from %s, told on %s, agreed to on %s, and withdrawn',
  async (...platforms) => {
    const port = await freePort();
    const pages = `http://127.0.0.1:${port}/p/stories`;
    community = await openCommunity(platforms, 'en', undefined, { port });
    const { organiser } = community;
    const zainab = await settle(platforms[1], 'Zainab Kareem');
    const karwan = await settle(platforms[2], 'Karwan Ali');
    const dilan = await settle(platforms[0], 'Dilan Rasul');

    await zainab.command('/stories share');
    await (await zainab.form()).submit({
      Title: 'A safe room in Basra',
      'What happened?': 'Karwan helped us to furnish it.',
      'What changed?': 'Women come, and stay to talk.',
      'In which language?': 'English',
      'What do you agree to?': ['Show my name', 'Also on the public page'],
    });
    await (await newest(zainab, 'This is a draft that only you see')).press('Name someone');
    await (await zainab.form()).submit({ 'Whom would you like to name?': 'Karwan' });
    await (await newest(zainab, 'Nobody is named before they say yes')).press('Add a photo');
    await (await zainab.form()).submit({
      Photo: photoOf([200, 120, 40], { name: 'karwan-at-home.png' }),
      'What does it show?': ALT,
      'Which members can be seen on it?': 'Karwan',
      'Can others be seen on it?': 'No, nobody else',
    });
    const draft = await newest(zainab, 'The photo is with your story');
    expect(draft.text).toContain('I took this out of it: the author’s name, where a picture was taken');
    await draft.press('Hand it in');
    await newest(zainab, 'An organiser looks at it');

    await organiser.command('/stories review');
    await (await newest(organiser, 'Please open one. You can publish it')).choose('A safe room in Basra');
    const review = await newest(organiser, 'Waiting for an organiser', `Photo: ${ALT}`);
    await newest(organiser, 'photo.png');
    await review.press('Publish');
    await newest(organiser, 'It’s published');
    for (const who of [organiser, dilan, zainab, karwan]) {
      const post = await newest(who, POST);
      expect([post.where, post.text.includes('someone helped us'), posts(who).length]).toEqual(['channel', true, 1]);
    }
    expect(await (await fetch(`${pages}/story/1`)).text()).not.toContain('<img');

    await karwan.command('/stories list');
    await (await newest(karwan, 'would like to name you')).press('Yes, name me');
    await (await newest(karwan, 'you can be seen on it')).press('See the photo');
    await newest(karwan, 'photo.png');
    await (await newest(karwan, 'you can be seen on it')).press('Yes, show me');
    for (const who of [organiser, dilan, zainab, karwan]) {
      await newest(who, 'Karwan helped us');
      await newest(who, PHOTO);
      await who.until(
        () => who.sees().some(({ text, where }) => where === 'channel' && text.includes('photo.png')),
        'the photo stands there',
      );
    }
    const page = await (await fetch(`${pages}/story/1?language=ar`)).text();
    expect(page).toContain('Karwan helped us');
    expect(page).toContain(`alt="${ALT}"`);
    const photo = await fetch(`${pages}/photo/1`);
    expect([photo.status, photo.headers.get('content-type')]).toEqual([200, 'image/png']);
    const onPage = Buffer.from(await photo.arrayBuffer());
    expect(onPage.toString('latin1')).not.toMatch(/Karwan|eXIf/);
    for (const files of [community.discord?.world.files, community.slack?.files]) {
      expect([...(files?.values() ?? [])].some(({ bytes }) => onPage.equals(bytes ?? new Uint8Array()))).toBe(true);
    }

    await zainab.command('/stories mine');
    await (await newest(zainab, 'Your stories')).choose('A safe room in Basra');
    await (await newest(zainab, 'The author is named')).press('Withdraw');
    await (await newest(zainab, 'Its photo is deleted here')).press('Withdraw');
    await newest(zainab, 'stays with you as a draft');
    for (const who of [organiser, dilan, zainab, karwan]) await who.until(() => posts(who).length === 0, 'its posts are gone');
    for (const path of ['story/1', 'photo/1']) expect([path, (await fetch(`${pages}/${path}`)).status]).toEqual([path, 404]);
    expect(await (await fetch(`${pages}/list`)).text()).not.toContain('A safe room');
  },
  180_000,
);
