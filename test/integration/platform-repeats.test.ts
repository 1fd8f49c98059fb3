import { describe, expect, it } from 'vitest';
import type { Dispatch } from '../support/discord/gateway.js';
import { createEcho, seeded } from '../support/echo.js';
import { type PlatformApp, SLACK_CHANNELS, startPlatformApp } from '../support/platform-app.js';
import { visibleText } from '../support/slack/index.js';

const TIMES = 4;

/** What a community and its members have after it all: rows without their numbers, and what people see. */
async function stateOf(house: PlatformApp) {
  const { read } = house.store;
  const { members } = await read.members.list({}, { offset: 0, limit: 100 });
  const coffee = [...house.discord.world.channels.values()].find(({ name }) => name === 'coffee');
  return {
    members: members
      .map(({ name, status, role, language }) => ({ name, status, role, language }))
      .toSorted((a, b) => a.name.localeCompare(b.name)),
    settings: await read.community.settings(),
    audit: (await read.audit.list({ offset: 0, limit: 100 })).map(({ action }) => action).toSorted(),
    deliveries: (await read.deliveries.list({ limit: 200 })).map(({ kind, to, state }) => `${kind} ${to.to} ${state}`).toSorted(),
    agenda: (await read.agenda.list({ limit: 500 })).map(({ kind, state }) => `${kind} ${state}`).toSorted(),
    conversations: [...house.slack.channels.values()].filter(({ kind }) => kind === 'im').length,
    hanaSees: [...house.slack.channels.keys()]
      .flatMap((channel) => house.haneen.sees(channel).map((message) => visibleText(message)))
      .toSorted(),
    dilanSees: [...house.discord.world.channels.values()]
      .flatMap((channel) => house.dilan.sees(channel).map((message) => house.discord.words(message)))
      .toSorted(),
    said: coffee?.messages.length,
  };
}

function actionIn(blocks: unknown, prefix: string): string {
  const found = new RegExp(`"action_id":"(${prefix}[^"]*)"`).exec(JSON.stringify(blocks))?.[1];
  if (found === undefined) throw new Error(`no ${prefix} there`);
  return found;
}

/** Every kind of event that the platforms tell us of. */
async function live(house: PlatformApp): Promise<void> {
  const { slack, discord, haneen, dilan, store } = house;
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
  slack.addUser({ id: 'U0NADIA01', name: 'nadia', realName: 'Nadia' });
  slack.channels.get(SLACK_CHANNELS.general)?.members.add('U0NADIA01');
  await slack.event({ type: 'team_join', user: { id: 'U0NADIA01' } });
  await slack.event({ type: 'member_joined_channel', user: 'U0NADIA01', channel: SLACK_CHANNELS.general });
  await haneen.openHome();
  slack.addUser({ id: 'U0RANA001', name: 'rana', realName: 'Rana' });
  await slack.event({ type: 'team_join', user: { id: 'U0RANA001' } });
  await quiet();
  const rana = slack.users.get('U0RANA001');
  if (rana) rana.deleted = true;
  await slack.event({ type: 'user_change', user: { id: 'U0RANA001', deleted: true } });
  for (const type of ['channel_rename', 'channel_created', 'channel_archive', 'channel_unarchive']) {
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
  const amal = discord.person('Amal');
  await expect
    .poll(async () => (await store.read.members.list({}, { offset: 0, limit: 100 })).members.map(({ name }) => name))
    .toContain('Amal');
  house.clock.advance(1000);
  amal.leave();
  await expect.poll(() => house.discord.gateway.connected()).toBe(true);
  house.clock.advance(1000);
  const shilan = discord.person('Shilan');
  await expect
    .poll(async () => (await store.read.members.list({}, { offset: 0, limit: 100 })).members.map(({ name }) => name))
    .toContain('Shilan');
  shilan.command('community', 'about');
  await quiet();
}

async function run(seed: number | undefined) {
  const house = await startPlatformApp();
  try {
    await expect.poll(() => house.app.platforms()).toEqual({ slack: true, discord: true });
    await house.settle();
    let repeated = 0;
    const { slack, discord } = house;
    const random = seeded(seed ?? 0);
    const send = slack.send.bind(slack);
    const dispatch = discord.gateway.dispatch.bind(discord.gateway);
    const onSlack = createEcho<Parameters<typeof send>>(TIMES, random, async (given) => void (await send(...given).catch(() => undefined)));
    const onDiscord = createEcho<Dispatch>(TIMES, random, (event) => dispatch(event));
    if (seed !== undefined) {
      Object.assign(slack, {
        async send(...given: Parameters<typeof send>) {
          const answer = await send(...given);
          await onSlack.heard(given);
          return answer;
        },
      });
      Object.assign(discord.gateway, {
        dispatch(event: Dispatch) {
          dispatch(event);
          void onDiscord.heard(event);
        },
      });
    }
    await live(house);
    if (seed !== undefined) repeated = (await onSlack.rest()) + (await onDiscord.rest());
    // A last word on each line: what was told before it has been heard.
    await house.haneen.say(SLACK_CHANNELS.coffee, 'the last');
    const last = house.dilan.command('community', 'about');
    await discord.until(() => last.messages.length > 0);
    await house.settle();
    return { state: await stateOf(house), repeated };
  } finally {
    await house.close();
  }
}

describe('events that come four times and out of order', () => {
  it.each([7, 8])(
    'leave the same behind as those that come once (%i)',
    async (seed) => {
      const once = await run(undefined);
      const often = await run(seed);
      expect(often.repeated).toBeGreaterThan(20);
      expect(often.state).toEqual(once.state);
      expect(once.state.members.map(({ name }) => name)).toEqual(expect.arrayContaining(['Amal', 'Nadia', 'Rana', 'Shilan']));
      expect(once.state.audit).toContain('community.setup');
    },
    60_000,
  );
});
