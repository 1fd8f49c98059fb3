import { afterEach, describe, expect, it } from 'vitest';
import { after, DAY, MINUTE, SECOND, toInstant } from '../../src/core/time.js';
import { platformName } from '../../src/features/members/public.js';
import { planOpening } from '../../src/features/topics/discussion/open.js';
import { threadKey } from '../../src/features/topics/keys.js';
import { planPart } from '../../src/features/topics/plan/part.js';
import { type MessageKey, speaker, withoutDirectionControls } from '../../src/language/index.js';
import { createFacilitatorsWorld } from '../support/facilitators.js';
import { aTopic } from '../support/topic-rows.js';
import { filled } from '../support/topics.js';
import { textOf, type WorldOptions } from '../support/world.js';

const opensAt = toInstant(Date.parse('2026-12-06T10:00:00+03:00'));

/** What people are told of each fault that topics can meet, in the language of whoever reads it. */
describe.each(['ar', 'ckb'] as const)('the faults of topics, told in %s', (language) => {
  let world: Awaited<ReturnType<typeof createFacilitatorsWorld>>;
  afterEach(() => world.close());

  const open = async (options: Omit<WorldOptions, 'settings'> = {}, settings: WorldOptions['settings'] = {}) => {
    world = await createFacilitatorsWorld({
      start: '2026-12-05T10:00:00+03:00',
      ...options,
      settings: { languages: [language], ...settings },
    });
    for (const user of ['boss', 'adviser', 'zahra', 'karwan', 'lava'] as const)
      await world.store.autocommit.members.update(world.id(user), { language });
  };
  /** The longest part of a sentence that has no value in it. */
  const said = (key: MessageKey, values: Readonly<Record<string, string | number>> = {}): string => {
    const { plain } = speaker(language) as { readonly plain: (key: MessageKey, values: object) => string };
    const parts = withoutDirectionControls(plain(key, values)).split('@');
    return parts.reduce((longest, part) => (part.length > longest.length ? part : longest), '').trim();
  };
  const organisers = () => world.to('channel:organisers').map(({ text }) => withoutDirectionControls(text));
  const title = 'مياه نظيفة';
  const water = async () => {
    const texts = { [language]: { title, question: 'من يفحص الآبار؟' } };
    const topic = await world.store.autocommit.topics.insertTopic(aTopic(opensAt, { origin: 'urgent', language, texts }));
    const planned = await world.store.autocommit.topics.topic(topic);
    await world.contexts.transaction(async (context) => (planned ? planOpening(context, planned) : undefined));
    await world.runUntil(after(opensAt, MINUTE));
    return topic;
  };

  it('a thread that is deleted, deleted once more, locked, or gone with its channel', async () => {
    await open({ also: ['discord'] }, { topics: { mirroring: true } });
    const topic = await water();
    const lose = async (how: 'deleted' | 'channel-deleted' | 'locked', eventId: string) => {
      const conversation = await world.store.autocommit.conversations.find(threadKey(topic), 'discord');
      if (!conversation) throw new Error('no thread');
      world.clock.advance(MINUTE);
      if (how !== 'locked') world.others[0]?.opened.delete(conversation.id);
      await world.inbox.threadLost({ eventId, conversation, ...(how === 'locked' ? { how, at: world.clock.now() } : { how }) });
      await world.runUntil(after(world.clock.now(), 10 * SECOND));
    };
    const platform = platformName('discord', language);
    const values = { title, platform, command: '@' };
    await lose('locked', '1');
    expect(organisers().at(-1)).toContain(said('topics-discussion.lost.locked', values));
    await lose('deleted', '2');
    expect(organisers().at(-1)).toContain(said('topics-discussion.lost.anew', values));
    await lose('deleted', '3');
    expect(organisers().at(-1)).toContain(said('topics-discussion.lost.once-more', values));
    expect(organisers().at(-1)).toContain(`/topics open ${topic}`);
    await world.boss.type(`/topics open ${topic}`);
    await world.runUntil(after(world.clock.now(), 10 * SECOND));
    world.others[0]?.channels.clear();
    await lose('channel-deleted', '4');
    expect(organisers().at(-1)).toContain(said('topics-discussion.lost.channel', values));
  });

  it('a bot without access to a space', async () => {
    await open({ also: ['discord'] }, { topics: { mirroring: true } });
    world.others[0]?.troubles.push('unreachable');
    const topic = await water();
    expect(organisers().join()).toContain(said('agenda.problem.delivery-failed', { command: '@' }));
    const failed = textOf(await world.boss.type('/community agenda failed'));
    expect(failed).toContain(said('topics-discussion.agenda.message.opening'));
    expect(textOf(await world.boss.type(`/topics open ${topic}`))).toContain(said('topics-discussion.open.again', { title }));
    await world.runUntil(after(world.clock.now(), MINUTE));
    expect(world.others[0]?.opened.size).toBe(1);
  });

  it.each(['leaves', 'is erased', 'blocks the bot'] as const)('a facilitator who %s', async (how) => {
    await open({ start: '2026-11-22T09:00:00+03:00' });
    const topic = await world.approved('zahra', 'karwan');
    const [user = ''] = world.asked();
    await world.person(user).press('topics:agree-to');
    await world.runUntil(world.opensAt);
    await world.topics.open(topic);
    if (how === 'leaves') await world.person(user).leave();
    else if (how === 'is erased') {
      await world.person(user).type('/profile forget');
      await world.person(user).press('members:forget-confirm');
    } else {
      await world.runUntil(toInstant(Date.parse('2026-12-16T09:59:00+03:00')));
      world.fake.troubles.push('unreachable');
      await world.runUntil(toInstant(Date.parse('2026-12-17T12:00:00+03:00')));
    }
    await world.runner.runDue();
    expect(await world.named(topic)).toBeNull();
    expect(organisers().join()).toContain(said('topics-facilitators.gone.title'));
    expect(organisers().join()).toContain(said('topics-facilitators.gone.open', { date: '@' }));
  });

  it('two advisers who decide at once', async () => {
    await open({ start: '2026-11-01T09:00:00+03:00' });
    await planPart.plan?.(world.contexts.autocommit);
    const second = await world.addMember({ user: 'second', role: 'adviser', language });
    expect(second).toBeGreaterThan(0);
    await world.runUntil('2026-11-10T12:00:00+03:00');
    const adviser = world.person('adviser');
    for (const person of [adviser, world.person('second')]) await person.type('/topics plan 12');
    await adviser.type('/topics plan 12');
    const [first] = await world.store.autocommit.topics.topicsOfMonth('2026-12' as never);
    if (!first) throw new Error('no topic');
    await adviser.press(`topics:skip:${first.id}`);
    await adviser.press('topics:skip-yes:');
    const late = world.person('second');
    expect(textOf(await late.pressAnyway('topics:approve:2026-12.1'))).toContain(said('topics-plan.error.changed'));
  });

  it('a month without a working day, and a bot that was off until a month was over', async () => {
    await open({ start: '2026-11-01T09:00:00+03:00' }, { blackouts: [{ from: '2026-12-01', to: '2027-01-01', label: 'Feast' }] });
    await planPart.plan?.(world.contexts.autocommit);
    await world.runUntil('2026-11-10T12:00:00+03:00');
    const shown = textOf(await world.person('adviser').type('/topics plan 12'));
    expect(shown).toContain(said('topics-plan.card.put-off', { date: '@', month: '@' }));
    await world.close();
    await open({ start: '2026-11-01T09:00:00+03:00' });
    await planPart.plan?.(world.contexts.autocommit);
    await world.leapTo('2027-01-05T12:00:00+03:00');
    await world.runUntil('2027-01-05T18:00:00+03:00');
    expect(organisers().join()).toContain(said('topics-plan.gap.missed', { month: '@' }));
  });

  it('3,000 characters, a title that is too long, marks of direction alone, and 200 proposals', async () => {
    await open();
    const refused = async (given: Parameters<typeof filled>[0]) =>
      textOf(await world.zahra.submit('topics:propose:0', filled({ language: [language], ...given })));
    expect(await refused({ question: 'س'.repeat(3000) })).toContain(said('common.error.long', { length: 3000, max: 700 }));
    expect(await refused({ title: 'س'.repeat(151) })).toContain(said('common.error.long', { length: 151, max: 150 }));
    expect(await refused({ title: '\u202E\u200F' })).toContain(said('common.error.empty'));
    for (let count = 0; count < 10; count += 1) await world.propose(world.zahra, { title: `مقترح ${count}`, language: [language] });
    const many = said('topics.error.many', { most: 10, date: '@' });
    expect(textOf(await world.zahra.type('/topics propose'))).toContain(many);
    await world.zahra.submit('topics:propose:0', filled({ language: [language] }));
    for (let count = 11; count <= 200; count += 1) expect(textOf(await world.zahra.pressAnyway('topics:send:named'))).toContain(many);
  });

  it('a consent that is withdrawn, and a vote after a topic was closed', async () => {
    await open({ also: ['slack'] }, { topics: { mirroring: true } });
    await world.store.autocommit.accounts.link(world.id('zahra'), { platform: 'slack', space: 'test', user: 'zahra' });
    const topic = await water();
    await world.zahra.pressAnyway('topics:share-as:name');
    const thread = await world.store.autocommit.conversations.find(threadKey(topic), 'slack');
    if (!thread) throw new Error('no thread');
    for (const id of ['1', '2']) {
      await world.inbox.thread({
        eventId: id,
        from: { platform: 'slack', space: 'test', user: 'zahra' },
        conversation: thread,
        message: { conversation: thread, id },
        what: { type: 'posted', content: { text: 'كلمات', files: [] } },
        at: world.clock.now(),
      });
    }
    await world.runUntil(after(world.clock.now(), MINUTE));
    const withdrawn = textOf(await world.zahra.pressAnyway('topics:share-as:no'));
    expect(withdrawn).toContain(said('topics-discussion.sharing.withdrawn', { count: 2 }));
    expect(withdrawn).toContain(said('topics-discussion.sharing.removing'));

    await world.boss.submit(`topics:poll:${topic}`, { question: 'متى؟', options: 'أ\nب', answers: ['one'], names: ['hidden'] });
    await world.runUntil(after(world.clock.now(), MINUTE));
    await world.boss.type(`/topics close t${topic}`);
    await world.runUntil(after(world.clock.now(), DAY));
    expect(textOf(await world.karwan.pressAnyway('topics:vote:1.1', [], 'channel'))).toContain(said('topics-marks.error.poll-closed'));
  });
});
