import { expect } from 'vitest';
import type { Person as DiscordPerson, FakeDiscord } from './discord/index.js';
import { SLACK_CHANNELS } from './platform-app.js';
import type { FakeSlack, Person as SlackPerson } from './slack/index.js';

/** A community on both fakes, with an organiser on each. */
export interface Life {
  readonly slack: FakeSlack;
  readonly discord: FakeDiscord;
  readonly haneen: SlackPerson;
  readonly dilan: DiscordPerson;
  /** The names of all members. */
  people(): Promise<readonly string[]>;
  /** Runs what is due until nothing is. */
  settle(): Promise<void>;
  /** Lets a moment pass. */
  pass(): Promise<void> | void;
}

export interface Newcomers {
  /** The second of each leaves again. */
  readonly slack: readonly [string, string];
  readonly discord: readonly [string, string];
}

const PATIENCE = { timeout: 30_000 };

function actionIn(blocks: unknown, prefix: string): string {
  const found = new RegExp(`"action_id":"(${prefix}[^"]*)"`).exec(JSON.stringify(blocks))?.[1];
  if (found === undefined) throw new Error(`no ${prefix} there`);
  return found;
}

/** Every kind of event that the platforms tell us of; of the newcomers, one on each platform leaves again. */
export async function live(house: Life, newcomers: Newcomers = { slack: ['Nadia', 'Rana'], discord: ['Shilan', 'Amal'] }): Promise<void> {
  const { slack, discord, haneen, dilan, people } = house;
  const [stays, leaves] = newcomers.slack.map((name) => ({ name: name.toLowerCase(), realName: name, id: `U0${name.toUpperCase()}` }));
  if (!stays || !leaves) throw new Error('two newcomers on Slack');
  const quiet = () => house.settle();

  // Slack: commands, buttons, forms, messages, people and channels.
  await haneen.command(SLACK_CHANNELS.general, '/community agenda');
  const agenda = await haneen.waitFor(SLACK_CHANNELS.general, (message) =>
    JSON.stringify(message.blocks).includes('community:agenda:recent'),
  );
  await haneen.click(agenda, actionIn(agenda.blocks, 'community:agenda:recent'));
  await quiet();
  await haneen.command(SLACK_CHANNELS.general, '/community setup');
  const setup = await haneen.waitFor(SLACK_CHANNELS.general, (message) => JSON.stringify(message.blocks).includes('community:setup'));
  await haneen.click(setup, actionIn(setup.blocks, 'community:setup'));
  await slack.until(() => haneen.dialog() !== undefined, 'a dialog');
  await haneen.submit({ name: 'River Cities' });
  await haneen.say(SLACK_CHANNELS.coffee, 'hello');
  slack.addUser(stays);
  slack.channels.get(SLACK_CHANNELS.general)?.members.add(stays.id);
  await slack.event({ type: 'team_join', user: { id: stays.id } });
  await slack.event({ type: 'member_joined_channel', user: stays.id, channel: SLACK_CHANNELS.general });
  await haneen.openHome();
  slack.addUser(leaves);
  await slack.event({ type: 'team_join', user: { id: leaves.id } });
  // Whoever has left before the bot looks is nobody to it.
  await expect.poll(people, PATIENCE).toEqual(expect.arrayContaining([...newcomers.slack]));
  await quiet();
  const left = slack.users.get(leaves.id);
  if (left) left.deleted = true;
  await slack.event({ type: 'user_change', user: { id: leaves.id, deleted: true } });
  for (const type of ['channel_rename', 'channel_created', 'channel_archive', 'channel_unarchive']) {
    // Old news, as a late copy brings it: the channel is open.
    await slack.event({ type, channel: SLACK_CHANNELS.coffee });
  }
  await quiet();

  // Discord: commands, buttons, messages, people, threads and channels.
  const asked = dilan.command('community', 'agenda');
  await discord.until(() => asked.messages.length > 0);
  const [shown] = asked.messages;
  if (!shown) throw new Error('no answer');
  const id = /"custom_id":"([^"]*community:agenda:recent[^"]*)"/.exec(JSON.stringify(shown.message.components))?.[1] ?? '';
  dilan.press(shown, id);
  await quiet();
  const coffee = [...discord.world.channels.values()].find(({ name }) => name === 'coffee');
  if (coffee) dilan.say(coffee, 'good morning');
  const leaver = discord.person(newcomers.discord[1]);
  await expect.poll(people, PATIENCE).toContain(newcomers.discord[1]);
  await house.pass();
  leaver.leave();
  await expect.poll(() => house.discord.gateway.connected(), PATIENCE).toBe(true);
  await house.pass();
  const stayer = discord.person(newcomers.discord[0]);
  await expect.poll(people, PATIENCE).toContain(newcomers.discord[0]);
  stayer.command('community', 'about');
  await quiet();
}
