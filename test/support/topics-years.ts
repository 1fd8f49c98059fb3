import { sql } from 'kysely';
import { addDays, instantOf, localDateOf } from '../../src/calendar/wall-clock.js';
import { type MemberId, type OrganisationId, toId } from '../../src/core/ids.js';
import type { Language } from '../../src/core/language.js';
import type { Reply } from '../../src/core/message.js';
import { after, type Instant, type LocalDate, MINUTE, toLocalDate, toLocalTime } from '../../src/core/time.js';
import { threadKey } from '../../src/features/topics/keys.js';
import { planAhead } from '../../src/features/topics/plan/schedule.js';
import { addMonths, type Month, toMonth } from '../../src/features/topics/rules/month.js';
import type { TopicId } from '../../src/features/topics/types.js';
import { seededRandom } from '../../src/kit/random.js';
import type { MessageRef } from '../../src/ports/chat.js';
import { filled } from './topics.js';
import { controlsOf, createWorld, type Person, type Sent, textOf } from './world.js';

const ZONE = 'Asia/Baghdad';
const MEMBERS = 120;
const ORGANISATIONS = 30;
const ADVISERS = 3;
const VOLUNTEERS = 40;
const SECTORS = [
  'protection',
  'participation',
  'prevention',
  'recovery',
  'legislation',
  'awareness',
  'empowerment',
  'climate-change',
] as const;
const LANGUAGES = ['en', 'ar', 'ckb'] as const satisfies readonly Language[];

/** The months of the two years; the first plan, of December 2026, is drafted late, since the community is new. */
export const MONTHS: readonly Month[] = Array.from({ length: 24 }, (_, index) => addMonths(toMonth('2027-01'), index));
const START = '2026-11-20T12:00:00+03:00';
/** The last discussion is closed by then, and its summary is asked of everybody who is asked. */
const END = toLocalDate('2029-02-10');
/** Feasts on which nothing opens: the second holds the first Sunday of a month. */
export const FEASTS = [
  { from: '2027-03-09', to: '2027-03-11', label: 'Feast' },
  { from: '2027-05-16', to: '2027-05-19', label: 'Feast' },
  { from: '2028-03-05', to: '2028-03-06', label: 'Feast' },
] as const;

/** The server is off from the first of these days until noon of the second. */
export const OFF = { from: toLocalDate('2028-09-01'), to: toLocalDate('2028-09-10') } as const;

/** A deed of somebody on a later day. */
interface Deed {
  readonly day: LocalDate;
  readonly act: () => Promise<void>;
}

/** How busy the community is in a month, in percent of the usual. */
const MOODS = [100, 0, 10, 300, 100, 30, 0, 200, 60, 100, 20, 150] as const;

export type Years = Awaited<ReturnType<typeof liveTwoYears>>;

/** Two years of a community of 120, day by day. What happened is left in the database; what members decided is returned. */
export async function liveTwoYears(seed: number) {
  const world = await createWorld({ start: START, settings: { topics: { mirroring: true }, blackouts: FEASTS } });
  const draw = seededRandom(seed);
  const chance = (percent: number): boolean => draw(100) < percent;
  const pick = <T>(items: readonly T[]): T | undefined => items[draw(items.length)];
  const { db } = world.store.engines.autocommit.tx;
  const rows = async <T>(query: ReturnType<typeof sql<T>>) => (await query.execute(db)).rows;

  const organisationOf = new Map<MemberId, OrganisationId>();
  const organisations: OrganisationId[] = [];
  for (let index = 0; index < ORGANISATIONS; index++) organisations.push(await world.addOrganisation());
  const members: MemberId[] = [];
  /** The same each time, so that they see the answers to what they pressed. */
  const people = new Map<MemberId, Person>();
  const away = new Map<MemberId, 'left' | 'erased'>();
  const arrive = async (user: string | undefined, role: 'member' | 'adviser' | 'organiser', index: number): Promise<MemberId> => {
    const organisation = organisations[index % ORGANISATIONS] ?? null;
    const member = await world.addMember({
      ...(user !== undefined && { user }),
      role,
      organisation,
      sectors: [SECTORS[index % SECTORS.length] ?? 'protection', SECTORS[draw(SECTORS.length)] ?? 'protection'],
      languages: index % 3 === 0 ? ['en', 'ar', 'ckb'] : index % 3 === 1 ? ['ar', 'en'] : ['ckb', 'en'],
    });
    if (organisation !== null) organisationOf.set(member, organisation);
    people.set(member, user === undefined ? world.as(member) : world.person(user));
    members.push(member);
    return member;
  };
  const boss = await arrive('boss', 'organiser', 0);
  for (let index = 1; index < MEMBERS; index++) await arrive(undefined, index <= ADVISERS ? 'adviser' : 'member', index);
  const advisers = members.slice(1, 1 + ADVISERS);
  const as = (member: MemberId): Person => {
    const person = people.get(member);
    if (!person) throw new Error(`nobody has the number ${member}`);
    return person;
  };
  const present = () => members.filter((member) => !away.has(member));
  const someone = () => pick(present().filter((member) => member !== boss)) ?? boss;
  for (const [index, member] of members.slice(1, 1 + VOLUNTEERS).entries()) {
    await as(member).pressAnyway(`topics:volunteer:${index % 8 === 7 ? 'learns' : 'any'}`);
  }
  await world.contexts.transaction((context) => planAhead(context));

  // What people decided and did, to be compared with what the program made of it.
  const agreed = new Set<string>();
  /** Who said no, gave a topic back or is gone; of all topics where none is told. */
  const refused: { readonly member: MemberId; readonly topic: number | undefined; readonly at: Instant }[] = [];
  const refuses = (member: MemberId, topic?: number) => void refused.push({ member, topic, at: world.clock.now() });
  const tally = { proposed: 0, supported: 0, written: 0, declined: 0, silent: 0, swapped: 0, skipped: 0, moved: 0, urgent: 0, reopened: 0 };
  /** The places of months that were moved by hand: `2027-01.2`. */
  const moved = new Set<string>();
  /** Who facilitated each topic when it opened, and who last did before it closed. */
  const facilitated = new Map<TopicId, { readonly opening: MemberId | null; readonly last: MemberId | null }>();
  const shares = new Map<MemberId, boolean>();
  const erased: MemberId[] = [];
  const surprises: string[] = [];

  const deeds: Deed[] = [];
  let today = localDateOf(world.clock.now(), ZONE);
  const later = (days: number, act: Deed['act']) => void deeds.push({ day: addDays(today, days), act });
  /** A reply that tells of a mistake of the program. */
  const noted = (reply: Reply): Reply => {
    const text = textOf(reply);
    if (text.includes('REF')) surprises.push(`${today}: ${text}`);
    return reply;
  };
  const sees = (person: Person, start: string): boolean => {
    try {
      person.control(start);
      return true;
    } catch {
      return false;
    }
  };

  const openProposals = () =>
    rows(
      sql<{ id: number; member_id: MemberId; state: string; title: string }>`select proposal.id, proposal.state, proposal.title,
        coalesce(named.member_id, unnamed.member_id) as member_id from topic_proposals proposal
        left join topic_proposers named on named.proposal_id = proposal.id
        left join topic_anonymous_proposers unnamed on unnamed.proposal_id = proposal.id
        where proposal.state = 'open' order by proposal.id`,
    );
  const topicsIn = (...states: readonly string[]) =>
    rows(
      sql<{
        id: TopicId;
        version: number;
        slot: number | null;
        month: Month;
        sector: string | null;
        opens_at: Instant;
        facilitator_id: MemberId | null;
      }>`select id, version, slot, month, sector, opens_at, facilitator_id from topics
        where state in (${sql.join(states)}) order by opens_at, id`,
    );

  const propose = async () => {
    const member = someone();
    const title = `Idea ${++tally.proposed} of ${member} about ${pick(['wells', 'schools', 'roads', 'laws', 'seeds'])} ${draw(10_000)}`;
    await as(member).submit(
      'topics:propose:0',
      filled({
        title,
        question: `Who of m${member}x knows ${draw(10_000)}?`,
        sector: [pick(SECTORS) ?? ''],
        language: [pick(LANGUAGES) ?? 'en'],
      }),
    );
    noted(await as(member).pressAnyway(`topics:send:${chance(25) ? 'anonymous' : 'named'}`));
  };
  const support = async () => {
    const proposal = pick(await openProposals());
    if (!proposal) return;
    tally.supported++;
    const how = chance(10) ? 'facilitate' : chance(8) ? 'take-back' : 'support';
    noted(await as(someone()).pressAnyway(`topics:${how}:${proposal.id}`));
  };
  const rewrite = async () => {
    const proposal = pick(await openProposals());
    if (!proposal || proposal.member_id === null || away.has(proposal.member_id)) return;
    const person = as(proposal.member_id);
    if (chance(40)) noted(await person.pressAnyway(`topics:withdraw-yes:${proposal.id}`));
    else
      noted(await person.submit(`topics:edit:${proposal.id}`, filled({ title: `${proposal.title} again`, sector: [pick(SECTORS) ?? ''] })));
  };

  let posts = 0;
  const written: { readonly message: MessageRef; readonly member: MemberId; readonly topic: TopicId }[] = [];
  const happens = async (member: MemberId, message: MessageRef, type: 'posted' | 'edited' | 'deleted', text = '') => {
    const from = as(member).identity;
    const mayRead = type !== 'deleted' && (await world.inbox.mayRead(message.conversation, from));
    await world.inbox.thread({
      eventId: `thread${++posts}-${seed}`,
      from,
      conversation: message.conversation,
      message,
      what: type === 'deleted' ? { type } : { type, ...(mayRead && { content: { text, files: [] } }) },
      at: world.clock.now(),
    });
  };
  const write = async (topic: TopicId) => {
    const conversation = await world.store.autocommit.conversations.find(threadKey(topic), 'web');
    if (!conversation) return void surprises.push(`${today}: topic ${topic} has no thread`);
    const member = someone();
    const message: MessageRef = { conversation, id: `p${++tally.written}` };
    await happens(member, message, 'posted', `We of m${member}x tried it ${draw(1000)} times`);
    written.push({ message, member, topic });
    if (!shares.has(member)) {
      const answer = pick(['name', 'name', 'organisation', 'no', undefined, undefined]);
      if (answer === undefined) return;
      shares.set(member, answer !== 'no');
      noted(await as(member).pressAnyway(`topics:share-as:${answer}`));
    }
  };
  const react = async () => {
    const one = pick(written.slice(-30));
    if (!one) return;
    if (!away.has(one.member) && chance(20)) {
      const type = chance(40) ? 'deleted' : 'edited';
      return happens(one.member, one.message, type, `Rather: we of m${one.member}x`);
    }
    const contribution = await world.store.autocommit.topics.contributionAt(one.message);
    if (!contribution) return void surprises.push(`${today}: nothing is known of ${one.message.id}`);
    const mark = pick(['lesson', 'challenge', 'recommendation']);
    noted(await as(someone()).pressAnyway(`topics:mark:${contribution.id}.${mark}`));
  };

  const summarise = async (member: MemberId, topic: TopicId) => {
    const person = as(member);
    if (away.has(member)) return;
    noted(await person.pressAnyway(`topics:draft:${topic}`));
    if (!sees(person, 'topics:summary:')) return;
    noted(
      await person.submit(person.control('topics:summary:').action, { lessons: 'Begin small.', challenges: 'Roads', language: ['en'] }),
    );
    if (chance(50)) {
      const reviewOn = addDays(today, 60 + draw(60));
      noted(await person.submit(`topics:recommend:${topic}.0`, { words: `Meet ${topic}`, responsible: 'All of us', reviewOn }));
    }
    if (sees(person, 'topics:summary-post:')) noted(await person.press('topics:summary-post:'));
  };

  /** An adviser answers a draft: approves it, changes it, or says nothing. */
  const advise = async (adviser: MemberId, month: Month) => {
    const person = as(adviser);
    if (away.has(adviser)) return;
    noted(await person.type(`/topics plan ${month}`));
    const planned = (await topicsIn('planned')).filter((topic) => topic.month === month && topic.slot !== null);
    const topic = pick(planned);
    const dice = draw(100);
    if (topic && dice < 15) {
      noted(await person.pressAnyway(`topics:swap:${topic.id}.${topic.version}`));
      if (!sees(person, 'topics:swap-for:')) return;
      const menu = person.control('topics:swap-for:');
      if (menu.type !== 'select') return;
      const same = await sameSector(
        menu.options.map(({ value }) => value),
        topic.sector,
      );
      if (same === undefined) return;
      tally.swapped++;
      noted(await person.press('topics:swap-for:', [same]));
    } else if (topic && dice < 22) {
      tally.skipped++;
      noted(await person.pressAnyway(`topics:skip-yes:${topic.id}.${topic.version}`));
      await person.type(`/topics plan ${month}`);
      noted(await person.press('topics:fill:'));
    } else if (topic && dice < 30) {
      tally.moved++;
      moved.add(`${topic.month}.${topic.slot}`);
      noted(await person.type(`/topics move ${topic.id} ${addDays(localDateOf(topic.opens_at, ZONE), 1 + draw(4))}`));
    } else if (dice < 70 && sees(person, 'topics:approve:')) noted(await person.press('topics:approve:'));
  };
  /** The first replacement of a sector, so that the balance of sectors is the program's work. */
  const sameSector = async (values: readonly string[], sector: string | null): Promise<string | undefined> => {
    for (const value of values) {
      const [from, id] = value.split('.');
      const table = from === 'proposal' ? sql.table('topic_proposals') : sql.table('topic_templates');
      const [row] = await rows(sql<{ sector: string | null }>`select sector from ${table} where id = ${Number(id)}`);
      if (row?.sector === sector) return value;
    }
    return undefined;
  };

  /** What a message makes of its reader. */
  const answer = (sent: Sent) => {
    const { to, message, key } = sent;
    const user = to.startsWith('direct:') ? to.slice('direct:'.length) : undefined;
    if (key.startsWith('topics:summary-overdue:') && chance(50)) {
      const topic = toId<TopicId>(key.split(':')[2] ?? '');
      later(draw(12), () => summarise(boss, topic));
    }
    if (user === undefined) return;
    const member = user === 'boss' ? boss : toId<MemberId>(user);
    const since = refused.findLast((one) => one.member === member && one.topic === undefined)?.at;
    if (away.has(member) && since !== undefined && sent.at > since) surprises.push(`${today}: ${key} reached ${member}, who is gone`);
    for (const { action } of controlsOf(message)) {
      const [, name, id = ''] = action.split(':');
      const person = as(member);
      const press = (days: number) =>
        later(days, async () => {
          if (!away.has(member)) noted(await person.pressAnyway(action));
        });
      if (name === 'agree-to' && key.startsWith('topics:facilitators:ask:')) {
        const dice = draw(100);
        if (dice < 50) {
          const days = dice < 8 ? 5 : draw(3);
          later(days, async () => {
            if (away.has(member)) return;
            agreed.add(`${id}:${member}`);
            noted(await person.pressAnyway(action));
          });
        } else if (dice < 75) {
          tally.declined++;
          later(draw(3), async () => {
            if (away.has(member)) return;
            refuses(member, Number.parseInt(id, 10));
            noted(await person.pressAnyway(action.replace('agree-to', 'refuse-to')));
          });
        } else tally.silent++;
      } else if (name === 'draft' && key.startsWith('topics:summary-asked:')) {
        const dice = draw(100);
        if (dice < 70) later(dice < 50 ? draw(4) : 4 + draw(9), () => summarise(member, toId<TopicId>(id)));
      } else if (name === 'approve' && key.startsWith('topics:plan:')) {
        later(draw(5), () => advise(member, toMonth(id.split('.')[0] ?? '')));
      } else if (name === 'outcome' && chance(60)) {
        later(draw(10), async () => {
          if (away.has(member)) return;
          noted(await person.submit(action, { outcome: [pick(['done', 'partly', 'not-done']) ?? 'done'], words: 'As far as we could.' }));
        });
      } else if (name === 'share-as' && chance(3)) press(1);
    }
  };

  const comeAndGo = async () => {
    const dice = draw(1000);
    const steady = new Set([boss, advisers[0]]);
    const member = someone();
    if (dice < 40 && !steady.has(member) && present().length > 80) {
      away.set(member, 'left');
      refuses(member);
      await as(member).leave();
      if (chance(60)) {
        later(5 + draw(120), async () => {
          if (away.get(member) !== 'left') return;
          away.delete(member);
          await as(member).join();
        });
      }
    } else if (dice < 52 && !steady.has(member)) {
      noted(await as(member).pressAnyway(`members:forget-confirm:${member}`));
      away.set(member, 'erased');
      refuses(member);
      erased.push(member);
    } else if (dice < 75 && present().length < MEMBERS) {
      const newcomer = await arrive(undefined, 'member', members.length);
      if (chance(40)) noted(await as(newcomer).pressAnyway('topics:volunteer:any'));
    }
  };

  const organise = async () => {
    const dice = draw(1000);
    if (dice < 6) {
      tally.urgent++;
      const date = addDays(today, 1 + draw(12));
      noted(
        await as(boss).submit('topics:urgent:0', {
          title: `Urgent ${tally.urgent}`,
          question: 'What now?',
          sector: ['none'],
          audience: ['everyone'],
          date,
        }),
      );
    } else if (dice < 10) {
      const [closed] = await rows(
        sql<{ id: TopicId }>`select id from topics where state = 'closed' order by closed_at desc, id desc limit 1`,
      );
      if (!closed) return;
      tally.reopened++;
      noted(await as(boss).pressAnyway(`topics:reopen-topic:${closed.id}`));
    } else if (dice < 20) {
      const topic = pick((await topicsIn('planned', 'open')).filter((one) => one.facilitator_id !== null));
      if (!topic?.facilitator_id) return;
      refuses(topic.facilitator_id, topic.id);
      noted(await as(topic.facilitator_id).pressAnyway(`topics:hand-over:${topic.id}`));
    }
  };

  const observe = async () => {
    for (const { id, facilitator_id } of await topicsIn('open')) {
      const known = facilitated.get(id);
      facilitated.set(id, { opening: known ? known.opening : facilitator_id, last: facilitator_id ?? known?.last ?? null });
    }
  };

  let read = 0;
  const hear = () => {
    for (const sent of world.sent.slice(read)) answer(sent);
    read = world.sent.length;
  };
  for (; today < END; today = addDays(today, 1)) {
    const isOff = today === OFF.from;
    if (isOff) today = OFF.to;
    await (isOff ? world.leapTo : world.runUntil)(instantOf(today, toLocalTime('12:00'), ZONE));
    hear();
    for (const deed of deeds.filter(({ day }) => day <= today)) {
      deeds.splice(deeds.indexOf(deed), 1);
      await deed.act();
    }
    const mood = MOODS[(Number(today.slice(5, 7)) + Number(today.slice(0, 4))) % MOODS.length] ?? 100;
    if (chance(mood / 8)) await propose();
    for (let times = 0; times < 3; times++) if (chance(mood / 8)) await support();
    if (chance(3)) await rewrite();
    for (const { id } of await topicsIn('open')) if (chance(35)) await write(id);
    if (chance(25)) await react();
    await comeAndGo();
    await organise();
    await world.runUntil(after(world.clock.now(), 30 * MINUTE));
    hear();
    await observe();
  }
  return {
    world,
    rows,
    boss,
    advisers,
    as,
    agreed,
    refused,
    tally,
    moved,
    facilitated,
    organisationOf,
    shares,
    erased,
    away,
    written,
    surprises,
    close: () => world.close(),
  };
}
