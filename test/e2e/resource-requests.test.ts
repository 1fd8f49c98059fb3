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

/** Somebody who offers know-how in protection. */
const member = (name: string, account: Identity) =>
  introduce(community, name, account, { offers: '["legal-aid"]', sectors: '["protection"]' });

it('is asked on Discord, answered on Slack with a resource that was not it and with a file that is, and confirmed on Discord', async () => {
  const { organiser } = community;
  const zainab = community.settle('slack', 'Zainab');
  const dilan = community.settle('discord', 'Dilan');
  await member('Zainab', { platform: 'slack', space: community.slack?.team ?? '', user: zainab.id });
  await member('Dilan', { platform: 'discord', space: community.discord?.world.guild.id ?? '', user: dilan.id });

  await zainab.command('/resources add');
  await (await zainab.form()).submit({
    Title: 'Referral guide',
    'What is it good for?': 'For Basra',
    'What is it?': 'Guide',
    'In which language?': 'Arabic',
    Link: 'https://example.org/guide',
  });
  await (await newest(zainab, 'This is a draft')).press('Hand it in');
  await newest(zainab, 'An organiser looks at it');
  await organiser.command('/resources review');
  await (await newest(organiser, '1 resource is waiting')).choose('Referral guide');
  await (await newest(organiser, 'Waiting for an organiser')).press('Accept');
  await newest(zainab, 'is in the resource centre now');

  await dilan.command('/resources request');
  await (await dilan.form()).submit({
    'What are you looking for?': 'Consent form for survivors',
    'What do you need it for?': 'A safe space opens in May',
    Sectors: 'Protection',
    'In which language?': 'Arabic',
  });
  await (await newest(dilan, 'I’ve found nothing like it')).press('Ask, with my name');
  await newest(dilan, 'I’ve asked');

  await zainab.command('/resources mine');
  await (await newest(zainab, 'Dilan is looking for this')).press('I can help');
  await (await newest(zainab, 'How would you like to help?')).press('It’s in the resource centre');
  await (await zainab.form()).submit({
    'Its number, or words of its title': 'referral guide',
    'A few words with it': 'Page 3',
    'May I say that it’s from you?': 'Yes',
  });
  await newest(zainab, 'Whoever asked gets it now');
  await (await newest(dilan, 'Zainab gives you:')).press('Not what I need');
  await (await dilan.form()).submit({ 'What’s missing?': 'It has no form' });

  const bytes = new TextEncoder().encode('استمارة موافقة');
  await (await newest(zainab, 'It has no form')).press('See the request');
  await (await newest(zainab, 'wasn’t quite it')).press('Send a file');
  await (await zainab.form()).submit({
    Title: 'Consent form',
    'What is it good for?': 'A form in plain words',
    'In which language?': 'Arabic',
    File: { name: 'form.txt', mediaType: 'text/plain', bytes },
    'May I say that it’s from you?': 'No',
  });
  await newest(zainab, 'It’s also a draft of yours');
  const given = await newest(dilan, 'Someone gives you:');
  await given.press('Arabic · TXT · 1 KB');
  await newest(dilan, 'form.txt');
  expect([...(community.discord?.world.files.values() ?? [])].map((file) => new Uint8Array(file.bytes))).toContainEqual(bytes);
  await given.press('That helps, thank you');
  await newest(zainab, 'What you gave has helped. Thank you!');
});
