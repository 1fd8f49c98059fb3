import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { weekdayOf } from '../../../src/calendar/wall-clock.js';
import { type MemberId, toId } from '../../../src/core/ids.js';
import { LANGUAGES } from '../../../src/core/language.js';
import { isZone, SECTORS } from '../../../src/core/settings.js';
import { toInstant } from '../../../src/core/time.js';
import { DEMO_PERSONAS, DEMO_SPACE, seedCommunity, webPersonas } from '../../../src/demo/index.js';
import { SAMPLE_EVENTS } from '../../../src/demo/sample/events/events.js';
import { SAMPLE_PEOPLE } from '../../../src/demo/sample/people.js';
import { WISHES } from '../../../src/demo/sample/resources/wanted.js';
import { DISCUSSIONS } from '../../../src/demo/sample/topics/discussions.js';
import { PROPOSED } from '../../../src/demo/sample/topics/proposed.js';
import { explain } from '../../../src/features/coffee/explain.js';
import type { Match } from '../../../src/features/coffee/types.js';
import { isSetUp } from '../../../src/features/community/set-up.js';
import { threadKey as eventThreadKey } from '../../../src/features/events/keys.js';
import type { EventId } from '../../../src/features/events/types.js';
import { lettersStore } from '../../../src/features/letter/store/index.js';
import { GOVERNORATES } from '../../../src/features/members/governorates.js';
import { isSkill } from '../../../src/features/members/skills.js';
import { isSpokenCode } from '../../../src/features/members/spoken.js';
import { cleanLine, PHRASE_MAX } from '../../../src/features/members/text.js';
import type { Member } from '../../../src/features/members/types.js';
import type { RequestId } from '../../../src/features/resources/requests/types.js';
import { search } from '../../../src/features/resources/search.js';
import { findingStore, resourcesStore } from '../../../src/features/resources/store/index.js';
import { requestsStore } from '../../../src/features/resources/store/requests.js';
import { TEXT_MAX, TITLE_MAX } from '../../../src/features/stories/rules/limits.js';
import { storiesStore } from '../../../src/features/stories/store/index.js';
import { threadKey } from '../../../src/features/topics/keys.js';
import { reportYear } from '../../../src/features/topics/reporting/report.js';
import { createTestClock } from '../../support/clock.js';
import { openTestStore, type TestStore } from '../../support/store.js';

const NOW = '2026-11-22T09:20:31+03:00';
let store: TestStore;
let members: readonly Member[];

async function allMembers({ autocommit: read }: TestStore): Promise<readonly Member[]> {
  return read.members.list({}, { offset: 0, limit: 1000 });
}

/** Every row of every table, without what the database numbers by itself in its own way. */
async function contents({ database }: TestStore): Promise<string> {
  const tables = ['communities', 'organisations', 'members', 'identities', 'coffee_enrolments', 'coffee_rounds', 'coffee_participations'];
  const others = ['coffee_matches', 'coffee_match_members', 'agenda', 'deliveries', 'audit', 'web_users', 'web_messages', 'web_reads'];
  const rows = await Promise.all(
    [...tables, ...others].map(async (table) => [
      table,
      await database.db
        .selectFrom(table as 'agenda')
        .selectAll()
        .execute(),
    ]),
  );
  return JSON.stringify(rows);
}

beforeAll(async () => {
  store = await openTestStore();
  await seedCommunity(store.contexts({ clock: createTestClock(NOW) }));
  members = await allMembers(store);
});
afterAll(() => store.close());

describe('the sample community', () => {
  it('has a letter that waits for an organiser, in three languages', async () => {
    const letter = await lettersStore(store.autocommit.tx).newest();
    expect(letter).toMatchObject({ state: 'draft', month: '2026-11' });
    for (const language of LANGUAGES) expect(letter?.content[language].length).toBeGreaterThan(1);
    expect((await store.autocommit.deliveries.find(`letter:${letter?.id}:drafted`))?.state).toBe('planned');
  });

  it('is set up, so that letters and rounds go on and no first steps are asked for', async () => {
    const empty = await openTestStore({ isSetUp: false });
    const contexts = empty.contexts({ clock: createTestClock(NOW) });
    await seedCommunity(contexts);
    expect(await isSetUp(contexts.autocommit)).toBe(true);
    await empty.close();
  });

  it('is 37 organisations of three types in many governorates, and 120 members of them', async () => {
    const organisations = await store.autocommit.organisations.list();
    expect(organisations).toHaveLength(37);
    expect(new Set(organisations.map(({ name }) => name)).size).toBe(37);
    expect(new Set(organisations.map(({ type }) => type))).toEqual(new Set(['local', 'national', 'international']));
    const places = organisations.flatMap(({ governorates }) => governorates);
    expect(places.filter((place) => !GOVERNORATES.some((known) => known === place))).toEqual([]);
    expect(new Set(places).size).toBeGreaterThan(15);
    expect(organisations.flatMap(({ sectors }) => sectors).filter((sector) => !SECTORS.some((known) => known === sector))).toEqual([]);
    expect(members).toHaveLength(120);
    expect(new Set(members.map(({ name }) => name)).size).toBe(120);
    expect(new Set(members.map(({ organisation }) => organisation)).size).toBe(37);
  });

  it('holds only what the induction would let in', () => {
    for (const member of members) {
      expect(cleanLine(member.name)).toBe(member.name);
      expect(member.languages.filter((code) => !isSpokenCode(code))).toEqual([]);
      expect(member.languages.length).toBeGreaterThan(0);
      expect(LANGUAGES).toContain(member.language);
      expect(isZone(member.timezone)).toBe(true);
      expect(member.offers.length).toBeGreaterThan(0);
      expect(member.wants.length).toBeGreaterThan(0);
      for (const term of [...member.offers, ...member.wants]) {
        if (isSkill(term)) continue;
        // What is no code is a phrase of somebody's own, and long enough to be one.
        expect(term).toMatch(/\p{L}+ \p{L}+/u);
        expect(cleanLine(term)).toBe(term);
        expect(term.length).toBeLessThanOrEqual(PHRASE_MAX);
      }
    }
    expect(new Set(members.map(({ language }) => language))).toEqual(new Set(LANGUAGES));
    expect(new Set(members.map(({ timezone }) => timezone)).size).toBe(3);
  });

  it('writes Kurdish with Kurdish letters', () => {
    const kurdish = SAMPLE_PEOPLE.flat().filter(({ languages }) => languages[0] === 'ckb' && languages.length > 0);
    for (const { name, offers = [], wants = [] } of kurdish) expect([name, ...offers, ...wants].join(' ')).not.toMatch(/[يكةى]/);
  });

  it('has personas in three languages: an organiser, members, and a newcomer who is nobody yet', async () => {
    const found = await Promise.all(
      DEMO_PERSONAS.map(({ user }) => store.autocommit.members.findByAccount({ platform: 'web', space: DEMO_SPACE, user })),
    );
    expect(found.map((member) => member && [member.language, member.role])).toEqual([
      ['en', 'member'],
      ['ar', 'organiser'],
      ['ckb', 'member'],
      undefined,
    ]);
    expect(webPersonas().map(({ language, about }) => [language, about !== ''])).toEqual([
      ['en', true],
      ['ar', true],
      ['ckb', true],
      ['en', true],
    ]);
  });

  it('changes nothing when it is seeded again, and is the same in every database', async () => {
    const before = await contents(store);
    await seedCommunity(store.contexts({ clock: createTestClock('2027-03-01T10:00:00Z') }));
    expect(await contents(store)).toBe(before);
    const other = await openTestStore();
    try {
      await seedCommunity(other.contexts({ clock: createTestClock('2026-11-22T09:59:59+03:00') }));
      const own = (text: string) => text.replaceAll(/"(due_at|planned_for|edited_at)":\d+/g, '');
      expect(own(await contents(other))).toBe(own(before));
    } finally {
      await other.close();
    }
  });

  it('has words of people in three scripts in each channel, some of them still unread', async () => {
    const text = [];
    for (const channel of ['general', 'coffee', 'organisers']) {
      const conversation = await store.autocommit.webChat.conversationByKey(channel);
      expect(conversation).toBeDefined();
      const messages = await store.autocommit.webChat.messages({ conversation: conversation?.id ?? '', user: 'haneen', limit: 100 });
      expect(messages.length).toBeGreaterThan(2);
      text.push(...messages.map(({ content }) => (content.type === 'text' ? content.text : '')));
      for (const { at } of messages) expect(at).toBeLessThan(Date.parse(NOW));
    }
    expect(text.join(' ')).toMatch(/[A-Za-z]{4}/);
    expect(text.join(' ')).toMatch(/[ةي]/);
    expect(text.join(' ')).toMatch(/[ۆێڵ]/);
    for (const { user } of DEMO_PERSONAS) {
      const unread = [...(await store.autocommit.webChat.unread(user)).values()].reduce((sum, count) => sum + count, 0);
      expect(unread).toBeGreaterThan(0);
      expect(unread).toBeLessThan(8);
    }
  });
});

describe('its coffee rounds', () => {
  const pairsOf = ({ members: seats }: Match): readonly (readonly [MemberId, MemberId])[] => {
    const ids = seats.flatMap(({ member }) => member ?? []);
    return ids.flatMap((a, index) => ids.slice(index + 1).map((b) => [a, b] as const));
  };

  it('are eight months that are over and the one under way, oldest first, on first Sundays', async () => {
    const rounds = (await store.autocommit.coffee.rounds({ limit: 100 })).toReversed();
    expect(rounds.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(rounds.map(({ state }) => state)).toEqual([...Array.from({ length: 8 }, () => 'closed'), 'introduced']);
    for (const { matchingAt, explanation } of rounds) {
      const day = new Date(matchingAt);
      expect([day.getUTCDay(), day.getUTCDate() <= 7]).toEqual([0, true]);
      expect(explanation).toMatchObject({ version: 2 });
    }
  });

  it('come out the same when they are matched again from what was known then', async () => {
    const { autocommit } = store.contexts({ clock: createTestClock(NOW) });
    for (const number of [1, 5, 9]) expect(await explain(autocommit, number)).toMatchObject({ repeated: 'same' });
  });

  it('keep every rule: a common language, different organisations, no pair twice, one match a round, only who was asked and in', async () => {
    const byId = new Map(members.map((member) => [member.id, member]));
    const met = new Set<string>();
    for (const round of (await store.autocommit.coffee.rounds({ limit: 100 })).toReversed()) {
      const participations = new Map((await store.autocommit.coffee.participations(round.id)).map((one) => [one.member, one]));
      const seated: MemberId[] = [];
      for (const match of await store.autocommit.coffee.matches(round.id)) {
        const people = match.members.flatMap(({ member }) => (member === null ? [] : (byId.get(member) ?? [])));
        const common = people.map(({ languages }) => languages).reduce((a, b) => a.filter((code) => b.includes(code)));
        expect(common.length).toBeGreaterThan(0);
        expect([...match.commonLanguages].sort()).toEqual([...common].sort());
        expect(people.map(({ id }) => id)).toContain(match.firstToWrite);
        for (const [a, b] of pairsOf(match)) {
          expect(byId.get(a)?.organisation).not.toBe(byId.get(b)?.organisation);
          const pair = [a, b].sort((x, y) => x - y).join('-');
          expect(met).not.toContain(pair);
          met.add(pair);
        }
        seated.push(...people.map(({ id }) => id));
      }
      expect(new Set(seated).size).toBe(seated.length);
      for (const id of seated) {
        expect(participations.get(id)).toMatchObject({ result: 'matched' });
        expect(['in', 'invited']).toContain(participations.get(id)?.answer);
      }
      for (const { result, reason } of participations.values()) expect(result === 'left-out').toBe(reason !== null);
      expect(seated.length).toBeGreaterThan(60);
    }
  });

  it('say what came of them: most met, some could not, notes in three languages, some paused, nobody left out again and again', async () => {
    const rounds = (await store.autocommit.coffee.rounds({ limit: 100 })).filter(({ state }) => state === 'closed');
    const seats = (await Promise.all(rounds.map(({ id }) => store.autocommit.coffee.matches(id)))).flat().flatMap((match) => match.members);
    const share = (wanted: (seat: (typeof seats)[number]) => boolean) => seats.filter(wanted).length / seats.length;
    expect(share(({ checkIn }) => checkIn === 'met')).toBeGreaterThan(0.45);
    expect(share(({ checkIn }) => checkIn === null)).toBeGreaterThan(0.1);
    for (const answer of ['planned', 'could-not', 'not-a-good-match']) expect(seats.some(({ checkIn }) => checkIn === answer)).toBe(true);
    for (const step of ['contact', 'exchange', 'joint-activity', 'agreement'])
      expect(seats.some(({ outcome }) => outcome === step)).toBe(true);
    expect(seats.filter(({ outcome, checkIn }) => outcome !== null && checkIn !== 'met')).toEqual([]);
    const notes = seats.flatMap(({ note }) => note ?? []).join(' ');
    for (const script of [/[A-Za-z]{4}/, /[ةى]/, /[ۆێڵ]/]) expect(notes).toMatch(script);
    const participations = (await Promise.all(rounds.map(({ id }) => store.autocommit.coffee.participations(id)))).flat();
    const leftOut = participations.flatMap(({ result, member }) => (result === 'left-out' ? [member] : []));
    expect(leftOut).toEqual([...new Set(leftOut)]);
    expect(participations.filter(({ answer }) => answer === 'paused').length).toBeGreaterThan(3);
    const states = (await store.autocommit.coffee.enrolments()).map(({ state }) => state);
    expect(new Set(states)).toEqual(new Set(['in', 'paused', 'left']));
    expect((await store.autocommit.audit.list({ offset: 0, limit: 100 })).length).toBeGreaterThan(5);
  });

  it.each([
    ['before a round’s introductions', '2026-12-04T12:00:00+03:00', 'closed'],
    ['right after them', '2026-12-06T11:00:00+03:00', 'introduced'],
    ['while people are asked how it went', '2026-11-28T12:00:00+03:00', 'checking-in'],
  ])('fit the day on which the demo is first started: %s', async (_, now, newest) => {
    const other = await openTestStore();
    try {
      await seedCommunity(other.contexts({ clock: createTestClock(now) }));
      const [round] = await other.autocommit.coffee.rounds({ limit: 1 });
      expect(round?.state).toBe(newest);
      const rounds = await other.autocommit.coffee.rounds({ limit: 100 });
      expect(rounds.filter(({ state }) => state === 'closed')).toHaveLength(8);
      const planned = await other.autocommit.agenda.list({ states: ['planned'], limit: 1 });
      expect(planned[0]?.dueAt).toBeGreaterThanOrEqual(Date.parse(now));
    } finally {
      await other.close();
    }
  });
});

describe('its topics', () => {
  const since = { from: toInstant(Date.parse('2026-01-01T00:00:00Z')) };
  const held = () => store.autocommit.topics.topicsIn(['open', 'closed'], since);

  it('are two in each of eight months, in three languages and all sectors, with one that is discussed and one to come', async () => {
    const topics = await held();
    expect(topics.filter(({ state }) => state === 'closed').length).toBeGreaterThanOrEqual(16);
    expect(topics.at(-1)).toMatchObject({ state: 'open', closedAt: null });
    const planned = await store.autocommit.topics.topicsIn(['planned']);
    expect(planned.length).toBeGreaterThan(0);
    for (const { openedAt, facilitator } of planned) expect([openedAt, facilitator]).toEqual([null, expect.any(Number)]);
    expect(new Set(topics.map(({ language }) => language))).toEqual(new Set(LANGUAGES));
    expect(new Set(topics.map(({ sector }) => sector))).toEqual(new Set(SECTORS));
    const text = JSON.stringify(
      DISCUSSIONS.filter(({ language }) => language === 'ckb').map(({ said: { ckb }, title, question }) => [ckb, title, question]),
    );
    expect(text).not.toMatch(/[يكةى]/);
  });

  it('are discussed in threads that are there, by people who say nothing twice in one thread', async () => {
    for (const { id, state, openedAt } of await held()) {
      const thread = await store.autocommit.conversations.find(threadKey(id), 'web');
      const [, channel = '', opening] = /^(.+)#(\d+)$/.exec(thread?.id ?? '') ?? [];
      expect(await store.autocommit.webChat.message(Number(opening))).toMatchObject({
        author: null,
        opened: state === 'open' ? 'open' : 'closed',
        at: openedAt,
      });
      const messages = await store.autocommit.webChat.messages({
        conversation: channel,
        user: 'haneen',
        thread: Number(opening),
        limit: 100,
      });
      const contributions = await store.autocommit.topics.contributionsOf(id);
      expect(contributions.map(({ message }) => Number(message.id))).toEqual(messages.map((message) => message.id));
      expect(contributions.length).toBeGreaterThan(1);
      for (const { words, shared, message, writtenAt } of contributions) {
        expect(words !== null).toBe(shared);
        expect(message.conversation).toEqual(thread);
        expect(writtenAt).toBeLessThan(Date.parse(NOW));
      }
      const said = messages.flatMap(({ content }) => (content.type === 'text' ? [content.text] : []));
      expect(new Set(said).size).toBe(said.length);
    }
  });

  it('have a report: the quota is met, some summaries are missing, and recommendations were followed up', async () => {
    const contexts = store.contexts({ clock: createTestClock(NOW) });
    const year = await reportYear(contexts.autocommit, 2026);
    expect(year).toMatchObject({ more: 0, over: false, people: { type: 'shown' } });
    expect(year.held).toBe(year.due);
    expect(year.held).toBeGreaterThan(16);
    expect(year.missing).toHaveLength(2);
    // Organisers can write them.
    for (const { id } of year.missing) expect(await store.autocommit.topics.summary(id)).toMatchObject({ state: 'asked' });
    expect(year.recommendations.done).toBeGreaterThan(2);
    expect(year.share).toBeGreaterThan(40);
  });

  it('are proposed and supported, one without a name', async () => {
    const proposals = await store.autocommit.topics.openPage({ offset: 0, limit: 20 });
    expect(proposals.total).toBe(PROPOSED.length);
    expect(proposals.proposals.filter(({ anonymous }) => anonymous)).toHaveLength(1);
    for (const { supporters, facilitators } of proposals.proposals) {
      expect(supporters).toBeGreaterThan(1);
      expect(facilitators).toBe(1);
    }
  });
});

describe('its events', () => {
  it('are some that are over, with who was there, some that come, and a draft', async () => {
    const { events } = store.autocommit;
    const all = await Promise.all(SAMPLE_EVENTS.map((_, index) => events.whole(toId<EventId>(index + 1))));
    const found = all.filter((whole) => whole !== undefined);
    expect(found.map(({ event }) => event.state)).toEqual(SAMPLE_EVENTS.map(({ draft }) => (draft ? 'draft' : 'announced')));
    const now = Date.parse(NOW);
    const days = SAMPLE_EVENTS.map(({ inDays }) => inDays);
    expect(Math.max(...days) - Math.min(...days)).toBeGreaterThan(340);
    const joined = new Map((await store.autocommit.members.list({}, { offset: 0, limit: 500 })).map(({ id, joinedAt }) => [id, joinedAt]));
    const materials: string[] = [];
    for (const [index, { event, sessions }] of found.entries()) {
      const isOver = (sessions.at(-1)?.endsAt ?? now) < now;
      expect(isOver).toBe((SAMPLE_EVENTS[index]?.inDays ?? 0) < 0);
      expect((await events.attendanceAt(event.id)).length > 10).toBe(isOver);
      materials.push(...(await events.materialsOf(event.id)).map(({ kind, toldAt }) => `${kind} ${isOver && toldAt !== null}`));
      for (const { date } of sessions) expect(['fri', 'sat']).not.toContain(weekdayOf(date));
      for (const { member, registeredAt } of await events.registrationsOf(event.id))
        expect(registeredAt).toBeGreaterThan(joined.get(member ?? toId('0')) ?? now);
      if (event.state === 'draft') continue;
      expect((await events.managed(event.id))?.going).toBeGreaterThan(10);
      const thread = await store.autocommit.conversations.find(eventThreadKey(event.id), 'web');
      expect(thread).toBeDefined();
    }
    expect(materials).toEqual(['slides true', 'recording true', 'slides true']);
    expect(found.map(({ event }) => event.texts.ckb?.title).join(' ')).not.toMatch(/[يكةى]/);
  });
});

describe('its stories', () => {
  it('are ten in three languages, the newest of which waits for an organiser', async () => {
    const told = storiesStore(store.autocommit.tx);
    const { ids, total } = await told.ids({ limit: 20 });
    const stories = await told.wholes(ids);
    expect(total).toBe(10);
    expect(stories.map(({ state }) => state)).toEqual(['pending', ...Array.from({ length: 9 }, () => 'published')]);
    expect(new Set(stories.map(({ language }) => language))).toEqual(new Set(LANGUAGES));
    for (const { language, texts } of stories) {
      expect(texts[0]?.language).toBe(language);
      for (const { title, happened, changed } of texts) {
        expect(title.length).toBeLessThanOrEqual(TITLE_MAX);
        expect(Math.max(happened.length, changed.length)).toBeLessThanOrEqual(TEXT_MAX);
      }
    }
  });
});

describe('its resource centre', () => {
  it('has collections for a training and a topic, and titles in a second language', async () => {
    const { tx } = store.autocommit;
    const collections = await findingStore(tx).collections();
    expect(collections.map(({ visibility }) => visibility)).toEqual(['members', 'public']);
    for (const { id } of collections) {
      const held = await findingStore(tx).inCollection(id);
      expect(held.length).toBeGreaterThanOrEqual(5);
      expect(held.filter(({ state }) => state !== 'approved')).toEqual([]);
    }
    const { hits } = await search(store.autocommit, 'members', 'ckb', 'sector:protection lang:ckb', 0);
    expect(hits.filter(({ resource }) => resource.titles.ckb !== undefined).length).toBeGreaterThan(0);
  });

  it('names resources of its library in the openings of its topics, that open them', async () => {
    const openings = await store.database.db
      .selectFrom('web_messages' as 'agenda')
      .selectAll()
      .where('key', 'like', 'topics:opening:%')
      .execute();
    const texts = openings.map((row) => JSON.stringify(row));
    expect(texts.length).toBeGreaterThan(16);
    // A topic names up to three; one that nothing fits names none.
    expect(texts.filter((text) => text.includes('resources:show:')).length).toBeGreaterThan(texts.length / 2);
  });

  it('has 60 resources, most of them approved, in three languages', async () => {
    const resources = resourcesStore(store.autocommit.tx);
    const all = await store.autocommit.tx.find(resources.titles(1000));
    expect(all).toHaveLength(60);
    const approved = all.filter(({ state }) => state === 'approved');
    expect(approved.length).toBeGreaterThan(50);
    expect(approved.length).toBeLessThan(60);
    const editions = await resources.editionsOf(all.map(({ id }) => id));
    expect(new Set(editions.map(({ resource }) => resource)).size).toBe(60);
    expect(new Set(editions.map(({ language }) => language))).toEqual(new Set(LANGUAGES));
  });

  it('has requests in several states, each with the answers that its state needs', async () => {
    const requests = requestsStore(store.autocommit.tx);
    const found = await Promise.all(WISHES.map((_, index) => requests.wholeRequest(toId<RequestId>(index + 1))));
    expect(found.map((request) => request?.state)).toEqual(WISHES.map(({ state }) => state));
    expect(new Set(WISHES.map(({ state }) => state)).size).toBeGreaterThan(3);
    expect((await requests.openRequests({ offset: 0, limit: 1 })).total).toBeGreaterThan(1);
    for (const request of found) {
      if (request?.state === 'answered' || request?.state === 'confirmed') expect(request.answers.length).toBeGreaterThan(0);
      if (request?.state === 'confirmed') expect(request.answers.some(({ state }) => state === 'confirmed')).toBe(true);
    }
  });
});
