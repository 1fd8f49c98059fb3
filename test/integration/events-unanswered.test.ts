import { afterEach, describe, expect, it } from 'vitest';
import { noticesStore } from '../../src/features/members/store/index.js';
import { insertEvent, insertSpeaker } from '../support/events.js';
import { createTopicsWorld, type TopicsWorld } from '../support/topics.js';
import { textOf, type WorldOptions } from '../support/world.js';

let world: TopicsWorld;
afterEach(() => world.close());

const open = async (options: WorldOptions = {}) => {
  world = await createTopicsWorld({ start: '2026-11-22T09:00:00+03:00', ...options });
  return world.store.autocommit;
};
const write = () => world.boss.submit('events:message:1', { whom: ['unanswered'], words: 'Will you come?' });
const told = () => world.sent.filter(({ key }) => key.startsWith('events:message:')).map(({ to }) => to);

describe('a message to those who have not answered', () => {
  it('reaches everyone whom organisers chose by name, and who has not answered', async () => {
    const { tx, events } = await open();
    const now = world.clock.now();
    const event = await insertEvent(tx, now, { audience: { to: 'members' } });
    await events.addListed(event, [world.id('zahra'), world.id('karwan'), world.id('lava')], now);
    await world.karwan.pressAnyway('events:answer:1.no');
    expect(JSON.stringify(await world.boss.type('/events message 1'))).toContain('No answer yet: 2');
    await noticesStore(tx).choose(world.id('lava'), { notice: 'events.messages', choice: 'off', platform: null });
    expect(textOf(await write())).toContain('Gets it: 2 people');
    await world.boss.press('events:message-send');
    await world.runner.runDue();
    expect(told()).toEqual(['direct:zahra']);
  });

  it('reaches of those an open event is for only who wants to be asked, and says how many others there are', async () => {
    const { tx, organisations, members } = await open();
    const now = world.clock.now();
    const event = await insertEvent(tx, now, { audience: { to: 'sectors', sectors: ['protection'] } });
    for (const user of ['zahra', 'karwan', 'lava', 'adviser']) await members.update(world.id(user), { sectors: ['protection'] });
    await members.update(world.id('boss'), { sectors: [] });
    for (const organisation of await organisations.list()) await organisations.update(organisation.id, { sectors: [] });
    // A speaker is not asked whether they come.
    await insertSpeaker(tx, event, world.id('adviser'), now);
    expect(JSON.stringify(await world.boss.type('/events message 1'))).not.toContain('No answer yet');
    expect(textOf(await write())).toContain('Nobody');
    for (const user of ['zahra', 'boss']) {
      await noticesStore(tx).choose(world.id(user), { notice: 'events.asking', choice: 'here', platform: null });
    }
    const preview = textOf(await write());
    expect(preview).toContain('Gets it: one person');
    expect(preview).toContain('2 more people it is for haven’t answered');
    await world.boss.press('events:message-send');
    await world.runner.runDue();
    expect(told()).toEqual(['direct:zahra']);
  });

  it('says to how many it may not write first', async () => {
    const { tx, events } = await open({ capabilities: { unaskedDirectMessages: false } });
    const now = world.clock.now();
    const event = await insertEvent(tx, now, { audience: { to: 'members' } });
    await events.addListed(event, [world.id('zahra'), world.id('karwan')], now);
    await world.zahra.pressAnyway('events:show:1');
    expect(textOf(await write())).toContain('I can’t write to one of them first');
  });
});
