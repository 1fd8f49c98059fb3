import { afterEach, describe, expect, it } from 'vitest';
import type { ChannelPurpose } from '../../src/ports/chat.js';
import { type SlackHouse, startSlackHouse } from '../support/slack/index.js';

const PURPOSES: readonly ChannelPurpose[] = [
  { name: 'news', usualNames: ['general'], readers: 'everyone', welcomes: false },
  { name: 'meetings', usualNames: ['meetings', 'لقاءات'], readers: 'everyone', fallback: 'news', welcomes: true },
  { name: 'board', usualNames: ['board'], readers: 'organisers', welcomes: false },
];

describe('channel purposes on Slack', () => {
  let house: SlackHouse;
  afterEach(() => house.close());

  it('come from the options, with their usual names in any language', async () => {
    house = await startSlackHouse({ adapter: { purposes: PURPOSES } });
    const { adapter, slack, channels } = house;
    slack.addChannel({ id: 'C0MEETING', name: 'لقاءات', members: new Set([slack.bot.user]) });
    expect((await adapter.channel('meetings'))?.id).toBe('C0MEETING');
    expect((await adapter.channel('news'))?.id).toBe(channels.general);
    expect(await adapter.channel('coffee')).toBeUndefined();
  });

  it('find the default channel of the workspace also when it was renamed', async () => {
    house = await startSlackHouse({ adapter: { purposes: PURPOSES } });
    const { adapter, slack, channels } = house;
    const general = slack.channels.get(channels.general);
    if (general) general.name = 'everybody';
    expect((await adapter.channel('news'))?.id).toBe(channels.general);
  });

  it('keep what organisers read out of public channels', async () => {
    house = await startSlackHouse({ adapter: { purposes: PURPOSES } });
    const { adapter, slack } = house;
    slack.addChannel({ id: 'C0BOARD01', name: 'board', members: new Set([slack.bot.user]) });
    expect(await adapter.channel('board')).toBeUndefined();
    expect(await adapter.checkChannel('board', 'board')).toBe('open');
    expect(await adapter.checkChannel('meetings', 'board')).toBe('usable');
  });

  it('welcome people only in the channels of the purposes that do', async () => {
    house = await startSlackHouse({ adapter: { purposes: PURPOSES } });
    const { slack, channels, inbox } = house;
    slack.addChannel({ id: 'C0MEETING', name: 'meetings', members: new Set([slack.bot.user]) });
    slack.addUser({ id: 'U0NADIA01', realName: 'Nadia' });
    slack.addUser({ id: 'U0OMAR001', realName: 'Omar' });
    await slack.event({ type: 'member_joined_channel', user: 'U0OMAR001', channel: channels.general, channel_type: 'C' });
    await slack.event({ type: 'member_joined_channel', user: 'U0NADIA01', channel: 'C0MEETING', channel_type: 'C' });
    await expect.poll(() => inbox.received.joins.map(({ from }) => from.user)).toEqual(['U0NADIA01']);
  });
});
