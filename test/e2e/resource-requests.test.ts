import { afterEach, expect, it } from 'vitest';
import { WEB_SPACE } from '../../src/cli/serve.js';
import { sizeText } from '../../src/features/resources/cards/labels.js';
import { speaker } from '../../src/language/index.js';
import type { Identity } from '../../src/ports/chat.js';
import { type Community, openCommunity, type Platform } from '../support/chats/community.js';
import { introduce } from '../support/chats/introduce.js';
import { newest, type Resident, tidy } from '../support/chats/resident.js';

let community: Community;
afterEach(() => community.close());

/** Somebody who offers know-how in protection. */
const member = (name: string, account: Identity) =>
  introduce(community, name, account, { offers: '["legal-aid"]', sectors: '["protection"]' });

it('is asked on Discord, answered on Slack with a resource that was not it and with a file that is, and confirmed on Discord', async () => {
  community = await openCommunity(['slack', 'discord'], 'en');
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

/** Where it is asked, where it is answered, and in which language all of it is read. */
const ACROSS = [
  ['web', 'discord', 'en'],
  ['web', 'slack', 'ckb'],
  ['slack', 'web', 'ar'],
  ['discord', 'web', 'ar'],
] as const;

it.each(ACROSS)('is asked on %s, answered on %s with a file, fetched and confirmed, in %s', async (asks, answers, language) => {
  community = await openCommunity([asks, answers], language);
  const say = speaker(language);
  const settle = async (platform: Platform, name: string): Promise<Resident> => {
    const resident = community.settle(platform, name);
    const space = { slack: community.slack?.team, discord: community.discord?.world.guild.id, web: WEB_SPACE }[platform] ?? '';
    await member(name, { platform, space, user: resident.id });
    return resident;
  };
  const dilan = await settle(asks, 'Dilan Rasul');
  const zainab = await settle(answers, 'Zainab Kareem');
  const arabic = say.plain('common.language.ar');

  await dilan.command('/resources request');
  await (await dilan.form()).submit({
    [say.plain('resources-request.form.what')]: 'استمارة موافقة',
    [say.plain('resources-request.form.purpose')]: 'لمساحة آمنة في البصرة',
    [say.plain('resources-request.form.sectors')]: say.plain('common.sector.protection'),
    [say.plain('resources-request.form.language')]: arabic,
  });
  await (await newest(dilan, say.plain('resources-request.existing', { count: 0 }))).press(
    say.plain('resources-request.button.send-named'),
  );
  await newest(dilan, tidy(say.plain('resources-request.done.sent')));

  await zainab.command('/resources mine');
  const asked = tidy(say.plain('resources-request.asked.name', { name: 'Dilan Rasul' }));
  await (await newest(zainab, asked, 'استمارة موافقة')).press(say.plain('resources-request.button.help'));
  await (await newest(zainab, tidy(say.plain('resources-request.ways')))).press(say.plain('resources-request.button.attach'));
  const bytes = new TextEncoder().encode('أوافق على ما يلي');
  await (await zainab.form()).submit({
    [say.plain('resources.form.title')]: 'استمارة',
    [say.plain('resources.form.summary')]: 'بكلمات بسيطة',
    [say.plain('resources.form.language')]: arabic,
    [say.plain('resources.form.file')]: { name: 'form.txt', mediaType: 'text/plain', bytes },
    [say.plain('resources-request.form.named')]: say.plain('resources-request.named.named'),
  });
  await newest(zainab, tidy(say.plain('resources-request.done.attached')));

  const given = await newest(dilan, tidy(say.plain('resources-request.given.name', { name: 'Zainab Kareem' })));
  await given.press(say.plain('resources.button.get', { language: arabic, type: 'TXT', size: sizeText(bytes.byteLength, language) }));
  const file = await newest(dilan, 'form.txt');
  if (file.file) expect(new Uint8Array(await file.file())).toEqual(bytes);
  await given.press(say.plain('resources-request.button.yes'));
  const thanks = say.plain('resources-request.told.confirmed').split('!')[0] ?? '';
  expect(await newest(zainab, tidy(thanks))).toBeDefined();
});
