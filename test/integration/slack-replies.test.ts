import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type SlackHouse, startSlackHouse, visibleText } from '../support/slack/index.js';

let house: SlackHouse;
beforeEach(async () => {
  house = await startSlackHouse();
});
afterEach(async () => {
  await house.close();
});

describe('answers on Slack', () => {
  it('acknowledges a command and answers it privately', async () => {
    const { zainab, channels, slack, inbox, karwan } = house;
    await zainab.command(channels.random, '/coffee join');
    const answer = await zainab.waitFor(channels.random);
    expect(visibleText(answer.blocks)).toContain('Your coffee for December');
    expect(karwan.sees(channels.random)).toHaveLength(0);
    expect(inbox.received.commands[0]).toMatchObject({
      command: 'coffee',
      input: { type: 'text', text: 'join' },
      from: { user: 'U0ZAINAB1', space: slack.team },
    });
    expect(slack.lateAcks()).toEqual([]);
  });
});
