import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { after, DAY, SECOND, toInstant } from '../../src/core/time.js';
import { resourcesStore } from '../../src/features/resources/store/index.js';
import { planOpening } from '../../src/features/topics/discussion/open.js';
import { nudgeIfQuiet } from '../../src/features/topics/facilitators/look.js';
import { openingKey, threadKey } from '../../src/features/topics/keys.js';
import type { NewTopic, TopicId } from '../../src/features/topics/types.js';
import { withoutDirectionControls } from '../../src/language/index.js';
import { insertResource } from '../support/resources.js';
import { recordStatements } from '../support/statements.js';
import { aTopic } from '../support/topic-rows.js';
import { createTopicsWorld, type TopicsWorld } from '../support/topics.js';
import { textOf } from '../support/world.js';

const START = '2026-12-06T10:00:00+03:00';
const opensAt = toInstant(Date.parse(START));
const PLATFORMS = ['web', 'slack', 'discord'] as const;

const water = aTopic(opensAt, {
  origin: 'urgent',
  sector: 'prevention',
  texts: { en: { title: 'Clean water', question: 'Who tests the wells?' } },
  resources: ['https://example.org/wells'],
});

describe('the library below a topic', () => {
  let world: TopicsWorld;
  beforeEach(async () => {
    world = await createTopicsWorld({
      start: '2026-12-05T10:00:00+03:00',
      settings: { topics: { mirroring: true } },
      also: ['slack', 'discord'],
    });
  });
  afterEach(() => world.close());

  const store = () => world.store.autocommit.topics;
  const add = (given: Parameters<typeof insertResource>[2]) =>
    insertResource(world.contexts.autocommit, world.id('zahra'), { sectors: ['prevention'], ...given });
  const plan = async (given: Partial<NewTopic> = {}): Promise<TopicId> => {
    const id = await store().insertTopic({ ...water, ...given });
    const found = await store().topic(id);
    await world.contexts.transaction(async (context) => (found ? planOpening(context, found) : undefined));
    return id;
  };
  const open = async (given: Partial<NewTopic> = {}): Promise<TopicId> => {
    const id = await plan(given);
    await world.runUntil(START);
    return id;
  };
  const settle = () => world.runUntil(after(world.clock.now(), 10 * SECOND));
  /** The opening as each platform shows it now: posted last, or edited since. */
  const shown = (): readonly string[] =>
    PLATFORMS.map((platform) => {
      const fake = [world.fake, ...world.others].find((one) => one.platform === platform) ?? world.fake;
      const posted = fake.posted.filter(({ key }) => key.startsWith('topics:opening:')).map(({ text }) => text);
      const edits =
        platform === 'web' ? world.updates : fake.acts.flatMap((act) => /^edit \S+ \d+: (Clean water\n.*)$/s.exec(act)?.[1] ?? []);
      return withoutDirectionControls(edits.findLast((text) => text.startsWith('Clean water')) ?? posted.at(-1) ?? '');
    });
  const everywhere = (): string => {
    const [first = '', ...others] = shown();
    expect(others).toEqual([first, first]);
    return first;
  };

  it('names up to three resources that members may see, with a button for each, the same on every platform', async () => {
    await add({ title: 'Clean water handbook' });
    await add({ title: 'Secret notes on clean water wells', visibility: 'organisers' });
    await add({ title: 'Seeds', summary: 'for clean fields', sectors: ['recovery'] });
    await open();
    expect(everywhere()).toContain('https://example.org/wells');
    expect(everywhere()).toContain('Clean water handbook · Guide · Prevention · English');
    expect(everywhere()).not.toMatch(/Secret|Seeds/);
    expect(textOf(await world.karwan.pressAnyway('resources:show:1'))).toContain('Clean water handbook');
  });

  it('stays as it is when it is shown anew, also after better ones were added', async () => {
    await add({ title: 'Clean water handbook' });
    const topic = await open();
    await add({ title: 'Clean water: who tests the wells' });
    await store().updateTopic(topic, { guiding: ['Who pays for the tests?'] });
    await world.contexts.transaction(({ deliveries, now }) => deliveries.refresh(openingKey(topic), now));
    await settle();
    expect(everywhere()).toContain('Who pays for the tests?');
    expect(everywhere()).toContain('Clean water handbook');
    expect(everywhere()).not.toContain('who tests the wells (');
  });

  it('no longer names what was taken back or is changed, everywhere, and names it again once it is back', async () => {
    const id = await add({ title: 'Clean water handbook' });
    await open();
    expect(everywhere()).toContain('Clean water handbook');
    await world.zahra.pressAnyway(`resources:withdraw-yes:${id}`);
    await settle();
    expect(everywhere()).not.toContain('handbook');
    await world.zahra.pressAnyway(`resources:restore:${id}`);
    await settle();
    expect(everywhere()).not.toContain('handbook');
    const version = (await resourcesStore(world.contexts.autocommit.tx).find(id))?.version ?? 0;
    await world.boss.pressAnyway(`resources:approve:${id}.${version}`);
    await settle();
    expect(everywhere()).toContain('Clean water handbook');
  });

  it('is named in a thread that is opened anew', async () => {
    await add({ title: 'Clean water handbook' });
    const topic = await open();
    await add({ title: 'Clean water: who tests the wells' });
    const conversation = await world.store.autocommit.conversations.find(threadKey(topic), 'discord');
    if (!conversation) throw new Error('no thread');
    const [, discord] = world.others;
    discord?.opened.delete(conversation.id);
    await world.inbox.threadLost({ eventId: '1', conversation, how: 'deleted' });
    await settle();
    expect(discord?.posted.filter(({ key }) => key.startsWith('topics:opening:'))).toHaveLength(2);
    expect(everywhere()).toContain('Clean water handbook');
  });

  it('costs an organiser who opens a topic no more than ten statements', async () => {
    await add({ title: 'Clean water handbook' });
    const topic = await plan({ resources: ['https://example.org/1', 'https://example.org/2'] });
    await world.boss.type('/community help');
    const { ran, stop } = recordStatements();
    await world.boss.type(`/topics open ${topic}`);
    stop();
    const inside = ran.slice(
      0,
      ran.findLastIndex(({ source }) => /^\s*commit/i.test(source)),
    );
    expect(inside.filter(({ source, changed }) => !changed && /^(?:select|update|insert|delete)/i.test(source)).length).toBeLessThanOrEqual(
      10,
    );
  });

  it('has a resource to suggest when a topic is quiet, one that the opening does not name', async () => {
    await add({ title: 'Secret notes on clean water wells', visibility: 'organisers' });
    await add({ title: 'Clean water handbook' });
    const topic = await open();
    await store().updateTopic(topic, { facilitator: world.id('zahra') });
    await add({ title: 'Clean water: who tests the wells' });
    await world.runUntil(after(opensAt, 3 * DAY));
    await world.contexts.transaction((context) => nudgeIfQuiet(context, topic));
    await settle();
    const told = world.zahra.received().at(-1) ?? '';
    expect(withoutDirectionControls(told)).toContain(
      '“Clean water: who tests the wells” · Guide · Prevention · English. It opens with /resources show 3',
    );
    expect(told).not.toContain('Secret');
  });
});
