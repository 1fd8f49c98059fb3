import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Message } from '../../src/core/message.js';
import { between, DAY, MINUTE } from '../../src/core/time.js';
import { createMemoryPace } from '../../src/pace/memory.js';
import { type ConversationRef, DeliveryError, type Identity, type MessageRef } from '../../src/ports/chat.js';
import { deliverAsTheJob, loseAnswersOnSlack } from '../support/dropped-answers.js';
import { createOpenPace } from '../support/pace.js';
import { type SlackHouse, startSlackHouse, visibleText } from '../support/slack/index.js';
import { longCard } from '../unit/slack/cards.js';

let house: SlackHouse;
const none = { mentions: new Map<number, Identity>() };
const say = (text: string): Message => ({ cards: [{ language: 'en', blocks: [{ type: 'paragraph', text: [text] }] }] });
const person = (user = 'U0ZAINAB1'): Identity => ({ platform: 'slack', space: house.slack.team, user });

beforeEach(async () => {
  house = await startSlackHouse();
});
afterEach(async () => {
  await house.close();
});

const deliver = (to: ConversationRef, message: Message, key: string) => deliverAsTheJob(house, { to, message, key });

const outcomeOf = async (work: Promise<unknown>): Promise<DeliveryError> => {
  const error = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof DeliveryError)) throw new Error('expected a DeliveryError');
  return error;
};

describe('deliveries on Slack', () => {
  it('shows a message exactly once, however its answer was lost', async () => {
    const { shown, expected } = await loseAnswersOnSlack(30);
    expect(shown).toEqual(expected);
  });

  it('gives up waiting for a hung call, and finds what it did', async () => {
    const to = await house.adapter.openDirect(person());
    house.slack.fail('chat.postMessage', { type: 'hang' });
    expect((await outcomeOf(house.adapter.post(to, say('hello'), { key: 'h', ...none }))).outcome).toBe('ambiguous');
    expect(await house.adapter.find(to, 'h')).toBeUndefined();
  });

  it('looks back as far as a message may be old', async () => {
    const to = await house.adapter.openDirect(person());
    const since = house.clock.now();
    const posted = await house.adapter.post(to, say('hello'), { key: 'old', ...none });
    house.clock.advance(9 * DAY);
    const adapter = await house.restart();
    expect(await adapter.find(to, 'old')).toBeUndefined();
    expect(await adapter.find(to, 'old', since)).toEqual(posted);
  });

  it('takes up a message of several parts where it broke off', async () => {
    const message = { cards: [longCard(60)] };
    await house.adapter.post(await house.adapter.openDirect(person('U0HAIDER1')), message, { key: 'whole', ...none });
    const whole = house.slack.messages.map(({ text }) => text);
    expect(whole.length).toBeGreaterThan(2);
    const to = await house.adapter.openDirect(person());
    const faults = [{ type: 'commit-then-drop' }, { type: 'drop' }, { type: 'rate-limit', seconds: 900 }] as const;
    for (const [index, fault] of faults.entries()) {
      house.slack.messages.length = 0;
      // The first part comes through; the second does not, or its answer is lost.
      house.slack.fail('chat.postMessage', fault, 1, 1);
      const { ref, tries } = await deliver(to, message, `long:${index}`);
      expect(tries).toBe(2);
      expect(house.zainab.sees(to.id).map(({ text }) => text)).toEqual(whole);
      expect(ref.id.split(',')).toHaveLength(whole.length);
    }
  });

  describe('to a person with whom no conversation can be opened now', () => {
    const file = { name: 'plan.pdf', mediaType: 'application/pdf', bytes: new Uint8Array([1, 2, 3]) };
    const opened = () => house.slack.calls.filter(({ method }) => method === 'conversations.open').length;
    const seen = () => house.zainab.sees([...house.slack.channels.values()].find(({ kind }) => kind === 'im')?.id ?? '');
    let to: ConversationRef;
    beforeEach(async () => {
      house.slack.fail('conversations.open', { type: 'rate-limit', seconds: 60 });
      to = await house.adapter.openDirect(person());
      expect(to).toMatchObject({ id: 'U0ZAINAB1', kind: 'direct' });
    });

    it('arrives all the same, and says where it stands', async () => {
      const { ref, tries } = await deliver(to, { cards: [longCard(60)] }, 'first');
      expect(tries).toBe(1);
      expect(seen().length).toBeGreaterThan(2);
      expect(ref.conversation.id).toMatch(/^D/);
      expect(ref.id.split(',')).toHaveLength(seen().length);
      expect(opened()).toBe(0);
      await house.adapter.update(ref, say('changed'), none);
      expect(seen().map(({ text }) => text)).toEqual(['changed']);
      expect(await house.adapter.openDirect(person())).toEqual(ref.conversation);
      expect(opened()).toBe(0);
    });

    it('arrives once, however its answer was lost', async () => {
      for (const [index, fault] of [
        { type: 'commit-then-drop' },
        { type: 'drop' },
        { type: 'commit-then-status', status: 500 },
      ].entries()) {
        house.slack.fail('chat.postMessage', fault as Parameters<typeof house.slack.fail>[1]);
        const { ref } = await deliver(to, say(`hello ${index}`), `lost:${index}`);
        expect(ref.conversation.id).toMatch(/^D/);
        await house.adapter.post(to, say(`hello ${index}`), { key: `lost:${index}`, ...none });
      }
      expect(seen().map(({ text }) => text)).toEqual(['hello 0', 'hello 1', 'hello 2']);
    });

    it('comes with its files once the conversation is open', async () => {
      const { ref } = await deliver(to, { ...say('The plan'), files: [file] }, 'plan');
      expect(ref.conversation.id).toMatch(/^D/);
      expect(seen().flatMap(({ files }) => files.map(({ name }) => name))).toEqual(['plan.pdf']);
    });
  });

  it('keeps to one message a second within a delivery of several parts', async () => {
    await house.close();
    house = await startSlackHouse({ slack: { pace: true } });
    const to = await house.adapter.openDirect(person());
    const { tries } = await deliver(to, { cards: [longCard(60)] }, 'paced');
    expect(tries).toBe(1);
    expect(house.waits).toContain(1_000);
  });

  it('sends files with their message, once, also when an answer is lost', async () => {
    const to = await house.adapter.openDirect(person());
    const file = { name: '../شرائح 1.pdf', mediaType: 'application/pdf', bytes: new Uint8Array([1, 2, 3]) };
    const message = { ...say('The slides'), files: [file] };
    house.slack.fail('files.completeUploadExternal', { type: 'commit-then-drop' });
    await deliver(to, message, 'slides:1');
    house.slack.fail('files.completeUploadExternal', { type: 'drop' });
    await deliver(to, message, 'slides:2');
    house.slack.fail('upload', { type: 'drop' });
    await deliver(to, message, 'slides:3');
    const seen = house.zainab.sees(to.id);
    expect(seen.filter(({ text }) => text === 'The slides')).toHaveLength(3);
    expect(seen.flatMap(({ files }) => files.map(({ name, bytes }) => [name, bytes?.length]))).toEqual(
      Array.from({ length: 3 }, () => ['شرائح 1.pdf', 3]),
    );
  });

  it('deletes the files of a message with it, also after a restart', async () => {
    const to = await house.adapter.openDirect(person());
    const file = (name: string) => ({ name, mediaType: 'text/csv', bytes: new Uint8Array([1]) });
    const message = { ...say('The wells'), files: [file('a.csv'), file('b.csv')] };
    const { ref } = await deliver(to, message, 'wells:1');
    await deliver(to, message, 'wells:2');
    const found = await (await house.restart()).find(to, 'wells:2');
    if (!found) throw new Error('not found');
    await house.adapter.update(ref, say('The wells of Basra'), none);
    expect(house.zainab.sees(to.id).map(({ text, files }) => [text, files.length])).toEqual([
      ['The wells of Basra', 0],
      ['', 2],
      ['The wells', 0],
      ['', 2],
    ]);
    for (const each of [ref, found, ref]) await house.adapter.remove(each);
    expect(house.zainab.sees(to.id)).toEqual([]);
    expect(house.slack.files.size).toBe(0);
  });

  it('goes before what else the bot does unasked when it is removed', async () => {
    await house.close();
    const pace = createOpenPace();
    const reserve = vi.spyOn(pace, 'reserve');
    house = await startSlackHouse({ adapter: { pace } });
    const to = await house.adapter.openDirect(person());
    const { ref } = await deliver(to, say('Taken back'), 'taken:1');
    await house.adapter.remove(ref);
    const traffic = (name: string) =>
      reserve.mock.calls.filter(([limits]) => limits.some((limit) => limit.name === name)).map(([, given]) => given.traffic);
    expect([traffic('slack:chat.delete'), traffic('slack:chat.postMessage')]).toEqual([['answer'], ['fan-out']]);
  });

  it('is removed at the pace that Slack permits: fifty in the first minute, none refused', async () => {
    await house.close();
    let clock = house.clock;
    house = await startSlackHouse({
      slack: { tiers: true },
      adapter: { pace: createMemoryPace({ now: () => clock.now() }) },
    });
    clock = house.clock;
    const to = await house.adapter.openDirect(person());
    const refs: MessageRef[] = [];
    for (let index = 0; index < 120; index++) refs.push((await deliver(to, say(`Copy ${index}`), `copy:${index}`)).ref);
    const from = clock.now();
    const removed: number[] = [];
    for (const ref of refs) {
      for (;;) {
        const later = await house.adapter.remove(ref).then(
          () => undefined,
          (error: unknown) => (error instanceof DeliveryError ? error.retryAfterMs : Promise.reject(error)),
        );
        if (later === undefined) break;
        clock.advance(later);
      }
      removed.push(between(from, clock.now()));
    }
    expect(removed.filter((ms) => ms < MINUTE)).toHaveLength(50);
    expect(removed.at(-1)).toBeLessThan(3 * MINUTE);
    expect(house.slack.calls.filter(({ method, error }) => method === 'chat.delete' && error !== undefined)).toEqual([]);
  });

  it('hands a rate limit on, with the time that Slack asks for', async () => {
    const to = await house.adapter.openDirect(person());
    house.slack.fail('chat.postMessage', { type: 'rate-limit', seconds: 42 });
    expect(await outcomeOf(house.adapter.post(to, say('x'), { key: 'r', ...none }))).toMatchObject({
      outcome: 'wait',
      retryAfterMs: 42_000,
    });
    expect(house.waits).toEqual([]);
    expect(house.metrics.told.waiting).toEqual([['slack', 'chat.postMessage', 42_000]]);
  });

  it('lets one slow channel slow no other', async () => {
    const [a, b] = [await house.adapter.openDirect(person()), await house.adapter.openDirect(person('U0HAIDER1'))];
    house.slack.fail('chat.postMessage', { type: 'hang' });
    const slow = outcomeOf(house.adapter.post(a, say('slow'), { key: 'a', ...none }));
    await house.adapter.post(b, say('quick'), { key: 'b', ...none });
    expect(house.haider.sees(b.id)).toHaveLength(1);
    await slow;
  });

  it('tells apart what will never be delivered, and says to organisers what to do', async () => {
    const { slack, adapter, problems, channels } = house;
    const general = await adapter.channel('general');
    const coffee = await adapter.channel('coffee');
    const direct = await adapter.openDirect(person());
    if (!general || !coffee) throw new Error('channels');
    const post = (to: ConversationRef, key: string) => outcomeOf(adapter.post(to, say('x'), { key, ...none }));

    const archived = slack.channels.get(channels.coffee);
    if (archived) archived.archived = true;
    expect((await post(coffee, '1')).outcome).toBe('unreachable');
    const gone = slack.users.get('U0ZAINAB1');
    if (gone) gone.deleted = true;
    expect((await post(direct, '2')).outcome).toBe('unreachable');
    slack.setScopes(['chat:nothing']);
    expect((await post(general, '3')).outcome).toBe('wait');
    slack.setToken('token_revoked');
    expect((await post(general, '4')).outcome).toBe('wait');
    expect((await post(general, '5')).outcome).toBe('wait');
    slack.setToken('valid');
    slack.fail('chat.postMessage', { type: 'error', error: 'restricted_action_thread_locked' });
    expect((await post(general, '6')).outcome).toBe('refused');
    // Each once, however often it comes.
    expect(problems.map(({ code }) => code)).toEqual(['channel-archived', 'person-gone', 'missing-scope', 'token-revoked']);
    expect(problems[2]?.explanation.values).toEqual({ scopes: 'chat:write' });
  });

  it('enters a public channel that the operator named, and no private one', async () => {
    await house.close();
    house = await startSlackHouse({ adapter: { channels: async () => ({ general: '#random', coffee: 'nowhere' }) } });
    const general = await house.adapter.channel('general');
    expect(general?.id).toBe(house.channels.random);
    expect(await house.adapter.channel('coffee')).toBeUndefined();
    expect(house.problems.map(({ code }) => code)).toEqual(['channel-missing']);
    house.slack.channels.get(house.channels.random)?.members.delete(house.slack.bot.user);
    if (general) await house.adapter.post(general, say('back'), { key: 'b', ...none });
    expect(house.zainab.sees(house.channels.random).map(({ text }) => text)).toEqual(['back']);
  });

  it('posts nothing for organisers where everybody reads', async () => {
    await house.close();
    house = await startSlackHouse({ adapter: { channels: async () => ({ organisers: 'random' }) } });
    expect(await house.adapter.channel('organisers')).toBeUndefined();
    expect(house.problems.map(({ code }) => code)).toEqual(['organisers-channel-public']);
  });

  it('opens a private channel for a group that is too large for a direct message', async () => {
    const people = Array.from({ length: 10 }, (_, index) => {
      house.slack.addUser({ id: `U0GUEST${index}1` });
      return person(`U0GUEST${index}1`);
    });
    house.slack.fail('conversations.create', { type: 'commit-then-drop' });
    const group = await house.adapter.openGroup('coffee:99', people, 'لقاء قهوة');
    expect(group.kind).toBe('group');
    expect(house.slack.channels.get(group.id)).toMatchObject({ kind: 'private', topic: 'لقاء قهوة' });
    expect(house.slack.channels.get(group.id)?.members.size).toBe(11);
    expect(await house.adapter.openGroup('coffee:99', people, 'لقاء قهوة')).toEqual(group);
  });

  it('changes a message in place, and says so when it has grown too long for that', async () => {
    const to = await house.adapter.openDirect(person());
    const ref = await house.adapter.post(to, say('before'), { key: 'u', ...none });
    house.slack.fail('chat.update', { type: 'rate-limit', seconds: 1 });
    await house.adapter.update(ref, say('after'), none);
    expect(house.zainab.sees(to.id).map(({ blocks }) => visibleText(blocks))).toEqual(['after']);
    expect((await outcomeOf(house.adapter.update(ref, { cards: [longCard(90)] }, none))).outcome).toBe('refused');
  });

  it('changes a message again that has become shorter, and says so when it grows back', async () => {
    const to = await house.adapter.openDirect(person());
    const ref = await house.adapter.post(to, { cards: [longCard(60)] }, { key: 'shrinking', ...none });
    for (const text of ['shorter', 'shorter still']) await house.adapter.update(ref, say(text), none);
    expect(house.zainab.sees(to.id).map(({ blocks }) => visibleText(blocks))).toEqual(['shorter still']);
    expect((await outcomeOf(house.adapter.update(ref, { cards: [longCard(60)] }, none))).outcome).toBe('refused');
  });

  it('carries a key that tells nothing to other apps', async () => {
    const to = await house.adapter.openDirect(person());
    await house.adapter.post(to, say('x'), { key: 'coffee.introduction:17:U0ZAINAB1', ...none });
    const [message] = house.slack.messages;
    expect(JSON.stringify(message?.metadata)).not.toMatch(/coffee|17|ZAINAB/);
    expect(message?.metadata).toMatchObject({ event_type: 'mudhif_message' });
  });
});
