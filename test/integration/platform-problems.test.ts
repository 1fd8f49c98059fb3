import { afterEach, describe, expect, it } from 'vitest';
import { BOT_SCOPES } from '../../adapters/slack/index.js';
import { withoutDirectionControls } from '../../src/language/index.js';
import type { Platform } from '../../src/ports/chat.js';
import { type PlatformApp, SLACK_CHANNELS, startPlatformApp } from '../support/platform-app.js';
import { visibleText } from '../support/slack/index.js';

/** From the platform's refusal to the sentence that an organiser reads, through the real SDKs and the whole app. */
describe('what is wrong with a platform', () => {
  let house: PlatformApp;
  afterEach(() => house.close());

  const begin = async (...channelOn: Platform[]) => {
    house = await startPlatformApp({ organisersChannelOn: channelOn });
    // What the bare fakes lack is told at the start; the tests look at what comes after.
    await expect.poll(() => house.app.platforms()).toEqual({ slack: true, discord: true });
    await house.settle();
  };
  const logged = (code: string) => expect.poll(() => house.logger.lines.some(({ fields }) => fields['problem'] === code)).toBe(true);
  const onSlack = () => house.haneen.sees(SLACK_CHANNELS.organisers).map((message) => visibleText(message));
  const onDiscord = () => {
    const channel = [...house.discord.world.channels.values()].find(({ name }) => name === 'organisers');
    return channel ? house.dilan.sees(channel).map((message) => house.discord.words(message)) : [];
  };
  const open = async () => (await house.store.autocommit.community.fact('platform.problems')) ?? '';
  const plainly = (text: string) => withoutDirectionControls(text).replaceAll('\\', '');
  const told = (words: string) => [...onSlack(), ...onDiscord()].map(plainly).filter((text) => text.includes(words));

  it('is told once in the organisers’ channel, in the community’s languages, and again only after it was over', async () => {
    await begin('discord');
    const { slack } = house;
    const general = await house.adapters.slack.channel('general');
    if (!general) throw new Error('no channel');
    const post = (key: string) =>
      house.adapters.slack
        .post(general, { cards: [{ language: 'en', blocks: [{ type: 'paragraph', text: ['x'] }] }] }, { key, mentions: new Map() })
        .catch(() => undefined);

    slack.setToken('token_revoked');
    for (const key of ['a', 'b', 'c']) await post(key);
    await house.settle();
    expect(told('SLACK_BOT_TOKEN')).toHaveLength(1);
    expect(told('SLACK_BOT_TOKEN')[0]).toContain('أمر يحتاج إلى تدخّلكم');
    expect(house.app.platforms()).toEqual({ slack: false, discord: true });

    // A restart of the process tells nothing anew.
    house.clock.advance(2 * 3_600_000);
    await post('d');
    await house.settle();
    expect(told('SLACK_BOT_TOKEN')).toHaveLength(1);

    slack.setToken('valid');
    await post('e');
    await house.settle();
    expect(await open()).not.toContain('token-revoked');
    expect(house.app.platforms()).toEqual({ slack: true, discord: true });
    expect(house.metrics.told.problem).toContainEqual(['slack', 'token-revoked', false]);

    slack.setToken('token_revoked');
    await post('f');
    await house.settle();
    expect(told('SLACK_BOT_TOKEN')).toHaveLength(2);
  });

  it('outlives a restart without being told again, and its end is noticed by the next process', async () => {
    await begin('discord');
    const { slack } = house;
    slack.setScopes(Object.keys(BOT_SCOPES).filter((scope) => scope !== 'files:write'));
    await house.restart();
    await house.settle();
    expect(told('files:write')).toHaveLength(1);
    await house.restart();
    await house.settle();
    expect(told('files:write')).toHaveLength(1);
    slack.setScopes(Object.keys(BOT_SCOPES));
    await house.restart();
    await house.settle();
    expect(await open()).not.toContain('files:write');
  });

  it('goes to each organiser in private where they have no channel', async () => {
    await begin();
    await house.haneen.command(SLACK_CHANNELS.general, '/profile show');
    await house.haneen.waitFor(SLACK_CHANNELS.general);
    house.discord.gateway.dispatch({ type: 'GUILD_DELETE', data: { id: house.discord.world.guild.id } });
    await logged('removed-from-server');
    await house.settle();
    const direct = [...house.slack.channels.values()].find(({ kind }) => kind === 'im');
    expect(
      direct &&
        house.haneen
          .sees(direct.id)
          .map((message) => visibleText(message))
          .join(),
    ).toContain('discord-register');
  });

  it('leaves how late each row was begun for whoever watches', async () => {
    await begin('slack');
    const { store, clock, metrics } = house;
    await store.transaction(({ agenda }) => agenda.plan({ key: 'late', kind: 'housekeeping', payload: {}, dueAt: clock.now() }));
    clock.advance(90_000);
    await house.settle();
    expect(metrics.told.begun).toContainEqual(['housekeeping', 90_000]);
  });

  it('stands in /community agenda while it is open', async () => {
    await begin('slack');
    await house.adapters.slack.channel('coffee');
    const coffee = house.slack.channels.get(SLACK_CHANNELS.coffee);
    if (coffee) coffee.archived = true;
    await house.slack.event({ type: 'channel_archive', channel: SLACK_CHANNELS.coffee, user: 'U0HANEEN1' });
    await logged('channel-archived');
    await house.settle();
    expect(told('#coffee is archived')).toHaveLength(1);
    await house.haneen.command(SLACK_CHANNELS.general, '/community agenda');
    const shown = await house.haneen.waitFor(SLACK_CHANNELS.general, (message) => visibleText(message).includes('Needs your attention'));
    expect(plainly(visibleText(shown))).toContain('#coffee is archived');
  });
});
