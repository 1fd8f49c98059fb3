import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { MemberId } from '../../src/core/ids.js';
import { after, HOUR, MINUTE, toInstant } from '../../src/core/time.js';
import type { MatchId } from '../../src/features/coffee/types.js';
import { exportPersonalData } from '../../src/features/members/export.js';
import type { MembersTables } from '../../src/features/members/store/tables.js';
import { type BothPlatforms, createBothPlatforms, type Somebody } from '../support/both-platforms.js';

let world: BothPlatforms;
beforeEach(async () => {
  world = await createBothPlatforms();
});
afterEach(() => world.close());

const codeIn = (text: string): string => /code:([A-Z0-9]{4}-[A-Z0-9]{4})/.exec(text)?.[1] ?? 'none';

/** Makes a code with the one and enters it with the other. */
async function enter(one: Somebody, other: Somebody): Promise<string> {
  return other.type(`/profile link code:${codeIn(await one.type('/profile link'))}`);
}

describe('/profile link', () => {
  it('makes one person of two accounts, after a look at what becomes one', async () => {
    const zahra = await world.addMember('slack', 'zahra', { offers: ['budgets'], role: 'adviser' });
    const other = await world.addMember('discord', 'z.ali', { offers: ['theatre'], wants: ['donors'], email: 'z@example.org' });
    const asked = await enter(zahra, other);
    expect(asked).toContain('made by zahra (Organisation 1), on Slack');
    expect(asked).toContain('Discord and Slack');
    expect(asked).toContain('zahra’s version is kept');
    expect(await other.press('members:link-confirm')).toContain('one profile');

    const [one, same] = [await zahra.member(), await other.member()];
    expect(one).toEqual(same);
    expect(one).toMatchObject({
      name: 'zahra',
      offers: ['budgets', 'theatre'],
      wants: ['donors'],
      email: 'z@example.org',
      role: 'adviser',
    });
    expect(await world.store.autocommit.members.find(other.id)).toBeUndefined();
    expect(await world.store.autocommit.audit.list({ offset: 0, limit: 1 })).toMatchObject([
      { action: 'member.link', details: { member: zahra.id } },
    ]);
    expect(await other.type('/profile link')).toContain('Discord (the one you are using)');
  });

  it('tells whoever made the code that it was used, where they may be written to', async () => {
    const zahra = await world.addMember('slack', 'zahra', { language: 'ar' });
    const other = await world.addMember('discord', 'z.ali');
    await enter(zahra, other);
    await other.press('members:link-confirm');
    const told = world.shown.filter(({ text }) => text.includes('ملفًا واحدًا'));
    expect(told.map(({ platform, to }) => [platform, to])).toEqual([['slack', 'direct:zahra']]);
    expect(told[0]?.text).toContain('/profile link');
    expect(told[0]?.text).toContain('Discord');

    // Made where one wants to be asked, and never said yes: nothing is sent, and nothing waits.
    const [maker, taker] = [await world.addMember('discord', 'karwan'), await world.addMember('slack', 'karwan.a')];
    world.shown.splice(0);
    await enter(maker, taker);
    await taker.press('members:link-confirm');
    await world.runUntil(after(world.clock.now(), HOUR));
    expect(world.shown).toEqual([]);
    const { id } = await maker.member();
    const left = (await world.store.autocommit.deliveries.list({ kindPrefix: 'members.linked', member: id, limit: 9 })).map(
      ({ state }) => state,
    );
    expect(left).toEqual(['dropped']);
  });

  it('takes a code once, from anybody but its maker, for ten minutes', async () => {
    const [zahra, other, third] = [
      await world.addMember('slack', 'zahra'),
      await world.addMember('discord', 'other'),
      await world.addMember('discord', 'third'),
    ];
    const code = codeIn(await zahra.type('/profile link'));
    expect(await zahra.type(`/profile link code:${code}`)).toContain('your own code');
    expect(await other.type(`/profile link code:${code.toLowerCase().replace('-', ' ')}`)).toContain('Is this you too?');
    expect(await third.type(`/profile link code:${code}`)).toContain('doesn’t work');

    // Only who entered it may confirm, and only once.
    expect(await third.pressAnyway(other.button('members:link-confirm'))).toContain('no longer possible');
    const [first, second] = await Promise.all([
      other.press('members:link-confirm'),
      other.pressAnyway(other.button('members:link-confirm')),
    ]);
    expect([first, second].filter((text) => text.includes('one profile'))).toHaveLength(1);

    const late = codeIn(await third.type('/profile link'));
    world.clock.advance(11 * MINUTE);
    expect(await zahra.type(`/profile link code:${late}`)).toContain('doesn’t work');
  });

  it.each([-24 * HOUR, -HOUR, HOUR, 24 * HOUR])('a leap of the clock by %i ms revives no code that was used or replaced', async (leap) => {
    const [zahra, other, third] = [
      await world.addMember('slack', 'zahra'),
      await world.addMember('discord', 'other'),
      await world.addMember('discord', 'third'),
    ];
    const replaced = codeIn(await zahra.type('/profile link'));
    const used = codeIn(await zahra.type('/profile link'));
    expect(await other.type(`/profile link code:${used}`)).toContain('Is this you too?');
    expect(await other.press('members:link-confirm')).toContain('one profile');
    const open = codeIn(await third.type('/profile link'));
    world.clock.advance(leap);
    for (const code of [replaced, used]) expect(await third.type(`/profile link code:${code}`)).toContain('doesn’t work');
    if (leap > 0) expect(await zahra.type(`/profile link code:${open}`)).toContain('doesn’t work');
  });

  it.each([-24 * HOUR, -HOUR])('a leap of the clock by %i ms gives no code a second life, and none a longer one', async (leap) => {
    const [zahra, other] = [await world.addMember('slack', 'zahra'), await world.addMember('discord', 'other')];
    // It has run out unseen, and then the clock shows a moment at which it was good.
    const expired = codeIn(await zahra.type('/profile link'));
    await world.runUntil(after(world.clock.now(), -leap + 2 * MINUTE));
    world.clock.advance(leap);
    expect(await other.type(`/profile link code:${expired}`)).toContain('doesn’t work');
    // Nobody ran meanwhile: whoever looks first sees that it is over, and so it stays.
    const seen = codeIn(await zahra.type('/profile link'));
    world.clock.advance(-leap + 2 * MINUTE);
    expect(await other.type(`/profile link code:${seen}`)).toContain('doesn’t work');
    world.clock.advance(leap);
    expect(await other.type(`/profile link code:${seen}`)).toContain('doesn’t work');
    // Still good, it would be so for an hour or a day longer.
    const open = codeIn(await zahra.type('/profile link'));
    world.clock.advance(leap);
    expect(await other.type(`/profile link code:${open}`)).toContain('doesn’t work');
    const asked = codeIn(await zahra.type('/profile link'));
    expect(await other.type(`/profile link code:${asked}`)).toContain('Is this you too?');
    world.clock.advance(leap);
    expect(await other.pressAnyway(other.button('members:link-confirm'))).toContain('no longer possible');
  });

  it.each([-24 * HOUR, -HOUR])('a leap of the clock by %i ms neither brings wrong codes back nor keeps them', async (leap) => {
    const [zahra, other] = [await world.addMember('slack', 'zahra'), await world.addMember('discord', 'other')];
    const guess = async () => {
      for (let count = 0; count < 5; count++) await other.type(`/profile link code:AAAA-AAA${count}`);
      expect(await other.type('/profile link code:AAAA-AAAA')).toContain('too many wrong codes');
    };
    const enterNew = async () => other.type(`/profile link code:${codeIn(await zahra.type('/profile link'))}`);
    await guess();
    await world.runUntil(after(world.clock.now(), -leap + 2 * MINUTE));
    world.clock.advance(leap);
    expect(await enterNew()).toContain('Is this you too?');
    await guess();
    world.clock.advance(leap);
    expect(await enterNew()).toContain('too many wrong codes');
    await world.runUntil(after(world.clock.now(), 11 * MINUTE));
    expect(await enterNew()).toContain('Is this you too?');
  });

  it('is of no use any more once it stood in a message that others read', async () => {
    const zahra = await world.addMember('slack', 'zahra');
    const karwan = await world.addMember('discord', 'karwan');
    const [spilled, kept] = [codeIn(await zahra.type('/profile link')), codeIn(await karwan.type('/profile link'))];
    await world.app.inbox.overheard(`\u200fWe meet at noon, 2026-2027, ${kept}X`);
    await world.app.inbox.overheard(`\u200f/profile link code:${spilled}`);
    expect(await karwan.type(`/profile link code:${spilled}`)).toContain('This code');
    expect(await zahra.type(`/profile link code:${kept}`)).toContain('karwan');
    expect(JSON.stringify(world.logger.lines)).not.toContain(spilled);
  });

  it('keeps only the hash of a code, and no earlier code', async () => {
    const [zahra, other] = [await world.addMember('slack', 'zahra'), await world.addMember('discord', 'other')];
    const first = codeIn(await zahra.type('/profile link'));
    const second = codeIn(await zahra.type('/profile link'));
    const rows = await world.store.database.db.withTables<MembersTables>().selectFrom('link_codes').selectAll().execute();
    expect(rows).toHaveLength(1);
    expect(JSON.stringify(rows)).not.toContain(second.replace('-', ''));
    expect(JSON.stringify(world.logger.lines)).not.toContain(second);
    expect(await other.type(`/profile link code:${first}`)).toContain('doesn’t work');
  });

  it('is throttled: five wrong codes, and even a right one has to wait', async () => {
    const [zahra, other] = [await world.addMember('slack', 'zahra'), await world.addMember('discord', 'other')];
    for (let guess = 0; guess < 5; guess++) expect(await other.type(`/profile link code:AAAA-AAA${guess}`)).toContain('doesn’t work');
    const code = codeIn(await zahra.type('/profile link'));
    expect(await other.type(`/profile link code:${code}`)).toContain('too many wrong codes');
    world.clock.advance(11 * MINUTE);
    expect(await other.type(`/profile link code:${codeIn(await zahra.type('/profile link'))}`)).toContain('Is this you too?');
  });

  it('is not locked for others by somebody who guesses', async () => {
    const [zahra, other] = [await world.addMember('slack', 'zahra'), await world.addMember('discord', 'other')];
    for (let person = 0; person < 11; person++) {
      const guesser = await world.addMember('discord', `guesser${person}`);
      for (let guess = 0; guess < 5; guess++) await guesser.type(`/profile link code:AAAA-AAA${guess}`);
    }
    expect(await other.type(`/profile link code:${codeIn(await zahra.type('/profile link'))}`)).toContain('Is this you too?');
  });

  it('takes off no account that is not theirs', async () => {
    const zahra = await world.addMember('slack', 'zahra');
    expect(await zahra.pressAnyway('members:unlink:0000')).toContain('n’t linked to you');
    expect(await world.store.autocommit.audit.list({ offset: 0, limit: 1 })).toEqual([]);
  });

  it('can be called off, and then the code is of no use', async () => {
    const [zahra, other] = [await world.addMember('slack', 'zahra'), await world.addMember('discord', 'other')];
    await enter(zahra, other);
    const confirm = other.button('members:link-confirm');
    expect(await other.press('members:link-cancel')).toContain('Nothing was changed');
    expect(await other.pressAnyway(confirm)).toContain('no longer possible');
    expect((await zahra.member()).id).not.toBe((await other.member()).id);
  });

  it('joins no two accounts of one place', async () => {
    const [zahra, other] = [await world.addMember('slack', 'zahra'), await world.addMember('slack', 'other')];
    expect(await enter(zahra, other)).toContain('in the same place');
  });

  it('works for a newcomer, who stands where they stood on the other platform', async () => {
    const zahra = await world.addMember('slack', 'zahra', { language: 'ckb' });
    const newcomer = world.person('discord', 'zahra#1');
    await newcomer.join();
    await enter(zahra, newcomer);
    await newcomer.press('members:link-confirm');
    expect(await newcomer.member()).toMatchObject({ id: zahra.id, language: 'ckb', status: 'active' });
    expect(await world.store.autocommit.members.count({})).toBe(1);
  });

  it('can be undone: the account comes in as somebody new', async () => {
    const [zahra, other] = [await world.addMember('slack', 'zahra'), await world.addMember('discord', 'other')];
    expect(await zahra.type('/profile link')).not.toContain('Unlink');
    await enter(zahra, other);
    await other.press('members:link-confirm');
    await zahra.type('/profile link');
    const buttons = zahra.last()?.cards.flatMap(({ blocks }) => blocks.flatMap((b) => (b.type === 'actions' ? b.controls : []))) ?? [];
    const unlink = buttons.find((b) => b.type === 'button' && b.label.includes('Discord'));
    expect(await zahra.pressAnyway(unlink && 'action' in unlink ? unlink.action : '')).toContain('no longer yours');
    expect((await world.store.autocommit.audit.list({ offset: 0, limit: 1 }))[0]?.action).toBe('member.unlink');
    await other.type('/profile show');
    expect(await other.member()).toMatchObject({ status: 'newcomer' });
    expect((await zahra.member()).offers).toEqual([]);
    const only = zahra.last()?.cards[0]?.blocks;
    expect(JSON.stringify(only)).not.toContain('members:unlink');
  });

  it('is known to the export and to the erasure', async () => {
    const [zahra, other] = [await world.addMember('slack', 'zahra'), await world.addMember('discord', 'other')];
    await enter(zahra, other);
    await other.press('members:link-confirm');
    expect(await exportPersonalData(world.contexts.autocommit, zahra.id)).toMatchObject({
      accounts: [{ platform: 'discord' }, { platform: 'slack' }],
      relays: [],
    });
    await zahra.type('/profile link');
    await zahra.pressAnyway(`members:forget-confirm:${zahra.id}`, [], 'direct');
    const db = world.store.database.db.withTables<MembersTables>();
    for (const table of ['link_codes', 'link_guesses', 'identities', 'members'] as const)
      expect(await db.selectFrom(table).select('community_id').execute(), table).toEqual([]);
  });
});

describe('two rows of one person', () => {
  let a: Awaited<ReturnType<BothPlatforms['addMember']>>;
  let b: Awaited<ReturnType<BothPlatforms['addMember']>>;
  let noor: MemberId;
  let sara: MemberId;
  const round = async (number: number) =>
    world.store.autocommit.coffee.insertRound({
      number,
      state: number === 101 ? 'closed' : 'introduced',
      invitationAt: toInstant(1),
      matchingAt: toInstant(number * 10),
      nudgeAt: toInstant(3),
      checkInAt: toInstant(4),
      closingAt: after(world.clock.now(), 100 * HOUR),
      seed: 1,
      explanation: null,
    });
  const match = async (id: Awaited<ReturnType<typeof round>>, members: readonly MemberId[]): Promise<MatchId> =>
    world.store.autocommit.coffee.insertMatch({
      round: id,
      members: members.map((member) => ({ member, organisation: null, checkIn: null, outcome: null, note: null, laterOutcome: null })),
      firstToWrite: members[0] ?? null,
      score: 1,
      reasons: [],
      commonLanguages: ['en'],
      lastWordAt: null,
    });
  const link = async () => {
    await enter(a, b);
    await b.press('members:link-confirm');
  };

  beforeEach(async () => {
    a = await world.addMember('slack', 'a');
    b = await world.addMember('discord', 'b');
    noor = (await world.addMember('slack', 'noor')).id;
    sara = (await world.addMember('discord', 'sara')).id;
  });

  it('keep both avoid lists, in both directions, and nobody avoids themselves', async () => {
    const { coffee } = world.store.autocommit;
    const avoids = [
      [a.id, noor],
      [a.id, b.id],
      [b.id, noor],
      [b.id, sara],
      [b.id, a.id],
      [noor, b.id],
      [sara, a.id],
      [sara, b.id],
    ] as const;
    for (const [member, other] of avoids) await coffee.addAvoided(member, other);
    await link();
    expect(await coffee.avoided(a.id)).toEqual([noor, sara]);
    expect(await coffee.avoided(noor)).toEqual([a.id]);
    expect(await coffee.avoided(sara)).toEqual([a.id]);
  });

  it('keep all past matches and rounds, nothing twice, no meeting with oneself', async () => {
    const { coffee } = world.store.autocommit;
    const [first, second] = [await round(101), await round(102)];
    await match(first, [a.id, noor]);
    await match(first, [b.id, sara]);
    const own = await match(second, [a.id, b.id]);
    for (const member of [a.id, b.id]) {
      await coffee.saveParticipations([
        { round: first, member, answer: 'in', result: 'matched', reason: null, responded: member === b.id },
        { round: second, member, answer: member === a.id ? 'invited' : 'in', result: 'matched', reason: null, responded: false },
      ]);
    }
    await link();
    expect((await coffee.matchesOf(a.id)).map(({ members }) => members.map(({ member }) => member))).toEqual([
      [a.id],
      [a.id, sara],
      [a.id, noor],
    ]);
    expect((await coffee.match(own))?.members).toHaveLength(1);
    expect((await coffee.records()).meetings.map(({ a: one, b: other }) => [one, other])).toEqual(
      expect.arrayContaining([
        [a.id, noor],
        [a.id, sara],
      ]),
    );
    expect((await coffee.records()).meetings).toHaveLength(2);
    expect(await coffee.participation(first, a.id)).toMatchObject({ responded: true, result: 'matched' });
    expect(await coffee.participation(second, a.id)).toMatchObject({ answer: 'in', reason: 'partner-left' });
    expect(await coffee.participations(first)).toHaveLength(1);
  });

  it('are enrolled once, and a pause ends once', async () => {
    const { coffee, agenda } = world.store.autocommit;
    await a.type('/coffee join');
    await b.type('/coffee join');
    await b.type('/coffee pause 2026-12-20');
    await link();
    expect(await coffee.enrolments()).toMatchObject([{ member: a.id, state: 'in' }]);
    const returns = await agenda.list({ kindPrefix: 'coffee.return', states: ['planned'], limit: 10 });
    expect(returns).toEqual([]);
  });

  it('get what waits for either, and nothing twice', async () => {
    const { deliveries } = world.store.autocommit;
    const dueAt = after(world.clock.now(), HOUR);
    const plan = (key: string, member: MemberId, args: object) =>
      deliveries.plan({ key, kind: 'coffee.returned', args, to: { to: 'member', member }, dueAt });
    await plan('one', a.id, { member: a.id });
    await plan('two', b.id, { member: b.id });
    await deliveries.plan({
      key: 'group',
      kind: 'coffee.nudge',
      args: {},
      to: { to: 'group', group: 'g', members: [a.id, b.id, noor] },
      dueAt,
    });
    await link();
    expect((await deliveries.list({ member: a.id, states: ['planned'], limit: 10 })).map(({ key }) => key)).toEqual(['one']);
    expect((await deliveries.find('two'))?.state).toBe('dropped');
    expect((await deliveries.find('group'))?.to).toMatchObject({ members: [a.id, noor] });
  });

  it('keep the talks of either, and no talk with oneself', async () => {
    const { relays } = world.store.autocommit;
    await relays.offer([
      { key: 'coffee:1', members: [b.id, noor] },
      { key: 'coffee:2', members: [a.id, b.id] },
    ]);
    const theirs = await relays.findByKey('coffee:1');
    if (!theirs) throw new Error('no relay');
    await relays.setMember(theirs.id, b.id, 'accepted');
    await link();
    expect(await relays.findByKey('coffee:1')).toMatchObject({
      members: expect.arrayContaining([{ member: a.id, state: 'accepted' }]) as unknown,
    });
    expect(await relays.findByKey('coffee:2')).toMatchObject({ state: 'ended', members: [{ member: a.id }] });
  });

  it('keep what each decided to hide', async () => {
    await world.store.autocommit.members.update(b.id, { visibility: { ...(await b.member()).visibility, wants: 'nobody' } });
    await link();
    expect((await a.member()).visibility).toMatchObject({ wants: 'nobody', offers: 'everyone' });
  });
});
