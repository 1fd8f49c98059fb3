import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Language } from '../../src/core/language.js';
import { HOUR, MINUTE } from '../../src/core/time.js';
import { speaker } from '../../src/language/index.js';
import type { NewMember } from '../../src/ports/members.js';
import { type Community, openCommunity, type Platform } from '../support/chats/community.js';
import { newest, type Resident, type Seen } from '../support/chats/resident.js';
import { shownIn } from '../support/chats/words.js';

let community: Community | undefined;
afterEach(async () => {
  await community?.close();
  community = undefined;
});

/** Somebody who has introduced themselves long ago, with an organisation of their own. */
async function member(platform: Platform, name: string, language: Language): Promise<Resident> {
  if (!community) throw new Error('no community');
  const resident = community.settle(platform, name);
  const { members, organisations } = community.store.read;
  const space = platform === 'slack' ? community.slack?.team : community.discord?.world.guild.id;
  const identity = { platform, space: space ?? '', user: resident.id };
  const profile: NewMember = {
    status: 'active',
    role: 'member',
    isBot: false,
    name,
    organisation: await organisations.insert({ name: `${name} & Co`, type: 'local', governorates: [], sectors: [], status: 'approved' }),
    language,
    timezone: 'Asia/Baghdad',
    hours: { start: '09:00', end: '17:00' },
    languages: [...new Set(['en', language])],
    sectors: [],
    offers: [],
    wants: [],
    governorates: [],
    email: null,
    visibility: {
      organisation: 'everyone',
      languages: 'everyone',
      sectors: 'everyone',
      offers: 'everyone',
      wants: 'everyone',
      hours: 'everyone',
      email: 'nobody',
    },
    inductionStep: null,
    joinedAt: community.now(),
    lastActiveAt: null,
  };
  // Discord tells at once that somebody has come.
  const known =
    platform === 'discord' ? await vi.waitUntil(() => members.findByIdentity(identity), { interval: 5, timeout: 5_000 }) : undefined;
  if (known) await members.update(known.id, profile);
  else await members.link(await members.insert(profile), identity);
  return resident;
}

/** A carried message goes at the platform's pace, and the community's clock stands still by itself. */
async function carried(who: Resident, ...words: readonly string[]): Promise<Seen> {
  const fits = () => who.sees().findLast(({ text, fromBot }) => fromBot && words.every((each) => text.includes(each)));
  for (let turn = 0; turn < 30 && !fits(); turn++) await community?.travel(community.now() + MINUTE);
  return newest(who, ...words);
}

/** Through both adapters and the real SDKs, on the platforms' fakes. */
describe.each(['en', 'ar', 'ckb'] as const)('a pair on Slack and Discord, in %s', (language) => {
  it('is introduced where each is, talks through the relay, and no word pings, formats or stays', async () => {
    community = await openCommunity(['slack', 'discord'], language);
    const words = shownIn(language);
    const say = speaker(language);
    const zainab = await member('slack', 'Zainab', language);
    const karwan = await member('discord', 'Karwan', language);
    for (const person of [zainab, karwan]) {
      await person.command('/coffee join');
      await newest(person, words('coffee.standing.in'));
    }
    expect((await newest(karwan, words('people.direct.offer'))).isPrivate).toBe(true);

    await community.travel('2026-12-06T10:05:00+03:00');
    const [forZainab, forKarwan] = [
      await newest(zainab, words('coffee.intro.title', { round: 1 }), words('relay.offer.title')),
      await newest(karwan, words('coffee.intro.title', { round: 1 }), words('relay.offer.title')),
    ];
    expect([forZainab.where, forKarwan.where]).toEqual(['direct', 'group']);
    expect(forZainab.text).toContain('Karwan');
    expect(forKarwan.text).toContain('Zainab');
    await forZainab.press(say.plain('relay.button.accept'));
    await newest(zainab, words('relay.accepted.text', { names: 'Karwan' }));
    await forKarwan.press(say.plain('relay.button.accept'));

    const open = await newest(zainab, words('relay.open.title'));
    await newest(karwan, words('relay.open.title'));
    const nasty = 'Salam @everyone <!channel> *bold* **b** <@U0HANEEN> https://e.example\nسڵاو · مرحبًا';
    await open.press(say.plain('relay.button.write', { name: 'Karwan' }));
    await (await zainab.form()).submit({ [say.plain('relay.form.text', { names: 'Karwan' })]: nasty });
    const there = await carried(karwan, words('relay.word.from', { name: 'Zainab' }));
    expect(there.where).toBe('group');
    expect(there.text).toContain('سڵاو · مرحبًا');
    expect(there.text).toContain('everyone');
    expect(there.pinged).toEqual([]);

    await there.press(say.plain('relay.button.write', { name: 'Zainab' }));
    await (await karwan.form()).submit({ [say.plain('relay.form.text', { names: 'Zainab' })]: 'My number: 0770 <@1> `x`' });
    await newest(karwan, words('relay.word.carried', { names: 'Zainab' }));
    const back = await carried(zainab, words('relay.word.from', { name: 'Karwan' }), 'My number: 0770');
    expect(back.pinged).toEqual([]);

    for (const author of (await community.store.read.members.list({}, { offset: 0, limit: 9 })).members)
      expect(await community.store.read.deliveries.wordsBy(author.id)).toEqual([]);
    expect(JSON.stringify(community.logger.lines)).not.toContain('0770');

    const round = await community.store.read.coffee.currentRound();
    await community.travel((round?.nudgeAt ?? 0) + HOUR);
    for (const person of [zainab, karwan])
      expect(person.sees().filter(({ text }) => text.includes(words('coffee.nudge.text-nobody')))).toEqual([]);

    await back.press(say.plain('relay.button.contact'));
    await newest(karwan, words('relay.ended.contact', { name: 'Zainab' }));
    // Nobody on Discord was written to directly.
    expect(karwan.sees().filter(({ where, fromBot }) => where === 'direct' && fromBot)).toEqual([]);
  }, 60_000);
});
