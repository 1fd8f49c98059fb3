import { randomUUID } from 'node:crypto';
import { afterEach, describe, expect, it } from 'vitest';
import type { MessagesPage, Outcome } from '../../adapters/web/protocol.js';
import { MINUTE } from '../../src/core/time.js';
import { webPersonas } from '../../src/demo/index.js';
import { startHttp } from '../../src/http/server.js';
import { withoutDirectionControls } from '../../src/language/index.js';
import { type BothPlatforms, createBothPlatforms } from '../support/both-platforms.js';
import { createDemoWorld } from '../support/demo.js';
import { type PlatformApp, SLACK_CHANNELS, startPlatformApp } from '../support/platform-app.js';
import { visibleText } from '../support/slack/index.js';
import { webClient } from '../support/web-client.js';
import { controlsOf } from '../support/world.js';

let world: BothPlatforms | undefined;
let house: PlatformApp | undefined;
afterEach(async () => {
  await world?.close();
  await house?.close();
  [world, house] = [undefined, undefined];
});

function channelOf({ discord }: PlatformApp, name: string) {
  const found = [...discord.world.channels.values()].find((channel) => channel.name === name);
  if (!found) throw new Error(`no channel ${name}`);
  return found;
}

const GREETING = 'What would you like to do?';
const start = async () => {
  world = await createBothPlatforms();
  return world;
};

describe('whoever writes to the bot', () => {
  it('gets one card with three buttons, whatever they wrote, and another one only after a while', async () => {
    const { addMember, clock } = await start();
    const zahra = await addMember('slack', 'zahra');
    const cards = () => zahra.received().filter(({ text }) => text.includes(GREETING));
    await zahra.write();
    await zahra.write();
    expect(cards()).toHaveLength(1);
    expect(controlsOf(cards()[0]?.message ?? { cards: [] }).map(({ label }) => label)).toEqual([
      'My profile',
      'Coffee chats',
      'What is coming up',
    ]);
    clock.advance(9 * MINUTE);
    await zahra.write();
    expect(cards()).toHaveLength(1);
    clock.advance(MINUTE);
    await zahra.write();
    expect(cards()).toHaveLength(2);
    expect(await zahra.press('assist:run:coffee.status')).toContain('You haven’t joined');
  });

  it('is answered in their direct conversation where they mentioned it in a channel', async () => {
    const { addMember, inChannels } = await start();
    const [zahra, karwan] = [await addMember('slack', 'zahra'), await addMember('discord', 'karwan')];
    for (const person of [zahra, karwan]) {
      await person.write('channel');
      expect(person.received().map(({ to }) => to)).toEqual([`direct:${person.identity.user}`]);
    }
    expect(inChannels()).toEqual([]);
  });

  it('is answered also where they want no direct messages, but only where they write one', async () => {
    const { addMember, store } = await start();
    const karwan = await addMember('discord', 'karwan');
    await store.autocommit.accounts.setDirect(karwan.identity, 'declined');
    await karwan.write('channel');
    expect(karwan.texts()).toEqual([]);
    await karwan.write();
    expect(karwan.texts()).toEqual([expect.stringContaining(GREETING)]);
  });

  it('is answered where they wrote, wherever they are told other things, and not at all where they switched that off', async () => {
    const { addMember, store, person } = await start();
    const zahra = await addMember('slack', 'zahra');
    await store.autocommit.accounts.link(zahra.id, { platform: 'discord', space: 'test', user: 'zahra-d' });
    const onDiscord = person('discord', 'zahra-d');
    await zahra.pressAnyway('members:notice:0', ['assist.answer:here']);
    await onDiscord.write();
    expect(onDiscord.texts()).toEqual([expect.stringContaining(GREETING)]);
    const changed = await zahra.pressAnyway('members:notice:0', ['assist.answer:off']);
    expect(changed).toContain('Changed. Answers to messages that are no commands: off.');
    await zahra.write();
    expect(zahra.texts().filter((text) => text.includes(GREETING))).toEqual([]);
    expect(await zahra.type('/help')).toContain('What you can do here');
  });

  it('is let in as a newcomer, with what is of use to one', async () => {
    const { person } = await start();
    const sara = person('slack', 'sara');
    await sara.write();
    expect((await sara.member()).status).toBe('newcomer');
    const card = sara.received().find(({ text }) => text.includes('Where shall we start?'));
    expect(controlsOf(card?.message ?? { cards: [] }).map(({ action }) => action)).toEqual([
      'assist:run:profile.edit',
      'assist:run:community.about',
      'assist:run:help.',
    ]);
    expect(await sara.press('assist:run:help.')).toContain('What you can do here');
  });

  it('is told how to write to their match instead, where messages are carried', async () => {
    const { addMember, runUntil, round } = await start();
    const zahra = await addMember('slack', 'zahra');
    const karwan = await addMember('discord', 'karwan');
    for (const each of [zahra, karwan]) await each.type('/coffee join');
    await runUntil((await round()).matchingAt + 60 * MINUTE);
    for (const each of [zahra, karwan]) await each.press('relay:accept');
    await zahra.write();
    expect(zahra.texts().at(-1)).toContain('I can’t read what is typed here, so it reached nobody.');
    expect(zahra.texts().some((text) => text.includes(GREETING))).toBe(false);
  });
});

describe('the fakes of the platforms', () => {
  const SECRET = 'hello, my password is plum-orchard';

  it('answer direct messages and mentions, whose text nobody keeps', async () => {
    house = await startPlatformApp();
    const { slack, discord, haneen, dilan, logger, store } = house;
    // On Slack in a direct message.
    const im = slack.addChannel({ id: 'D0HANEEN1', name: 'directmessage', kind: 'im', members: new Set(['U0HANEEN1', slack.bot.user]) });
    await haneen.say(im.id, SECRET);
    await house.settle();
    const greeted = haneen.sees(im.id).filter(({ byBot }) => byBot);
    expect(greeted.map(visibleText).join()).toMatch(/Good to have you here|What would you like to do/);
    // In a channel of Slack, ten minutes later.
    house.clock.advance(10 * MINUTE);
    await haneen.say(SLACK_CHANNELS.general, `<@${slack.bot.user}> ${SECRET}`);
    await house.settle();
    expect(haneen.sees(im.id).filter(({ byBot }) => byBot)).toHaveLength(2);
    expect(haneen.sees(SLACK_CHANNELS.general).filter(({ byBot }) => byBot)).toEqual([]);
    // On Discord in a direct message, and in a channel.
    const direct = dilan.direct();
    dilan.say(direct, 'شلونكم');
    await expect.poll(async () => (await house?.settle(), dilan.sees(direct).length)).toBe(2);
    house.clock.advance(10 * MINUTE);
    const coffee = channelOf(house, 'coffee');
    dilan.say(coffee, `<@${discord.world.bot.id}> ${SECRET}`);
    await expect.poll(async () => (await house?.settle(), dilan.sees(direct).length)).toBe(3);
    expect(dilan.sees(coffee)).toHaveLength(1);
    // The text is nowhere.
    expect(JSON.stringify(logger.lines)).not.toContain('plum-orchard');
    for (const table of ['inbound_events', 'deliveries', 'delivery_words'] as const) {
      expect(JSON.stringify(await store.database.db.selectFrom(table).selectAll().execute())).not.toContain('plum-orchard');
    }
  });

  it('offer /help', async () => {
    house = await startPlatformApp();
    const { discord, haneen, dilan } = house;
    await haneen.command(SLACK_CHANNELS.general, '/help');
    await house.settle();
    const shown = await haneen.waitFor(SLACK_CHANNELS.general, (message) => visibleText(message).includes('What you can do here'));
    expect(visibleText(shown)).toContain('/coffee join');
    const coffee = channelOf(house, 'coffee');
    dilan.command('help', '', {}, coffee);
    await expect
      .poll(() =>
        dilan
          .sees(coffee)
          .map((message) => withoutDirectionControls(discord.words(message)))
          .join(),
      )
      .toContain('What you can do here');
  });
});

describe('the browser chat', () => {
  it('answers what is written to the bot, offers /help, and suggests what was meant', async () => {
    let url = '';
    const demo = await createDemoWorld({ enrolled: 0, residents: false, origins: () => [url] });
    const server = await startHttp({ host: '127.0.0.1', port: 0, routes: [demo.web.app], logger: demo.logger });
    url = `http://127.0.0.1:${server.port}`;
    try {
      const [persona] = webPersonas();
      const chat = webClient({ url }, persona?.user ?? '');
      const direct = await chat.direct();
      const cards = async () =>
        (await chat.get<MessagesPage>(`/api/conversations/${direct}/messages`)).messages.flatMap(({ content }) =>
          content.type === 'cards' ? [JSON.stringify(content.cards)] : [],
        );
      const greetings = async () => (await cards()).filter((card) => card.includes('assist:run:coffee.status'));
      for (const text of ['شلونكم', 'hello, my password is plum-orchard']) {
        await chat.send(direct, text);
        await demo.app.runner.runDue();
      }
      expect(await greetings()).toHaveLength(1);
      const help = await chat.send(direct, '/help');
      expect(JSON.stringify(help.messages)).toContain('/coffee join');
      const guess = await chat.send(direct, '/cofee jion');
      expect(JSON.stringify(guess.messages)).toContain('assist:run:coffee.join');
      const last = guess.messages.at(-1);
      const outcome = await chat.post<Outcome>('/api/actions', {
        id: randomUUID(),
        message: last?.id,
        action: 'assist:run:coffee.join',
        values: [],
      });
      expect(JSON.stringify(outcome.messages)).toContain('coffee:');
      expect(JSON.stringify(demo.logger.lines)).not.toContain('plum-orchard');
    } finally {
      await server.close();
      await demo.stop();
    }
  });
});

describe('a command', () => {
  it('runs from the list of all commands, as if it was typed', async () => {
    const { addMember } = await start();
    const zahra = await addMember('slack', 'zahra');
    const help = await zahra.type('/community help');
    expect(help).toContain('/coffee join');
    expect(help).not.toContain('/community audit');
    expect(await zahra.press('assist:run:0', ['coffee.join'])).toContain('You’re taking part');
    expect(await zahra.pressAnyway('assist:run:community.audit')).toContain('This is for organisers');
    expect(await zahra.pressAnyway('assist:run:coffee.xylophone')).toContain('xylophone');
    expect(await zahra.pressAnyway('assist:run:xylophone.list')).toContain('too old to work');
    expect(await zahra.pressAnyway('assist:run:')).toContain('too old to work');
  });

  it('that needs options opens a form that asks for them', async () => {
    const { addMember, person } = await start();
    const boss = person('slack', 'boss');
    await boss.join();
    const karwan = await addMember('slack', 'karwan');
    expect(await boss.pressAnyway('assist:run:community.appoint')).toBe('form:assist:run:community.appoint');
    expect(await boss.submit('assist:run:community.appoint', { role: ['adviser'], member: 'karwan' })).toContain('advisory committee');
    expect((await karwan.member()).role).toBe('adviser');
    expect(await karwan.pressAnyway('assist:run:community.appoint')).toContain('This is for organisers');
    expect(await karwan.submit('assist:run:community.appoint', { role: ['organiser'], member: 'karwan' })).toContain(
      'This is for organisers',
    );
    expect(await boss.submit('assist:run:community.appoint', { role: ['adviser'], member: 'nobody at all' })).toContain('nobody at all');
  });

  it('that was mistyped is suggested as a button', async () => {
    const { addMember } = await start();
    const zahra = await addMember('slack', 'zahra');
    expect(await zahra.type('/cofee join')).toContain('Did you mean this?');
    expect(await zahra.press('assist:run:coffee.join')).toContain('You’re taking part');
    expect(await zahra.type('/coffee puase')).toContain('I don’t know “/coffee puase”');
    expect(zahra.button('assist:run:')).toBe('assist:run:coffee.pause');
    expect(await zahra.type('/coffee ايقاف')).toContain('Did you mean this?');
    expect(await zahra.type('/comunity audit')).not.toContain('/community audit');
    expect(await zahra.type('/coffee')).toContain('What would you like to do with /coffee?');
    expect(await zahra.type('/coffee xylophone')).toContain('doesn’t know “xylophone”');
    expect(await zahra.type('/xylophone')).toContain('There is no command /xylophone');
  });

  it('keeps what was typed after it', async () => {
    const { addMember, store } = await start();
    const zahra = await addMember('slack', 'zahra');
    const paused = async () => (await store.autocommit.coffee.enrolment(zahra.id))?.pausedUntil ?? null;
    await zahra.type('/coffee join');
    await zahra.type('/coffee puase until:2027-02-14');
    expect(await zahra.press('assist:run:coffee.pause')).toContain('pausing');
    expect(await paused()).toBe('2027-02-14');
    await zahra.type('/coffee join');
    // With a mistyped name, and as a command of its own.
    for (const typed of ['/cofee pause 2027-03-14', '/pause 2027-03-14']) {
      await zahra.type('/coffee join');
      await zahra.type(typed);
      await zahra.press('assist:run:coffee.pause');
      expect(await paused()).toBe('2027-03-14');
    }
    // Letters of every script, and words that a command needs.
    await zahra.type('/profile langauge العربية');
    await zahra.press('assist:run:profile.language');
    expect((await zahra.member()).language).toBe('ar');
    await zahra.type('/profile language English');
    // What has no room in a button is said.
    expect(await zahra.type(`/resources serch ${'women and water '.repeat(6)}`)).toContain('too long for a button');
    // A command that takes nothing runs without what followed it.
    await zahra.type('/coffee jion now');
    expect(await zahra.press('assist:run:coffee.join')).toContain('You’re');
  });
});

describe('what a person says in their own words', () => {
  it.each([
    ['Arabic', 'ar'],
    ['arabic language', 'ar'],
    ['عربي', 'ar'],
    ['اللغة العربية', 'ar'],
    ['عەرەبی', 'ar'],
    ['کوردی', 'ckb'],
    ['كردي', 'ckb'],
    ['Sorani', 'ckb'],
    ['English', 'en'],
    ['EN', 'en'],
    ['إنجليزي', 'en'],
  ])('is a language: %s', async (typed, language) => {
    const { addMember } = await start();
    const zahra = await addMember('slack', 'zahra', { language: language === 'en' ? 'ar' : 'en' });
    await zahra.type(`/profile language ${typed}`);
    expect((await zahra.member()).language).toBe(language);
  });

  it('is answered with an example where it is none', async () => {
    const { addMember } = await start();
    const zahra = await addMember('slack', 'zahra');
    expect(await zahra.type('/profile language Klingon')).toBe('“The language” should be one of: en · ar · ckb. For example: language:en');
    expect((await zahra.member()).language).toBe('en');
    await zahra.type('/coffee join');
    expect(await zahra.type('/coffee pause until the moon is blue')).toContain('You could type /coffee pause two weeks');
  });

  it.each([
    ['next month', '1 January'],
    ['two weeks', '6 December'],
    ['until January', '1 January'],
    ['أسبوعين', '6 December'],
    ['تا کانوونی دووەم', '1 January'],
    ['٢ هەفتە', '6 December'],
    ['2026-12-24', '24 December'],
    ['', '20 December'],
  ])('is a pause: %s', async (typed, day) => {
    const { addMember } = await start();
    const zahra = await addMember('slack', 'zahra');
    await zahra.type('/coffee join');
    expect(await zahra.type(`/coffee pause ${typed}`.trimEnd())).toMatch(new RegExp(`pausing until .*${day}`));
  });

  it('is a pause without an end', async () => {
    const { addMember } = await start();
    const zahra = await addMember('slack', 'zahra');
    await zahra.type('/coffee join');
    expect(await zahra.type("/coffee pause until I'm back")).toContain('One click brings you back');
  });
});
