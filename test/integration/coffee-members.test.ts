import { afterEach, describe, expect, it } from 'vitest';
import type { MemberId } from '../../src/core/ids.js';
import { after, DAY, HOUR, toLocalDate } from '../../src/core/time.js';
import type { MatchId } from '../../src/features/coffee/types.js';
import { actionsOf, createCoffeeWorld, messageOf, textOf, type World } from '../support/coffee.js';

let world: World;
afterEach(() => world.close());

const weekly = { cadence: { every: 'week', weekday: 'sun' } };
const one = (ids: readonly MemberId[], index = 0): MemberId => {
  const id = ids[index];
  if (id === undefined) throw new Error('nobody there');
  return id;
};

async function matchedWorld(options: Parameters<typeof createCoffeeWorld>[0] = {}, count = 2) {
  world = await createCoffeeWorld(options);
  const members = await world.addJoined(count);
  await world.plan();
  await world.runUntil(after((await world.round()).matchingAt, HOUR));
  return members;
}
const matchesOf = async (member: MemberId) => world.store.autocommit.coffee.matchesOf(member);
const inRound = async () =>
  (await world.store.autocommit.coffee.participations((await world.round()).id)).map(({ member, answer }) => [member, answer]);

describe('taking part', () => {
  it('joins, and into the round whose invitation is open; twice changes nothing', async () => {
    world = await createCoffeeWorld();
    await world.plan();
    await world.runUntil('2026-12-04T09:00:00+03:00');
    const member = await world.addMember({ language: 'ar', languages: ['ar'] });
    const [first, second] = await Promise.all([world.click(member, 'coffee:join:17'), world.click(member, 'coffee:join:17')]);
    expect(textOf(first)).toContain('أنت معنا في لقاءات القهوة');
    expect(textOf(second)).toBe(textOf(first));
    expect(await inRound()).toEqual([[member, 'in']]);
    expect(await world.store.autocommit.coffee.enrolments()).toHaveLength(1);
  });

  it('is not for newcomers, pending members or bots', async () => {
    world = await createCoffeeWorld();
    for (const change of [{ status: 'newcomer' }, { status: 'pending' }, { isBot: true }] as const) {
      const member = await world.addMember(change);
      await world.click(member, 'coffee:join:0');
      expect(await world.store.autocommit.coffee.enrolment(member)).toBeUndefined();
    }
  });

  it('skips by one click, and changes its mind', async () => {
    world = await createCoffeeWorld();
    const members = await world.addJoined(3);
    await world.plan();
    await world.runUntil('2026-12-04T09:00:00+03:00');
    const { id } = await world.round();
    expect(textOf(await world.click(one(members), `coffee:skip:${id}`))).toContain('skipping round 1');
    await world.click(one(members, 1), `coffee:skip:${id}`);
    await world.click(one(members, 1), `coffee:in:${id}`);
    await world.runUntil('2026-12-06T12:00:00+03:00');
    const [match] = await world.store.autocommit.coffee.matches(id);
    expect(match?.members.map(({ member }) => member).sort()).toEqual([members[1], members[2]]);
    expect(textOf(await world.click(one(members, 1), `coffee:in:${id}`))).toContain('In round 1 you’re matched with Member 3');
    const late = await world.click(one(members), `coffee:in:${id}`);
    expect(textOf(late)).toContain('are made. You’re in from the next one');
    expect(textOf(await world.click(one(members, 1), `coffee:skip:${id}`))).toContain('so you can’t skip it any more');
    expect(await world.store.autocommit.coffee.participation(id, one(members, 1))).toMatchObject({ answer: 'in', result: 'matched' });
  });

  it('joins by «count me in», also on an old button', async () => {
    await matchedWorld({ coffee: weekly });
    const { id } = await world.round();
    await world.runUntil(after((await world.round()).closingAt, HOUR));
    const member = await world.addMember();
    expect(textOf(await world.click(member, `coffee:in:${id}`))).toContain('Round 1 is over');
    expect(await world.store.autocommit.coffee.enrolment(member)).toMatchObject({ state: 'in' });
    expect(textOf(await world.click(member, 'coffee:in:999'))).toContain('no such round');
    expect(textOf(await world.click(member, 'coffee:in:nonsense'))).toContain('no such round');
  });

  it('asks each time where the settings say so', async () => {
    world = await createCoffeeWorld({ coffee: { participation: 'each-round' } });
    const members = await world.addJoined(3);
    await world.plan();
    await world.runUntil('2026-12-04T09:00:00+03:00');
    const { id } = await world.round();
    expect(world.to(`direct:${one(members)}`).at(-1)?.text).toContain('Would you like to take part?');
    await world.click(one(members), `coffee:in:${id}`);
    await world.click(one(members, 2), `coffee:in:${id}`);
    await world.runUntil('2026-12-06T12:00:00+03:00');
    expect((await world.store.autocommit.coffee.participations(id)).map(({ result }) => result)).toEqual(['matched', 'pending', 'matched']);
  });
});

describe('a pause', () => {
  it('ends by itself on its day, also in the middle of an invitation', async () => {
    world = await createCoffeeWorld();
    const members = await world.addJoined(2);
    await world.plan();
    expect(textOf(await world.command(one(members), 'pause 2026-12-05'))).toContain('pausing until');
    await world.runUntil('2026-12-04T09:00:00+03:00');
    expect(await inRound()).toEqual([[members[1], 'invited']]);
    await world.runUntil('2026-12-05T12:00:00+03:00');
    expect(world.to(`direct:${one(members)}`).at(-1)?.text).toContain('Welcome back');
    expect(await inRound()).toEqual([
      [members[0], 'invited'],
      [members[1], 'invited'],
    ]);
    await world.runUntil('2026-12-06T12:00:00+03:00');
    expect(await matchesOf(one(members))).toHaveLength(1);
  });

  it('by one click lasts past the round and a month, and can be set otherwise', async () => {
    world = await createCoffeeWorld({ coffee: weekly });
    const members = await world.addJoined(2);
    await world.plan();
    await world.runUntil(after((await world.round()).invitationAt, HOUR));
    const { id } = await world.round();
    const reply = await world.click(one(members), `coffee:pause:${id}`);
    expect(await world.store.autocommit.coffee.enrolment(one(members))).toMatchObject({ state: 'paused', pausedUntil: '2026-12-24' });
    expect(await world.store.autocommit.coffee.participation(id, one(members))).toMatchObject({ answer: 'paused' });
    expect(actionsOf(messageOf(reply))).toEqual(['coffee:pause-until:0', 'coffee:pause-date:0', 'coffee:back:0']);

    await world.click(one(members), 'coffee:pause-until:0', ['open']);
    expect(await world.store.autocommit.coffee.enrolment(one(members))).toMatchObject({ pausedUntil: null });
    await world.submit(one(members), 'coffee:pause-date:0', { until: '2027-02-01' });
    expect(await world.store.autocommit.coffee.enrolment(one(members))).toMatchObject({ pausedUntil: '2027-02-01' });
    await world.click(one(members), 'coffee:back:0');
    expect(await world.store.autocommit.coffee.enrolment(one(members))).toMatchObject({ state: 'in', pausedUntil: null });
    expect(await world.store.autocommit.coffee.participation(id, one(members))).toMatchObject({ answer: 'in' });
    expect((await world.store.autocommit.agenda.find(`coffee:return:${one(members)}`))?.state).toBe('cancelled');
  });

  it('may end, begin again and end again', async () => {
    world = await createCoffeeWorld();
    const member = one(await world.addJoined(1));
    for (const until of ['2026-11-25', '2026-11-28']) {
      await world.command(member, `pause ${until}`);
      await world.runUntil(`${until}T12:00:00+03:00`);
      expect(await world.store.autocommit.coffee.enrolment(member)).toMatchObject({ state: 'in' });
    }
    expect(world.keys('coffee:returned')).toHaveLength(2);
  });

  it.each([
    ['2026-11-22', 'n’t in the future'],
    ['2026-02-30', ''],
    ['2040-01-01', 'two years'],
  ])('refuses %s with a sentence', async (until, sentence) => {
    world = await createCoffeeWorld();
    const member = one(await world.addJoined(1));
    const reply = await world.submit(member, 'coffee:pause-date:0', { until });
    expect(reply.type).toBe('form-errors');
    expect(textOf(reply)).toContain(sentence);
    expect(await world.store.autocommit.coffee.enrolment(member)).toMatchObject({ state: 'in' });
  });

  it('has nothing to pause for somebody who never joined', async () => {
    world = await createCoffeeWorld();
    const member = await world.addMember();
    expect(textOf(await world.command(member, 'pause'))).toContain('haven’t joined');
    expect(textOf(await world.command(member, 'leave'))).toContain('haven’t joined');
  });
});

describe('the private list', () => {
  it('keeps two apart, and neither the other one nor an organiser learns of it', async () => {
    world = await createCoffeeWorld();
    const organiser = await world.addMember({ role: 'organiser' });
    const [a, b] = await world.addJoined(2);
    if (a === undefined || b === undefined) throw new Error('two are needed');
    await world.plan();
    expect(textOf(await world.command(a, 'avoid @Member 3'))).toContain('on your list');
    expect(textOf(await world.command(a, 'avoid'))).toContain('Member 3');
    expect(textOf(await world.command(b, 'avoid'))).toContain('Your list is empty');
    expect(textOf(await world.command(organiser, 'preview'))).toContain('Member 2: too few took part');
    await world.runUntil('2026-12-06T12:00:00+03:00');
    expect(await matchesOf(a)).toEqual([]);
    // Nobody is invited in vain, and organisers hear only what would help.
    const words = [...world.to(`direct:${b}`), ...world.to('channel:coffee'), ...world.to('channel:organisers')]
      .map(({ text }) => text)
      .join('\n');
    expect(words).toContain('More people in the coffee chats');
    expect(words).not.toMatch(/list|avoid|without a repeat:|one organisation|Member/);
    await world.click(a, 'coffee:unavoid:0', [String(b)]);
    expect(await world.store.autocommit.coffee.avoided(a)).toEqual([]);
  });

  it('says how to reach those whom the menu does not hold', async () => {
    world = await createCoffeeWorld();
    const [member, ...others] = await world.addJoined(27);
    if (member === undefined) throw new Error('somebody is needed');
    for (const other of others) await world.store.autocommit.coffee.addAvoided(member, other);
    expect(textOf(await world.command(member, 'avoid'))).toContain('The menu holds the first 25 only');
    expect(textOf(await world.click(member, 'coffee:unavoid:0', [String(others[0])]))).not.toContain('The menu holds');
  });

  it('refuses oneself and people who are not there', async () => {
    world = await createCoffeeWorld();
    const member = one(await world.addJoined(1));
    expect(textOf(await world.command(member, 'avoid @Member 1'))).toContain('can’t put yourself');
    expect(textOf(await world.click(member, 'coffee:avoid:4711'))).toContain('isn’t a member');
    expect(await world.store.autocommit.coffee.avoided(member)).toEqual([]);
  });
});

describe('a check-in', () => {
  it('can be corrected until the round closes; a first answer is welcome later too', async () => {
    const members = await matchedWorld({ coffee: weekly });
    const [match] = await matchesOf(one(members));
    const id = match?.id as MatchId;
    const seat = async (member: MemberId) => (await world.store.autocommit.coffee.match(id))?.members.find((s) => s.member === member);
    await world.click(one(members), `coffee:could-not:${id}`);
    await world.click(one(members), `coffee:met:${id}`);
    await world.click(one(members), `coffee:outcome:${id}`, ['contact']);
    await world.runUntil(after((await world.round()).closingAt, HOUR));

    expect(textOf(await world.click(one(members), `coffee:could-not:${id}`))).toContain('your answer stands');
    expect(await seat(one(members))).toMatchObject({ checkIn: 'met', outcome: 'contact' });
    await world.click(one(members), `coffee:outcome:${id}`, ['agreement']);
    expect(await seat(one(members))).toMatchObject({ outcome: 'contact', laterOutcome: 'agreement' });

    expect(textOf(await world.click(one(members, 1), `coffee:met:${id}`))).toContain('Great that you met');
    expect(await seat(one(members, 1))).toMatchObject({ checkIn: 'met' });
  });

  it('belongs to the match’s own members; others’ and unknown ids look the same', async () => {
    const members = await matchedWorld();
    const stranger = await world.addMember();
    const [match] = await matchesOf(one(members));
    const before = await world.store.autocommit.coffee.match(match?.id as MatchId);
    const replies: string[] = [];
    for (const action of [
      `coffee:met:${match?.id}`,
      'coffee:met:999',
      'coffee:met:oops',
      `coffee:outcome:${match?.id}`,
      `coffee:later:${match?.id}`,
      `coffee:note:${match?.id}`,
      `coffee:tell:${match?.id}`,
    ]) {
      replies.push(textOf(await world.click(stranger, action, ['contact'])));
    }
    expect(new Set(replies).size).toBe(1);
    expect(replies[0]).toContain('doesn’t belong to a coffee chat of yours');
    expect(textOf(await world.submit(stranger, `coffee:tell:${match?.id}`, { words: 'x' }))).toBe(replies[0]);
    expect(await world.store.autocommit.coffee.match(match?.id as MatchId)).toEqual(before);
  });

  it('takes two clicks at once and a form twice as one', async () => {
    const members = await matchedWorld();
    const [match] = await matchesOf(one(members));
    await Promise.all([world.click(one(members), `coffee:met:${match?.id}`), world.click(one(members), `coffee:met:${match?.id}`)]);
    await Promise.all([
      world.submit(one(members), `coffee:note:${match?.id}`, { note: 'Good' }),
      world.submit(one(members), `coffee:note:${match?.id}`, { note: 'Good' }),
    ]);
    const kept = await world.store.autocommit.coffee.match(match?.id as MatchId);
    expect(kept?.members.filter(({ checkIn }) => checkIn === 'met')).toHaveLength(1);
    expect(
      (await world.store.autocommit.agenda.list({ kindPrefix: 'deliver', states: ['planned'], limit: 100 })).filter(({ key }) =>
        key.includes('follow-up'),
      ),
    ).toHaveLength(1);
  });

  it('asks what came of it only after a meeting, and takes only steps that exist', async () => {
    const members = await matchedWorld();
    const [match] = await matchesOf(one(members));
    expect(textOf(await world.click(one(members), `coffee:outcome:${match?.id}`, ['contact']))).toContain('first that you met');
    await world.click(one(members), `coffee:met:${match?.id}`);
    expect(textOf(await world.click(one(members), `coffee:outcome:${match?.id}`, ['marriage']))).toContain('doesn’t exist');
    expect(textOf(await world.click(one(members), `coffee:outcome:${match?.id}`))).toContain('doesn’t exist');
  });

  it('keeps a sentence as it was written, markup included but no marks that turn its direction, and not more than it may hold', async () => {
    const members = await matchedWorld();
    const [match] = await matchesOf(one(members));
    await world.click(one(members), `coffee:met:${match?.id}`);
    await world.submit(one(members), `coffee:note:${match?.id}`, { note: `<!everyone> *bold* \u202e${'x'.repeat(10_000)}` });
    const note = (await world.store.autocommit.coffee.match(match?.id as MatchId))?.members.find(
      ({ member }) => member === members[0],
    )?.note;
    expect(note).toHaveLength(500);
    expect(note?.startsWith('<!everyone> *bold* xxx')).toBe(true);
    await world.submit(one(members), `coffee:note:${match?.id}`, { note: ' ' });
    expect((await world.store.autocommit.coffee.match(match?.id as MatchId))?.members.every((seat) => seat.note === null)).toBe(true);
  });

  it('drops the sentence with the answer that it was written for', async () => {
    const members = await matchedWorld();
    const [match] = await matchesOf(one(members));
    await world.click(one(members), `coffee:not-a-good-match:${match?.id}`);
    await world.submit(one(members), `coffee:tell:${match?.id}`, { words: 'He was rude' });
    await world.click(one(members), `coffee:met:${match?.id}`);
    await world.runUntil(after(world.clock.now(), HOUR));
    expect(world.to('channel:organisers')).toEqual([]);
    expect((await world.report(toLocalDate('2026-12-01'), toLocalDate('2026-12-31'))).notes).toEqual([]);
  });

  it('changes the question in a direct message, and answers privately where others read along', async () => {
    const members = await matchedWorld();
    const [match] = await matchesOf(one(members));
    expect(await world.click(one(members), `coffee:met:${match?.id}`)).toMatchObject({ visibility: 'private', replace: true });
    const inGroup = await world.click(one(members), `coffee:met:${match?.id}`, [], 'group');
    expect(inGroup).toMatchObject({ visibility: 'private' });
    expect(inGroup).not.toHaveProperty('replace', true);
  });

  it('asks once more after sixty days whether it went further, and only who met', async () => {
    const members = await matchedWorld();
    const [match] = await matchesOf(one(members));
    await world.click(one(members), `coffee:met:${match?.id}`);
    await world.click(one(members), `coffee:outcome:${match?.id}`, ['exchange']);
    await world.click(one(members, 1), `coffee:met:${match?.id}`);
    await world.click(one(members, 1), `coffee:could-not:${match?.id}`);
    const asked = after(world.clock.now(), 60 * DAY);
    await world.runUntil(after(asked, -HOUR));
    expect(world.keys('coffee:follow-up')).toEqual([]);
    await world.runUntil(after(asked, DAY));
    expect(world.keys('coffee:follow-up')).toEqual([`coffee:follow-up:${match?.id}:${one(members)}`]);
    const question = world.sent.find(({ key }) => key.startsWith('coffee:follow-up'));
    expect(question?.text).toContain('You told us then: ');
    await world.click(one(members), `coffee:later:${match?.id}`, ['no-further']);
    const kept = await world.store.autocommit.coffee.match(match?.id as MatchId);
    expect(kept?.members.find(({ member }) => member === members[0])?.laterOutcome).toBe('exchange');
  });

  it('tells organisers of a bad match only if the person says so, once', async () => {
    const members = await matchedWorld();
    const [match] = await matchesOf(one(members));
    const reply = await world.click(one(members), `coffee:not-a-good-match:${match?.id}`);
    expect(actionsOf(messageOf(reply))).toContain(`coffee:avoid:${one(members, 1)}`);
    await world.runUntil(after(world.clock.now(), HOUR));
    expect(world.to('channel:organisers')).toEqual([]);
    for (let twice = 0; twice < 2; twice++) await world.submit(one(members), `coffee:tell:${match?.id}`, { words: 'He never came' });
    await world.runUntil(after(world.clock.now(), HOUR));
    expect(world.to('channel:organisers')).toHaveLength(1);
    expect(world.to('channel:organisers')[0]?.text).toContain('He never came');
    expect(textOf(await world.submit(one(members, 1), `coffee:tell:${match?.id}`, { words: 'x' }))).toContain('nothing to tell');
    const rest = world.sent.filter(({ to }) => to !== 'channel:organisers').map(({ text }) => text);
    expect(rest.join('\n')).not.toContain('never came');
  });
});

describe('words in the group', () => {
  it('spare the pair a nudge, and count as an answer', async () => {
    const members = await matchedWorld({}, 4);
    const round = await world.round();
    const matches = await world.store.autocommit.coffee.matches(round.id);
    const talking = matches[0];
    const writer = talking?.members[0]?.member as MemberId;
    await world.say(writer, `coffee:${talking?.id}`);
    await world.say(one(members), 'topics:1');
    await world.say(one(members), 'coffee:999');
    await world.runUntil(after(round.nudgeAt, HOUR));
    expect(world.keys('coffee:nudge')).toEqual([`coffee:nudge:${matches[1]?.id}`]);
    expect(await world.store.autocommit.coffee.participation(round.id, writer)).toMatchObject({ responded: true });
  });

  it('of somebody else change nothing', async () => {
    const members = await matchedWorld();
    const stranger = await world.addMember();
    const [match] = await matchesOf(one(members));
    await world.say(stranger, `coffee:${match?.id}`);
    expect((await world.store.autocommit.coffee.match(match?.id as MatchId))?.lastWordAt).toBeNull();
  });
});

describe('silence', () => {
  it('of three rounds pauses kindly, and one click brings back', async () => {
    world = await createCoffeeWorld({ coffee: { ...weekly, noRepeatRounds: 0 } });
    const [talkative, silent] = await world.addJoined(2);
    if (talkative === undefined || silent === undefined) throw new Error('two are needed');
    await world.plan();
    for (let round = 1; round <= 3; round++) {
      const { invitationAt, closingAt, id } = await world.round();
      await world.runUntil(after(invitationAt, HOUR));
      await world.click(talkative, `coffee:in:${id}`);
      expect(await world.store.autocommit.coffee.enrolment(silent)).toMatchObject({ state: 'in', unanswered: round - 1 });
      await world.runUntil(after(closingAt, HOUR / 2));
    }
    expect(await world.store.autocommit.coffee.enrolment(silent)).toMatchObject({ state: 'paused', pausedUntil: null });
    expect(await world.store.autocommit.coffee.enrolment(talkative)).toMatchObject({ state: 'in', unanswered: 0 });
    const note = world.to(`direct:${silent}`).at(-1);
    expect(note?.text).toContain('for 3 rounds');
    expect(note && actionsOf(note.message)).toEqual(['coffee:back:0']);
    await world.click(silent, 'coffee:back:0');
    expect(await world.store.autocommit.coffee.enrolment(silent)).toMatchObject({ state: 'in', unanswered: 0 });
  });

  it('is over with a late answer', async () => {
    world = await createCoffeeWorld({ coffee: { ...weekly, noRepeatRounds: 0 } });
    const members = await world.addJoined(2);
    await world.plan();
    const { closingAt } = await world.round();
    await world.runUntil(after(closingAt, HOUR / 2));
    expect(await world.store.autocommit.coffee.enrolment(one(members))).toMatchObject({ unanswered: 1 });
    const [match] = await matchesOf(one(members));
    await world.click(one(members), `coffee:met:${match?.id}`);
    expect(await world.store.autocommit.coffee.enrolment(one(members))).toMatchObject({ unanswered: 0 });
  });
});
