import { afterEach, describe, expect, it } from 'vitest';
import type { FormValues } from '../../src/core/message.js';
import { withoutDirectionControls } from '../../src/language/index.js';
import { createTopicsWorld, type TopicsWorld } from '../support/topics.js';
import { textOf, type WorldOptions } from '../support/world.js';

let world: TopicsWorld;
afterEach(() => world.close());

const WEBINAR = { title: 'Safe spaces, step by step', kind: ['webinar'], date: '2026-12-06', startTime: '10:00', endTime: '11:30' };

async function open(options: WorldOptions = {}): Promise<void> {
  world = await createTopicsWorld({ start: '2026-11-22T09:00:00+03:00', ...options });
}

/** A draft with a link. */
async function draft(given: FormValues = {}): Promise<void> {
  await world.boss.submit('events:new:0', { ...WEBINAR, ...given });
  const details = { about: 'What we learned', format: ['virtual'], place: '', link: 'meet.example.org/abc', language: ['en'] };
  await world.boss.submit(world.boss.control('events:details').action, details);
}

async function announced(given: FormValues = {}): Promise<void> {
  await draft(given);
  await world.boss.press('events:announce');
  await world.runner.runDue();
}

const said = (key: string) => world.sent.filter((sent) => sent.key.startsWith(key)).map(({ text }) => text);
const shown = async () => textOf(await world.zahra.type('/events show 1'));

describe('people of an event', () => {
  const add = async (form: 'add' | 'guest', values: FormValues) => {
    await world.boss.type('/events edit 1');
    await world.boss.press('events:people');
    return textOf(await world.boss.submit(world.boss.control(`events:people-${form}`).action, values));
  };

  it('are named once they say yes; who makes an event hosts it', async () => {
    await open();
    await draft();
    expect(textOf(await world.boss.type('/events edit 1'))).toContain('Host: boss (has not agreed yet)');
    expect(await add('add', { role: ['speaker'], name: 'somebody' })).toContain('somebody');
    expect(await add('add', { role: ['speaker'], name: 'karwan' })).toContain('I ask karwan');
    expect(await add('add', { role: ['speaker'], name: 'karwan' })).toContain('has that part already');
    expect(await add('guest', { role: ['speaker'], name: 'Dr Salma @everyone', about: 'University of Basra' })).toContain('Dr Salma');
    await world.runner.runDue();
    expect(world.karwan.received()).toEqual([expect.stringContaining('Would you take part in “Safe spaces')]);
    await world.boss.type('/events edit 1');
    await world.boss.press('events:announce');
    await world.runner.runDue();
    const [post] = world.fake.posted.filter(({ key }) => key === 'events:announcement:1');
    expect(withoutDirectionControls(post?.text ?? '')).toContain('Speaker: Dr Salma @everyone (University of Basra)');
    expect(await shown()).not.toMatch(/karwan|boss/);
    expect(textOf(await world.zahra.pressAnyway('events:part-yes:2'))).toContain('changed since');
    world.karwan.lookAtMessages();
    expect(textOf(await world.karwan.press('events:part-yes'))).toContain('Thank you!');
    await world.runner.runDue();
    expect(await shown()).toContain('Speakers: karwan and Dr Salma');
    expect(world.updates.at(-1)).toContain('karwan');
    await world.boss.type('/events edit 1');
    await world.boss.press('events:people');
    await world.boss.press('events:part-yes');
    expect(await shown()).toContain('Host: boss');
  });

  it('can say no, leave or be erased: organisers hear of it and are asked for somebody else', async () => {
    await open();
    await announced();
    await add('add', { role: ['speaker'], name: 'karwan' });
    await add('add', { role: ['host'], name: 'lava' });
    await world.runner.runDue();
    await world.karwan.press('events:part-yes');
    expect(textOf(await world.karwan.press('events:part-no'))).toContain('The organisers hear');
    await world.lava.press('events:part-yes');
    await world.lava.leave();
    await world.runner.runDue();
    expect(said('events:people:refused')).toEqual([expect.stringContaining('karwan can’t take part')]);
    expect(said('events:people:gone')).toEqual([expect.stringContaining('The part is free again: Host')]);
    expect(await shown()).not.toMatch(/karwan|lava/);
  });
});
