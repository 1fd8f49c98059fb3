import { expect, it } from 'vitest';
import { BOT_SCOPES } from '../../adapters/slack/index.js';
import type { Message } from '../../src/core/message.js';
import type { Identity } from '../../src/ports/chat.js';
import { startSlackHouse } from '../support/slack/index.js';

const say = (text: string): Message => ({ cards: [{ language: 'en', blocks: [{ type: 'paragraph', text: [text] }] }] });
const none = { mentions: new Map<number, Identity>() };

/** Rights that Slack asks for in order to tell the bot something: no call of ours shows that they are needed. */
const FOR_RECEIVING = ['app_mentions:read', 'commands', 'files:read'];

it('asks for no right that nothing needs', async () => {
  const house = await startSlackHouse({ adapter: { channels: async () => ({ general: 'random' }) } });
  const { adapter, slack } = house;
  const needed = new Set<string>(FOR_RECEIVING);
  const people = Array.from({ length: 10 }, (_, index) => slack.addUser({ id: `U0GUEST${index}1` }).id);
  const person = (user = 'U0ZAINAB1'): Identity => ({ platform: 'slack', space: slack.team, user });
  const everything = async (run: string): Promise<void> => {
    // Somebody new each time, as what is known is not asked for again.
    const partner = slack.addUser({ id: `U0PARTN${run.padStart(2, '0')}` }).id;
    const direct = await adapter.openDirect(person(partner));
    const pair = await adapter.openGroup(`pair:${run}`, [person(), person(partner)], 'Two');
    const many = await adapter.openGroup(`many:${run}`, people.map(person), 'Many');
    house.clock.advance(20 * 60_000);
    slack.channels.get(house.channels.random)?.members.delete(slack.bot.user);
    const channel = await adapter.channel('general');
    if (!channel) throw new Error('no channel');
    for (const to of [direct, pair, many, channel]) {
      await adapter.post(to, say('x'), { key: `k:${run}`, ...none });
      await adapter.find(to, `other:${run}`);
    }
    await adapter.post(
      direct,
      { ...say('x'), files: [{ name: 'a.txt', mediaType: 'text/plain', bytes: new Uint8Array(1) }] },
      { key: `f:${run}`, ...none },
    );
    await slack.event({ type: 'team_join', user: { id: people[0] } });
    const called = (): boolean => slack.calls.some(({ method }) => method === 'users.info');
    await slack.until(called);
  };
  await everything('0');
  for (const [index, scope] of Object.keys(BOT_SCOPES).entries()) {
    slack.setScopes(Object.keys(BOT_SCOPES).filter((each) => each !== scope));
    (slack.calls as unknown[]).length = 0;
    await everything(String(index + 1)).catch(() => {});
    if (slack.calls.some(({ error }) => error === 'missing_scope')) needed.add(scope);
  }
  expect([...needed].sort()).toEqual(Object.keys(BOT_SCOPES).sort());
  await house.close();
});
