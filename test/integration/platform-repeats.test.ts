import { describe, expect, it } from 'vitest';
import type { Dispatch } from '../support/discord/gateway.js';
import { createEcho, seeded } from '../support/echo.js';
import { type PlatformApp, SLACK_CHANNELS, startPlatformApp } from '../support/platform-app.js';
import { live } from '../support/platform-life.js';
import { visibleText } from '../support/slack/index.js';
import type { TestStore } from '../support/store.js';

const TIMES = 4;

/** What a community and its members have after it all: rows without their numbers, and what people see. */
async function stateOf(house: PlatformApp) {
  const { autocommit: read } = house.store;
  const members = await read.members.list({}, { offset: 0, limit: 100 });
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

async function peopleOf({ autocommit: read }: TestStore): Promise<readonly string[]> {
  const members = await read.members.list({}, { offset: 0, limit: 100 });
  return members.map(({ name }) => name);
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
    await live({ ...house, people: () => peopleOf(house.store), pass: () => house.clock.advance(1000) });
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
