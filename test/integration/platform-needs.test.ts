import { GatewayIntentBits } from 'discord.js';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { BOT_SCOPES, NEEDS } from '../../adapters/slack/index.js';
import { createFeatureSet } from '../../src/feature-api/index.js';
import { features } from '../../src/features/index.js';
import { withoutDirectionControls } from '../../src/language/index.js';
import { changeSettings } from '../../src/settings/index.js';
import { suggestions as migration } from '../fixtures/feature/migrations/9000_suggestions.js';
import type { FakeInteraction } from '../support/discord/interactions.js';
import { addExampleCatalogues, removeExampleCatalogues } from '../support/example/catalogues.js';
import { type PlatformApp, startPlatformApp } from '../support/platform-app.js';

addExampleCatalogues();
afterAll(removeExampleCatalogues);
// After its texts: where settings are declared, those of their form are checked.
const { suggestions } = await import('../fixtures/feature/src/features/suggestions/index.js');
const { suggestionsSection } = await import('../fixtures/feature/src/features/suggestions/settings.js');

const { DirectMessages, Guilds, GuildMembers, GuildMessages, GuildMessageReactions, GuildScheduledEvents, MessageContent } =
  GatewayIntentBits;
const ALWAYS = Guilds | GuildMembers | GuildMessages | DirectMessages | GuildScheduledEvents;

/** A setting that needs rights, through the whole app and the real SDKs. */
describe('what a setting needs of the platforms', () => {
  let house: PlatformApp;
  beforeEach(async () => {
    house = await startPlatformApp({ features: createFeatureSet([...features.all, suggestions]), organisersChannelOn: ['discord'] });
    await migration(house.store.database.traits).up(house.store.database.db);
    await expect.poll(() => house.app.platforms()).toEqual({ slack: true, discord: true });
    await house.settle();
  });
  afterEach(() => house.close());

  const set = (reading: boolean) =>
    changeSettings(house.app.contexts.autocommit, null, (before) => ({
      suggestions: { ...suggestionsSection.of(before), reading },
    }));
  const isSet = async () => suggestionsSection.of(await house.app.contexts.autocommit.community.settings()).reading;
  const intents = () => house.discord.gateway.intents();
  const identified = () => house.discord.gateway.counts.identified;
  const organisers = () => {
    const channel = [...house.discord.world.channels.values()].find(({ name }) => name === 'organisers');
    return channel ? house.dilan.sees(channel).map((message) => withoutDirectionControls(house.discord.words(message))) : [];
  };
  const told = (words: string) => organisers().filter((text) => text.includes(words));

  it('is asked for when the setting is switched on, and no longer than that', async () => {
    house.discord.world.privileged.content = true;
    expect(intents()).toEqual([ALWAYS]);
    await house.app.needs.look();
    expect(identified()).toBe(1);
    await set(true);
    await house.app.needs.look();
    expect(intents()).toEqual([ALWAYS | MessageContent | GuildMessageReactions]);
    await house.app.needs.look();
    expect(identified()).toBe(2);
    expect(await isSet()).toBe(true);
    await set(false);
    await house.app.needs.look();
    expect(intents()).toEqual([ALWAYS]);
    expect(house.app.platforms()).toMatchObject({ discord: true });
  });

  it('is asked for at the next start', async () => {
    house.discord.world.privileged.content = true;
    await set(true);
    await house.restart();
    await house.app.needs.look();
    expect(intents()).toEqual([ALWAYS | MessageContent | GuildMessageReactions]);
  });

  it('refused by Discord, it switches the setting off again, and organisers are told where to allow it, each time', async () => {
    for (const time of [1, 2]) {
      await set(true);
      await house.app.needs.look();
      expect(await isSet()).toBe(false);
      expect(intents()).toEqual([ALWAYS]);
      await house.settle();
      expect(told('Message Content Intent')).toHaveLength(time);
      expect(house.app.platforms()).toMatchObject({ discord: true });
    }
    const [entry] = await house.app.contexts.autocommit.audit.list({ offset: 0, limit: 1 });
    expect(entry).toMatchObject({ actor: null, action: 'settings.change', details: { area: 'suggestions', reading: false } });
    // Somebody allows it.
    house.discord.world.privileged.content = true;
    await set(true);
    await house.app.needs.look();
    await house.settle();
    expect(await isSet()).toBe(true);
    expect(intents()).toEqual([ALWAYS | MessageContent | GuildMessageReactions]);
    expect(await house.store.autocommit.community.fact('platform.problems')).not.toContain('content-intent-missing');
  });

  it('what is refused at a start, or by a later connection, is switched off too', async () => {
    house.discord.world.privileged.content = true;
    await set(true);
    await house.app.needs.look();
    house.discord.world.privileged.content = false;
    house.discord.gateway.forget();
    house.discord.gateway.cut();
    await house.discord.until(() => intents().length === 1 && intents()[0] === (ALWAYS | GuildMessageReactions));
    await expect.poll(() => house.app.platforms()).toMatchObject({ discord: true });
    await house.app.needs.look();
    expect(await isSet()).toBe(false);
    await set(true);
    await house.restart();
    await house.app.needs.look();
    expect(await isSet()).toBe(false);
    expect(intents()).toEqual([ALWAYS]);
  });

  it('loses nothing that happens while it connects anew', async () => {
    house.discord.world.privileged.content = true;
    const coffee = [...house.discord.world.channels.values()].find(({ name }) => name === 'coffee');
    if (!coffee) throw new Error('no channel');
    const before = house.discord.interactions.all.length;
    await set(true);
    const looking = house.app.needs.look();
    const commands: FakeInteraction[] = [];
    for (let index = 0; index < 20; index += 1) {
      commands.push(house.dilan.command('community', 'help', {}, coffee));
      await new Promise((resolve) => setImmediate(resolve));
    }
    await looking;
    expect(identified()).toBe(2);
    await house.discord.until(() => commands.every(({ answer }) => answer !== undefined));
    expect(house.discord.interactions.all).toHaveLength(before + 20);
  });

  it('lacking on Slack, it is named with the way to mend it, and nothing is switched off', async () => {
    house.discord.world.privileged.content = true;
    await set(true);
    await house.app.needs.look();
    await house.settle();
    expect(await isSet()).toBe(true);
    expect(told('reactions:read')).toHaveLength(1);
    expect(told('reactions:read')[0]).toContain('slack-manifest');
    const open = () => house.store.autocommit.community.fact('platform.problems');
    expect(await open()).toContain('reactions:read');
    await set(false);
    await house.app.needs.look();
    await house.settle();
    expect(await open()).not.toContain('reactions:read');
    await set(true);
    await house.app.needs.look();
    await house.settle();
    expect(await open()).toContain('reactions:read');
    house.slack.setScopes([...Object.keys(BOT_SCOPES), ...Object.keys(NEEDS['thread-reactions'].scopes)]);
    await house.adapters.slack.channel('general');
    await house.adapters.slack.openDirect({ platform: 'slack', space: house.slack.team, user: 'U0HANEEN1' });
    await house.settle();
    expect(await open()).not.toContain('reactions:read');
  });
});
