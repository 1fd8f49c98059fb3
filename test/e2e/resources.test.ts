import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Identity } from '../../src/ports/chat.js';
import { type Community, openCommunity } from '../support/chats/community.js';
import { introduce } from '../support/chats/introduce.js';
import { newest } from '../support/chats/resident.js';

let community: Community;
beforeEach(async () => {
  community = await openCommunity(['slack', 'discord'], 'en');
});
afterEach(() => community.close());

const member = (name: string, account: Identity) => introduce(community, name, account);

it('is added on Slack with a file, accepted there, and found and fetched on Discord by a word without its vowels', async () => {
  const { organiser } = community;
  const zainab = community.settle('slack', 'Zainab');
  const dilan = community.settle('discord', 'Dilan');
  await member('Zainab', { platform: 'slack', space: community.slack?.team ?? '', user: zainab.id });
  await member('Dilan', { platform: 'discord', space: community.discord?.world.guild.id ?? '', user: dilan.id });
  const bytes = new TextEncoder().encode('رقم الخط الساخن');

  await zainab.command('/resources add');
  await (await zainab.form()).submit({
    Title: 'دَلِيلُ الإِحَالَةِ',
    'What is it good for?': 'للناجيات في البصرة',
    'What is it?': 'Guide',
    'In which language?': 'Arabic',
  });
  await (await newest(zainab, 'This is a draft')).press('Add a file');
  await (await zainab.form()).submit({ File: { name: 'guide.txt', mediaType: 'text/plain', bytes }, 'In which language?': 'Arabic' });
  await (await newest(zainab, 'The file is here')).press('Hand it in');
  await newest(zainab, 'An organiser looks at it');

  await organiser.command('/resources review');
  await (await newest(organiser, '1 resource is waiting')).choose('دَلِيلُ الإِحَالَةِ');
  await (await newest(organiser, 'Waiting for an organiser')).press('Accept');
  await newest(organiser, 'It can be found now');
  await newest(zainab, 'is in the resource centre now');

  await dilan.command('/resources search words:احاله');
  await (await newest(dilan, '1 found for')).choose('دَلِيلُ الإِحَالَةِ');
  await (await newest(dilan, 'للناجيات في البصرة')).press('Arabic · TXT · 1 KB');
  await newest(dilan, 'guide.txt');
  const stored = [...(community.discord?.world.files.values() ?? [])].map((file) => new Uint8Array(file.bytes));
  expect(stored).toContainEqual(bytes);
});
