import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { InputError } from '../../src/core/errors.js';
import type { MemberId } from '../../src/core/ids.js';
import { answeredElsewhere, privately, type Reply } from '../../src/core/message.js';
import { HOUR } from '../../src/core/time.js';
import { holdingOf } from '../../src/dispatch/holding.js';
import { storeReply } from '../../src/dispatch/stored-reply.js';
import { button } from '../../src/feature-api/controls.js';
import { defineControls, handleControls, numberId, textId } from '../../src/feature-api/index.js';
import { eraseMember } from '../../src/features/members/erase.js';
import { membersStore } from '../../src/features/members/store/index.js';
import type { ActionEvent, CommandEvent, Identity } from '../../src/ports/chat.js';
import type { Store } from '../../src/ports/store.js';
import { StoreError, storePhrase } from '../../src/store/errors.js';
import { featuresAnd } from '../support/features.js';
import { settingsOf } from '../support/settings.js';
import { recordStatements } from '../support/statements.js';
import { engines, openTestStore, type TestStore } from '../support/store.js';
import { createWorld, SPACE, textOf, type World } from '../support/world.js';

const say = (text: string): Reply => privately({ language: 'en', blocks: [{ type: 'paragraph', text: [text] }] });

/** How often handlers ran, by their id; and what they throw, and how often. */
interface Tried {
  readonly times: Map<string, number>;
  /** The tries of `try` that fail, and with what. */
  fails: (id: string, time: number) => Error | undefined;
}

/** The program with buttons of a test's own. */
function featuresWith(tried: Tried) {
  const anyone = { access: 'anyone' } as const;
  const controls = defineControls('probe', {
    try: button({ ...anyone, id: textId }),
    who: button(anyone),
    erase: button({ ...anyone, id: numberId<MemberId>() }),
    demote: button({ ...anyone, id: numberId<MemberId>() }),
    organise: button({ access: 'organiser' }),
  });
  return featuresAnd({
    name: 'probe',
    handlers: handleControls(controls, {
      async try({ community }, _request, { id }) {
        const time = (tried.times.get(id) ?? 0) + 1;
        tried.times.set(id, time);
        await community.saveFact(id, `written by try ${time}`);
        const failure = tried.fails(id, time);
        if (failure) throw failure;
        return say(`tried ${id}`);
      },
      who: async (_context, { actor: { id, status, role } }) => say(`${id} ${status} ${role}`),
      async erase(context, _request, { id }) {
        await eraseMember(context, id);
        return say('erased');
      },
      async demote({ tx }, _request, { id }) {
        await membersStore(tx).update(id, { role: 'member' });
        return say('demoted');
      },
      organise: async () => say('organised'),
    }),
  });
}

/** A store that counts its shared transactions. */
function counting(store: Store): { readonly store: Store; readonly shared: () => number } {
  let shared = 0;
  const sharedTransaction: Store['sharedTransaction'] = (work) => {
    shared += 1;
    return store.sharedTransaction(work);
  };
  return { store: { ...store, sharedTransaction }, shared: () => shared };
}

const account = (user: string): Identity => ({ platform: 'web', space: SPACE, user });
const conversation = { platform: 'web', space: SPACE, id: 'direct', kind: 'direct' } as const;
const press = (eventId: string, user: string, action: string): ActionEvent => ({
  eventId,
  from: account(user),
  conversation,
  action: `probe:${action}`,
  values: [],
});
const help = (eventId: string, user: string): CommandEvent => ({
  eventId,
  from: account(user),
  conversation,
  command: 'community',
  input: { type: 'text', text: 'help' },
});

describe.each(engines())('events that come at the same time on $name', ({ open }) => {
  let store: TestStore;
  let world: World;
  let tried: Tried;
  let shared: () => number;
  beforeEach(async () => {
    store = await open({ settings: settingsOf() });
    const counted = counting(store.engines);
    shared = counted.shared;
    tried = { times: new Map(), fails: () => undefined };
    world = await createWorld({ store: { ...store, engines: counted.store }, features: featuresWith(tried) });
  });
  afterEach(async () => {
    await world.app.settled();
    await world.close();
  });

  const persist = (...events: readonly { readonly eventId: string; readonly from: Identity }[]) => {
    const at = world.clock.now();
    const inputs = events.map(({ eventId, from }) => ({ eventId, from, route: null, body: null }));
    return store.autocommit.inbound.receive(inputs, holdingOf('test', at));
  };
  /** Handles persisted events in one group, and says what was answered and how many transactions that took. */
  const together = async (...events: readonly ActionEvent[]) => {
    await persist(...events);
    const before = shared();
    const replies = await Promise.all(events.map((event) => world.inbox.action(event)));
    return { replies, texts: replies.map(textOf), transactions: shared() - before };
  };
  const fact = (name: string) => store.autocommit.community.fact(name);
  const isHandled = (eventId: string) => store.autocommit.inbound.isHandled(eventId);

  it('share one transaction, each with its effect, its mark and its reply', async () => {
    const users = Array.from({ length: 40 }, (_, index) => `user${index}`);
    for (const user of users) await world.addMember({ user });
    const { texts, transactions } = await together(...users.map((user) => press(`e-${user}`, user, `try:${user}`)));
    expect(transactions).toBe(1);
    expect(texts).toEqual(users.map((user) => `tried ${user}`));
    expect(await Promise.all(users.map(fact))).toEqual(users.map(() => 'written by try 1'));
    expect(await Promise.all(users.map((user) => isHandled(`e-${user}`)))).toEqual(users.map(() => true));
    const kept = await Promise.all(users.map((user) => store.autocommit.inbound.keptReply(`e-${user}`)));
    expect(kept).toEqual(users.map((user) => storeReply(say(`tried ${user}`))));
  });

  it('are undone alone when they are refused, and the refusal is their reply', async () => {
    for (const user of ['a', 'b', 'c']) await world.addMember({ user });
    tried.fails = (id) => (id === 'b' ? new InputError('no', { key: 'dispatch.option-missing', values: { option: 'x' } }) : undefined);
    const { replies, texts, transactions } = await together(...['a', 'b', 'c'].map((user) => press(`e-${user}`, user, `try:${user}`)));
    expect(transactions).toBe(1);
    expect(texts).toEqual(['tried a', expect.stringContaining('missing'), 'tried c']);
    expect(await Promise.all(['a', 'b', 'c'].map(fact))).toEqual(['written by try 1', undefined, 'written by try 1']);
    expect(await isHandled('e-b')).toBe(true);
    expect(await world.inbox.action(press('e-b', 'b', 'try:b'))).toEqual(replies[1]);
    expect(tried.times.get('b')).toBe(1);
  });

  it('are tried once more alone when they fail for an unknown reason, and refused if that does not help', async () => {
    for (const user of ['a', 'b', 'c']) await world.addMember({ user });
    tried.fails = (id, time) => (id === 'b' || (id === 'c' && time === 1) ? new TypeError('what is this?') : undefined);
    const { texts } = await together(...['a', 'b', 'c'].map((user) => press(`e-${user}`, user, `try:${user}`)));
    expect(texts).toEqual(['tried a', expect.stringContaining('REF'), 'tried c']);
    expect(Object.fromEntries(tried.times)).toEqual({ a: 1, b: 2, c: 2 });
    expect(await Promise.all(['a', 'b', 'c'].map(fact))).toEqual(['written by try 1', undefined, 'written by try 2']);
    expect(await Promise.all(['e-a', 'e-b', 'e-c'].map(isHandled))).toEqual([true, true, true]);
  });

  it('are each handled again alone when the database fails meanwhile', async () => {
    for (const user of ['a', 'b', 'c']) await world.addMember({ user });
    const busy = new StoreError('the database answered SQLITE_BUSY', storePhrase('store.busy'));
    tried.fails = (id, time) => (id === 'b' && time === 1 ? busy : undefined);
    const { texts, transactions } = await together(...['a', 'b', 'c'].map((user) => press(`e-${user}`, user, `try:${user}`)));
    expect(texts).toEqual(['tried a', 'tried b', 'tried c']);
    expect(transactions).toBe(4);
    expect(await Promise.all(['a', 'b', 'c'].map(fact))).toEqual(['written by try 2', 'written by try 2', 'written by try 1']);
  });

  it('take effect once when one was handled before, and one comes twice', async () => {
    for (const user of ['a', 'b', 'c']) await world.addMember({ user });
    await together(press('old', 'a', 'try:old'));
    const { texts, replies } = await together(
      press('old', 'a', 'try:old'),
      press('new', 'b', 'try:new'),
      press('new', 'b', 'try:new'),
      press('e-c', 'c', 'try:c'),
    );
    expect(texts).toEqual(['tried old', 'tried new', 'tried new', 'tried c']);
    expect(Object.fromEntries(tried.times)).toEqual({ old: 1, new: 1, c: 1 });
    world.inbox.answered('new');
    await world.app.settled();
    expect(await Promise.all([world.inbox.action(press('new', 'b', 'try:new')), world.inbox.action(press('e-c', 'c', 'try:c'))])).toEqual([
      answeredElsewhere,
      replies[3],
    ]);
  });

  it('are not lost when both copies of one that comes twice fail at first', async () => {
    for (const user of ['a', 'b']) await world.addMember({ user });
    tried.fails = (_id, time) => (time === 1 ? new TypeError('what is this?') : undefined);
    const { texts } = await together(press('e', 'a', 'try:x'), press('e', 'a', 'try:x'), press('f', 'b', 'try:y'));
    expect(texts).toEqual(['tried x', 'tried x', 'tried y']);
    expect(Object.fromEntries(tried.times)).toEqual({ x: 2, y: 2 });
  });

  it('make newcomers of people who are new, once each, also where they are refused or the platform has to be asked', async () => {
    await world.addMember({ user: 'a' });
    tried.fails = () => new InputError('no', { key: 'dispatch.option-missing', values: { option: 'x' } });
    const asked: string[] = [];
    const profile = (user: string) => async () => {
      asked.push(user);
      return { name: `Name of ${user}`, isBot: false };
    };
    const { texts } = await together(
      press('e1', 'a', 'who'),
      press('e2', 'new', 'who'),
      press('e3', 'new', 'who'),
      press('e4', 'refused', 'try:x'),
      { ...press('e5', 'asked', 'who'), profile: profile('asked') },
    );
    expect(texts).toEqual([
      expect.stringMatching(/^\d+ active member$/),
      expect.stringMatching(/^\d+ newcomer member$/),
      texts[1],
      expect.stringContaining('missing'),
      expect.stringMatching(/^\d+ newcomer member$/),
    ]);
    expect((await world.person('refused').member()).status).toBe('newcomer');
    expect((await world.person('asked').member()).name).toBe('Name of asked');
    expect(asked).toEqual(['asked']);
    expect(await store.autocommit.members.count({})).toBe(4);
  });

  it('bring back somebody who had left', async () => {
    await world.addMember({ user: 'a' });
    await world.addMember({ user: 'gone', status: 'left' });
    const { texts } = await together(press('e1', 'gone', 'who'), press('e2', 'a', 'who'), press('e3', 'gone', 'who'));
    expect(texts).toEqual([expect.not.stringContaining('left'), expect.stringContaining('active'), texts[0]]);
  });

  it('see who was erased by an earlier one of the same group', async () => {
    for (const user of ['a', 'b']) await world.addMember({ user });
    const victim = await world.addMember({ user: 'victim' });
    await store.autocommit.accounts.link(victim, account('victim too'));
    const { texts, transactions } = await together(
      press('e1', 'victim', 'who'),
      press('e2', 'a', `erase:${victim}`),
      press('e3', 'victim too', 'who'),
      press('e4', 'b', 'who'),
    );
    expect(transactions).toBe(1);
    expect(texts).toEqual([`${victim} active member`, 'erased', expect.stringMatching(/newcomer/), expect.stringMatching(/active/)]);
    expect(texts[2]).not.toContain(`${victim} `);
    expect(await store.autocommit.community.fact('store.scrub-due')).toBeUndefined();
    expect(await store.autocommit.inbound.keptReply('e1')).toBeUndefined();
  });

  it('see who was erased, or may do less, even where they come first in the group for the first time', async () => {
    const admin = await world.addMember({ user: 'a' });
    const victim = await world.addMember({ user: 'victim' });
    await store.autocommit.accounts.link(admin, account('a too'));
    const former = await world.addMember({ user: 'former', role: 'organiser' });
    const { texts } = await together(
      press('e1', 'a', `erase:${victim}`),
      press('e2', 'victim', 'who'),
      press('e3', 'a too', `demote:${former}`),
      press('e4', 'former', 'organise'),
    );
    expect(texts).toEqual(['erased', expect.stringMatching(/newcomer/), 'demoted', expect.stringContaining('organisers')]);
  });

  it('note the use of each account, also where two are the same member’s', async () => {
    const { accounts, members } = store.autocommit;
    const both = await world.addMember({ user: 'one' });
    await accounts.link(both, account('two'));
    const other = await world.addMember({ user: 'other' });
    world.clock.advance(HOUR);
    await together(press('e1', 'other', 'who'), press('e2', 'two', 'who'), press('e3', 'one', 'who'));
    const now = world.clock.now();
    expect((await members.findMany([both, other])).map(({ lastActiveAt }) => lastActiveAt)).toEqual([now, now]);
    expect((await accounts.ofMany([both, other])).map(({ user, direct }) => [user, direct])).toEqual(
      expect.arrayContaining([
        ['one', 'opened'],
        ['two', 'opened'],
        ['other', 'opened'],
      ]),
    );
  });

  it('bring what waits for each person below the answer to a command, once', async () => {
    for (const user of ['a', 'b', 'c']) await world.addMember({ user });
    const earlier = ['k1', 'k2', 'k3', 'k4'].map((eventId, index) => ({ eventId, from: account('aabc'[index] ?? '') }));
    await persist(...earlier);
    await store.transaction(async ({ inbound }) => {
      await inbound.keepReplies(earlier.map(({ eventId }) => ({ eventId, reply: storeReply(say(`kept as ${eventId}`)) })));
      for (const { eventId } of earlier) await inbound.keepForLater(eventId);
    });
    const events = [help('e1', 'a'), help('e2', 'a'), help('e3', 'b')];
    await persist(...events, press('e4', 'c', 'who'));
    const [first, second, third, fourth] = await Promise.all([
      ...events.map((event) => world.inbox.command(event)),
      world.inbox.action(press('e4', 'c', 'who')),
    ]);
    const found = [first, second, third, fourth].map((reply) => (reply ? textOf(reply).match(/kept as k\d/g) : undefined));
    expect(found).toEqual([['kept as k1', 'kept as k2'], null, ['kept as k3'], null]);
    expect(await store.autocommit.inbound.keptReply('e1')).toBe(first && storeReply(first));
    expect(await store.autocommit.inbound.takeKept([account('c'), account('a')])).toEqual([[storeReply(say('kept as k4'))], []]);
  });
});

describe('a group of fifty events on SQLite', () => {
  /** Savepoint and release, and its share of what is run for all; before groups shared that, it was seven. */
  const OVERHEAD_MAX = 2.2;
  /** What `/community help` reads for each person itself, and what features offer below it. */
  const READS_OF_HELP = 2;
  const COUNT = 50;

  it('runs the statements that are the same for each event once', async () => {
    const store = await openTestStore({ settings: settingsOf() });
    const world = await createWorld({ store, features: featuresWith({ times: new Map(), fails: () => undefined }) });
    const users = Array.from({ length: COUNT }, (_, index) => `user${index}`);
    for (const user of users) await world.addMember({ user });
    const handle = async (eventOf: (eventId: string, user: string) => ActionEvent | CommandEvent, run: string) => {
      const events = users.map((user) => eventOf(`${run}-${user}`, user));
      await Promise.all(events.map(({ eventId, from }) => world.inbox.receive({ eventId, from, route: null, body: null })));
      await world.app.settled();
      const recorded = recordStatements();
      try {
        await Promise.all(events.map((event) => ('action' in event ? world.inbox.action(event) : world.inbox.command(event))));
      } finally {
        recorded.stop();
      }
      const sources = recorded.ran.map(({ source }) => source);
      return { perEvent: sources.length / COUNT, begins: sources.filter((source) => source.startsWith('begin')).length };
    };
    const actions = await handle((eventId, user) => press(eventId, user, 'who'), 'actions');
    const commands = await handle(help, 'commands');
    await world.close();
    expect([actions.begins, commands.begins]).toEqual([1, 1]);
    expect(actions.perEvent).toBeLessThanOrEqual(OVERHEAD_MAX);
    expect(commands.perEvent).toBeLessThanOrEqual(OVERHEAD_MAX + READS_OF_HELP);
  });
});
