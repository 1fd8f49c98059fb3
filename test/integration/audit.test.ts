import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Access } from '../../src/core/access.js';
import { type MemberId, toId } from '../../src/core/ids.js';
import { after, DAY, toLocalDate, toLocalTime } from '../../src/core/time.js';
import type { CoffeeTables } from '../../src/features/coffee/store/tables.js';
import { nextQuestion } from '../../src/features/members/identity-questions.js';
import { importMembers } from '../../src/features/members/import/run.js';
import type { MembersTables } from '../../src/features/members/store/tables.js';
import { stopMirroring } from '../../src/features/topics/discussion/consent.js';
import { toMonth } from '../../src/features/topics/rules/month.js';
import { DEFAULT_OPENING_DAYS } from '../../src/features/topics/rules/openings.js';
import type { TopicsTables } from '../../src/features/topics/store/tables.js';
import { speaker } from '../../src/language/index.js';
import { STANDSTILL } from '../../src/store/standstill-facts.js';
import { aProposal } from '../contract/store/samples.js';
import { type Act, type Boss, does, presses, shows, submits, types } from '../support/audit/acts.js';
import { EVENT_ACTS } from '../support/audit/events.js';
import { EVENT_MAKING_ACTS } from '../support/audit/events-making.js';
import { LETTER_ACTS } from '../support/audit/letter.js';
import { RESOURCE_ACTS } from '../support/audit/resources.js';
import { STORY_ACTS } from '../support/audit/stories.js';
import { type BothPlatforms, createBothPlatforms } from '../support/both-platforms.js';
import { forgetSetUp } from '../support/store.js';
import { aTopic, insertWritten } from '../support/topic-rows.js';

const en = speaker('en');
const zainab = async (world: BothPlatforms) => (await world.addMember('slack', 'zainab')).id;
const proposal = (world: BothPlatforms) =>
  world.store.autocommit.organisations.insert({ name: 'Net', type: 'local', governorates: [], sectors: [], status: 'proposed' });
/** A proposed topic. */
const topic = async ({ store, clock }: BothPlatforms) => store.autocommit.topics.insert(aProposal(), { anonymous: false, at: clock.now() });
/** A planned topic outside a plan. */
const planned = async ({ store, clock }: BothPlatforms) =>
  store.autocommit.topics.insertTopic(aTopic(after(clock.now(), 30 * DAY), { slot: null }));
/** A topic that is open. */
const opened = async (world: BothPlatforms) => {
  const id = await planned(world);
  await world.store.autocommit.topics.updateTopic(id, { state: 'open', openedAt: world.clock.now() });
  return id;
};
/** A contribution to an open topic, which somebody reported; `stopped`: its author is not mirrored any more. */
const reported =
  ({ stopped = false } = {}) =>
  async (world: BothPlatforms) => {
    const { topics: store } = world.store.autocommit;
    const author = await zainab(world);
    const contribution = await insertWritten(world.store.autocommit, await opened(world), {
      member: author,
      at: world.clock.now(),
    });
    await store.addReport(contribution, author, world.clock.now());
    if (stopped) await stopMirroring(world.contexts.autocommit, author);
    return contribution;
  };
/** The plan of a month with its places free. */
const drafted = async ({ store, clock }: BothPlatforms) =>
  store.autocommit.topics.draftPlan(toMonth('2027-01'), clock.now(), DEFAULT_OPENING_DAYS);
/** An approved plan that was made for other days than the settings give. */
const unlike = async ({ store, clock }: BothPlatforms) => {
  const { draftPlan, approvePlan } = store.autocommit.topics;
  await draftPlan(toMonth('2027-01'), clock.now(), DEFAULT_OPENING_DAYS.slice(1));
  await approvePlan(toMonth('2027-01'), 1, 'silence', clock.now());
};
/** An annual topic. */
const entry = async ({ store }: BothPlatforms) => {
  const given = { kind: 'annual', code: null, sector: null, monthOfYear: 3, slot: 1, removed: false } as const;
  const [id] = await store.autocommit.topics.insertTemplates([{ ...given, texts: { en: { title: 'Eid', question: 'How?' } } }]);
  return id;
};

const topics = async (world: BothPlatforms) => {
  const [first, second] = [await topic(world), await topic(world)];
  return `${second}.1 ${first}`;
};
const written = { title: 'Water', question: 'How?', why: '', sector: ['recovery'], language: ['ar'] };
/** A row of the agenda that failed; with `held`, a message of which nobody knows whether it arrived. */
const failed = (held: boolean) => async (world: BothPlatforms, boss: Boss) => {
  const { agenda, deliveries } = world.store.autocommit;
  const now = world.clock.now();
  const to = { to: 'member', member: (await boss.member()).id } as const;
  await deliveries.plan({ key: 'x', kind: 'coffee.check-in', args: { match: 1, member: to.member }, to, dueAt: now });
  const [row] = await agenda.claim({ now, owner: 'x', leaseUntil: after(now, 1000), limit: 1 });
  const { id } = (await deliveries.find('x')) ?? {};
  if (!row || id === undefined) throw new Error('nothing claimed');
  if (held) await deliveries.update(id, { state: 'sending', outcomeUnknown: true });
  await agenda.finish(row.id, { state: 'failed', at: now, reason: held ? 'in-doubt' : 'no-worker' });
  return row.id;
};
/** Somebody with an account, and somebody like them whom a list brought. */
const alike = async (world: BothPlatforms) => {
  await importMembers(world.contexts.autocommit, 'name,organisation\nZainab,Net\n', { dryRun: false, actor: null });
  const members = await world.store.autocommit.members.list({}, { offset: 0, limit: 10 });
  const came = await zainab(world);
  return `${came}.${members.find(({ name }) => name === 'Zainab')?.id}`;
};
/** A line of a list that may mean somebody who is known: the number of the question. */
const asked = async (world: BothPlatforms) => {
  const lists = 'name,organisation,email\nRana,Net,info@net.example\nHuda,Net,info@net.example\n';
  await importMembers(world.contexts.autocommit, lists, { dryRun: false, actor: null });
  return (await nextQuestion(world.contexts.autocommit, 0))?.question.id;
};
/** A line with the name of somebody in another organisation: the number of the question. */
const namesake = async (world: BothPlatforms) => {
  await importMembers(world.contexts.autocommit, 'name,organisation\nRana,Net\nRana,Reed House\n', { dryRun: false, actor: null });
  return (await nextQuestion(world.contexts.autocommit, 0))?.question.id;
};
/** Two who were made one. */
const joined = async (world: BothPlatforms, boss: Boss) => {
  await boss.pressAnyway(`members:question-same:${await asked(world)}`, [], 'direct');
  const { id } = await world.store.database.db
    .withTables<MembersTables>()
    .selectFrom('joined_members')
    .select('id')
    .executeTakeFirstOrThrow();
  return id;
};
/** A stranger who asks to come in. */
const requested = async ({ store, clock }: BothPlatforms) =>
  store.autocommit.invitations.ask({ kind: 'join', hash: 'r', name: 'Huda', organisation: null, language: 'en', askedAt: clock.now() });
/** Two organisations with equal names. */
const equal = async (world: BothPlatforms) => {
  const { organisations } = world.store.autocommit;
  const into = await organisations.insert({ name: 'Women Voice', type: 'local', governorates: [], sectors: [], status: 'approved' });
  const from = await organisations.insert({ name: 'Other', type: 'local', governorates: [], sectors: [], status: 'approved' });
  const { db } = world.store.database;
  await db
    .withTables<MembersTables>()
    .updateTable('organisations')
    .set({ name: 'Women-Voice', folded_name: `womenvoice ${from}` })
    .where('id', '=', from)
    .execute();
  return `${from}.${into}`;
};
const csv = { name: 'm.csv', mediaType: 'text/csv', bytes: new TextEncoder().encode('name,organisation\nOmar,Rafidain\n') };
const uploaded = async (_world: BothPlatforms, boss: Boss) => {
  await boss.submit('community:import:0', { file: csv }, 'direct');
  return boss.button('community:import-apply').split(':')[2];
};
const blackout = { from: toLocalDate('2027-01-06'), to: toLocalDate('2027-01-06'), label: 'Army Day' };
const outage = { days: ['sun'], start: toLocalTime('18:00'), end: toLocalTime('20:00'), warning: 'No power' };
const week = { week: ['sun'], 'work-start': '08:00', 'work-end': '14:00', 'quiet-start': '20:00', 'quiet-end': '07:30' };
const rhythm = { cadence: ['week'], weekday: ['mon'], which: ['1'], time: toLocalTime('11:00'), invitationDays: '3' };

/** By the names of commands and controls. */
const ACTS: Readonly<Record<string, Act>> = {
  ...EVENT_ACTS,
  ...RESOURCE_ACTS,
  ...STORY_ACTS,
  ...LETTER_ACTS,
  ...EVENT_MAKING_ACTS,
  '/community setup': shows(types('/community setup')),
  '/community settings': shows(types('/community settings')),
  '/community members': shows(types('/community members')),
  '/community appoint': does(
    'member.role',
    async (boss, made) => boss.type(`/community appoint adviser ${made}`),
    async (world) => {
      await zainab(world);
      return '@zainab';
    },
  ),
  '/community withdraw': does(
    'member.role',
    async (boss, made) => boss.type(`/community withdraw ${made}`),
    async (world) => {
      await world.addMember('slack', 'zainab', { role: 'adviser' });
      return '@zainab';
    },
  ),
  '/community import': shows(types('/community import')),
  '/community agenda': shows(types('/community agenda')),
  '/community audit': shows(types('/community audit')),
  '/coffee round': does('coffee.round.date', types('/coffee round 2027-01-12')),
  '/coffee preview': shows(types('/coffee preview')),
  '/coffee settings': shows(types('/coffee settings')),
  '/coffee report': shows(types('/coffee report')),

  'button community:setup': shows(presses('community:setup:0')),
  'button community:settings': shows(presses('community:settings:0')),
  'button community:area': shows(presses('community:area:week')),
  'button community:general': shows(presses('community:general:0')),
  'button community:week': shows(presses('community:week:0')),
  'button community:sectors': shows(presses('community:sectors:0')),
  'button community:budgets': shows(presses('community:budgets:0')),
  'button community:browser': shows(presses('community:browser:0')),
  'button community:blackout': shows(presses('community:blackout:0')),
  'button community:outage': shows(presses('community:outage:0')),
  'button community:channels': shows(presses('community:channels:slack')),
  'button community:add': shows(presses('community:add:blackout')),
  'button community:blackout-remove': does(
    'settings.change',
    presses('community:blackout-remove:0', ['2027-01-06~2027-01-06']),
    (_world, boss) => boss.submit('community:blackout:0', blackout, 'direct'),
  ),
  'button community:outage-remove': does('settings.change', presses('community:outage-remove:0', ['sun~18:00~20:00']), (_world, boss) =>
    boss.submit('community:outage:0', outage, 'direct'),
  ),
  'button community:members': shows(
    async (boss) => boss.press('community:members', [], 'direct'),
    async (world, boss) => {
      for (let count = 0; count < 30; count++) await world.addMember('slack', `m${count}`);
      await boss.type('/community members');
    },
  ),
  'button community:member': shows(presses('community:member:0', ['$']), zainab),
  'button community:role': does('member.role', presses('community:role:$', ['adviser']), zainab),
  'button community:sign-out': does('member.sign-out', presses('community:sign-out:$'), zainab),
  'button community:end': shows(presses('community:end:$'), zainab),
  'button community:end-yes': does('member.end', presses('community:end-yes:$'), async (world) => {
    Object.assign(world.slack.capabilities, { ownAccounts: true });
    return zainab(world);
  }),
  'button invitations:again': does('invitations.link', presses('invitations:again:$'), async (world) => {
    await world.person('slack', 'zainab').join();
    await world.person('slack', 'zainab').leave();
    return (await world.person('slack', 'zainab').member()).id;
  }),
  'button community:approve': does('organisation.approve', presses('community:approve:$'), proposal),
  'button community:refuse': does('organisation.refuse', presses('community:refuse:$'), proposal),
  'button community:import': shows(presses('community:import:0')),
  'button community:import-apply': does('members.import', presses('community:import-apply:$'), uploaded),
  'button community:agenda': shows(presses('community:agenda:recent')),
  'button community:retry': does('agenda.retry', presses('community:retry:$'), failed(false)),
  'button community:go': does('agenda.go', presses('community:go:0'), async ({ store, clock }) => {
    const [name, value] = [STANDSTILL, JSON.stringify({ madeAt: clock.now(), heldAt: clock.now() })];
    await store.database.db.insertInto('community_facts').values({ community_id: store.communityId, name, value }).execute();
  }),
  'button community:arrived': does('agenda.arrived', presses('community:arrived:$'), failed(true)),
  'button community:send-again': does('agenda.send-again', presses('community:send-again:$'), failed(true)),
  'button community:audit': shows(presses('community:audit:0')),
  'button community:beginning-away': does('community.beginning-away', presses('community:beginning-away:0')),
  'button community:template': shows(presses('community:template:0')),
  'button members:question-next': shows(presses('members:question-next:0'), asked),
  'button members:question-same': does('member.same', presses('members:question-same:$'), asked),
  'button members:question-different': does('member.different', presses('members:question-different:$'), asked),
  'button members:question-whom': shows((boss, made) => boss.pressAnyway(`members:question-whom:${made}`, ['1'], 'direct'), asked),
  'button members:namesakes': shows(presses('members:namesakes:0'), namesake),
  'button members:namesakes-different': does(
    'member.different',
    (boss, made) => boss.pressAnyway(`members:namesakes-different:${made}.${made}`, [], 'direct'),
    namesake,
  ),
  'button members:namesake': shows((boss, made) => boss.pressAnyway('members:namesake:0', [made], 'direct'), namesake),
  'button members:part': does('member.part', presses('members:part:$'), joined),
  'button members:same-join': does('organisation.merge', presses('members:same-join:$'), equal),
  'button members:claim-yes': does('member.claim', presses('members:claim-yes:$'), alike),
  'button members:claim-no': does('member.claim-refused', presses('members:claim-no:$'), alike),
  'button members:org-approve': does('organisation.approve', presses('members:org-approve:$'), proposal),
  'button members:org-refuse': does('organisation.refuse', presses('members:org-refuse:$'), proposal),
  'button members:org-merge': shows(presses('members:org-merge:$'), proposal),
  'button members:org-merge-search': shows(presses('members:org-merge-search:$'), proposal),
  'button members:org-merge-into': does(
    'organisation.merge',
    (boss, made) => {
      const [from = '', into = ''] = made.split('.');
      return boss.pressAnyway(`members:org-merge-into:${from}`, [into], 'direct');
    },
    async (world) => {
      await zainab(world);
      const [into] = await world.store.autocommit.organisations.search('Organisation', 1);
      return `${await proposal(world)}.${into?.id}`;
    },
  ),
  '/community invite': shows(types('/community invite')),
  'button invitations:show': shows(presses('invitations:show:0')),
  'button invitations:all': does('invitations.links', presses('invitations:all:0')),
  'button invitations:mail': does('invitations.mail', presses('invitations:mail:0')),
  'button invitations:join': does('invitations.join-open', presses('invitations:join:renew')),
  'button invitations:requests': shows(presses('invitations:requests:0')),
  'button invitations:approve': does('invitations.approve', presses('invitations:approve:$'), requested),
  'button invitations:decline': does('invitations.decline', presses('invitations:decline:$'), requested),
  'button invitations:link': does('invitations.link', presses('invitations:link:$'), async (world) => {
    await zainab(world);
    const [member] = await world.store.autocommit.members.list({ text: 'Zainab' }, { offset: 0, limit: 1 });
    return `${await requested(world)}.${member?.id}`;
  }),
  'button coffee:start': shows(presses('coffee:start:0')),
  'button coffee:show-round': shows(presses('coffee:show-round:0')),
  'button coffee:start-now': does('coffee.round.start', presses('coffee:start-now:invite')),
  'button coffee:date': shows(presses('coffee:date:0')),
  'button coffee:cancel-round': does('coffee.round.cancel', presses('coffee:cancel-round:$'), async (world) => (await world.round()).id),
  'button coffee:settings': shows(presses('coffee:settings:rhythm')),
  '/topics review': shows(types('/topics review')),
  'button topics:review': shows(presses('topics:review:0')),
  'button topics:keep': does('topics.keep', presses('topics:keep:$.1'), topic),
  'button topics:revise': shows(presses('topics:revise:$.1'), topic),
  'form topics:revise': does('topics.edit', submits('topics:revise:$.1', written), topic),
  'button topics:decline': shows(presses('topics:decline:$.1'), topic),
  'form topics:decline': does('topics.decline', submits('topics:decline:$.1', { reason: 'Later.' }), topic),
  'button topics:merge': shows(presses('topics:merge:$.1'), topic),
  'button topics:merge-into': does(
    'topics.merge',
    (boss, made) => boss.pressAnyway(`topics:merge-into:${made.split(' ')[0]}`, made.split(' ').slice(1), 'direct'),
    topics,
  ),
  'button topics:settings': shows(presses('topics:settings:0')),
  'form topics:settings': does(
    'settings.change',
    submits('topics:settings:0', { perMonth: '5', allowAnonymous: ['no'], anonymousPerMonth: '1' }),
  ),

  '/topics move': does('topics.move', (boss, made) => boss.type(`/topics move ${made} 2027-01-12`), planned),
  '/topics skip': shows((boss, made) => boss.type(`/topics skip ${made}`), planned),
  '/topics settings': shows(types('/topics settings')),
  '/topics report': shows(types('/topics report')),
  'button topics:plan-now': does('topics.plan', presses('topics:plan-now:2027-02')),
  'button topics:approve': does('topics.plan.approve', presses('topics:approve:2027-01.1'), drafted),
  'button topics:fill': does('topics.fill', presses('topics:fill:2027-01.1'), drafted),
  'button topics:refit': does('topics.refit', presses('topics:refit:2027-01'), unlike),
  'button topics:swap': shows(presses('topics:swap:$.1'), planned),
  'button topics:swap-for': does(
    'topics.swap',
    (boss, made) => boss.pressAnyway(`topics:swap-for:${made.split(' ')[0]}.1`, [`proposal.${made.split(' ')[1]}`], 'direct'),
    async (world) => `${await planned(world)} ${await topic(world)}`,
  ),
  'button topics:move': shows(presses('topics:move:$.1'), planned),
  'form topics:move': does('topics.move', submits('topics:move:$.1', { date: '2027-01-12', time: '10:00' }), planned),
  'button topics:skip': shows(presses('topics:skip:$.1'), planned),
  'button topics:skip-yes': does('topics.skip', presses('topics:skip-yes:$.1'), planned),
  'button topics:urgent': shows(presses('topics:urgent:0')),
  'form topics:urgent': does(
    'topics.urgent',
    submits('topics:urgent:0', { title: 'Floods', question: 'Who helps?', sector: ['none'], audience: ['everyone'], date: '2027-01-12' }),
  ),
  'button topics:settings-form': shows(presses('topics:settings-form:planning')),
  'form topics:settings-form': does(
    'settings.change',
    submits('topics:settings-form:planning', {
      quota: '1',
      openingWeekday: ['mon'],
      openingWeeks: ['2'],
      openingTime: '11:00',
      planAutomatically: ['no'],
    }),
  ),
  'button topics:evergreen': shows(presses('topics:evergreen:0')),
  'button topics:annual': shows(presses('topics:annual:0')),
  'button topics:entry': shows(presses('topics:entry:$'), entry),
  'button topics:entry-words': shows(presses('topics:entry-words:$.en'), entry),
  'form topics:entry-words': does('topics.list.edit', submits('topics:entry-words:$.en', { title: 'Eid', question: 'How?' }), entry),
  'button topics:entry-when': shows(presses('topics:entry-when:$'), entry),
  'form topics:entry-when': does(
    'topics.list.edit',
    submits('topics:entry-when:$', { month: ['4'], slot: ['last'], sector: ['none'] }),
    entry,
  ),
  'button topics:entry-remove': does('topics.list.remove', presses('topics:entry-remove:$'), entry),
  'button topics:entry-restore': does('topics.list.restore', presses('topics:entry-restore:$'), entry),
  'button topics:evergreen-add': shows(presses('topics:evergreen-add:recovery')),
  'form topics:evergreen-add': does(
    'topics.list.add',
    submits('topics:evergreen-add:recovery', { title: 'Wells', question: 'How?', sector: ['recovery'] }),
  ),
  'button topics:annual-add': shows(presses('topics:annual-add:0')),
  'form topics:annual-add': does(
    'topics.list.add',
    submits('topics:annual-add:0', { title: 'Eid', question: 'How?', month: ['3'], slot: ['1'], sector: ['none'] }),
  ),

  '/topics open': does('topics.open', types('/topics open Safe'), planned),
  '/topics mirroring': does(
    'topics.stop-mirroring',
    async (boss, made) => boss.type(`/topics mirroring ${made} stop`),
    async (world) => {
      await zainab(world);
      return '@zainab';
    },
  ),
  '/topics export': does('topics.export', types('/topics export Safe'), opened),
  'button topics:export-topic': does('topics.export', presses('topics:export-topic:$'), opened),
  'button topics:overdue': shows(presses('topics:overdue:0')),
  'button topics:hide': shows(presses('topics:hide:$'), reported()),
  'form topics:hide': does('topics.hide', submits('topics:hide:$', { reason: ['insult'] }), reported()),
  'button topics:leave': does('topics.leave', presses('topics:leave:$'), reported()),
  'button topics:stop-mirroring': does('topics.stop-mirroring', presses('topics:stop-mirroring:$'), reported()),
  'button topics:mirror-again': does('topics.mirror-again', presses('topics:mirror-again:$'), reported({ stopped: true })),

  'form community:channels': does('settings.change', submits('community:channels:slack', { general: 'news' })),
  'form community:setup': does(
    'community.setup',
    submits('community:setup:0', {
      name: 'Rivers',
      languages: ['en'],
      timezone: 'Asia/Baghdad',
      week: ['sun'],
      cadence: ['week'],
    }),
  ),
  'form community:general': does(
    'settings.change',
    submits('community:general:0', { name: 'R', languages: ['en'], timezone: 'Asia/Baghdad' }),
  ),
  'form community:week': does('settings.change', submits('community:week:0', week)),
  'form community:sectors': does('settings.change', submits('community:sectors:0', { sectors: ['protection'], own: '' })),
  'form community:budgets': does(
    'settings.change',
    submits('community:budgets:0', {
      commandsPerMinute: '30',
      clicksPerMinute: '60',
      postsPerMinute: '10',
      uploadsPerMinute: '5',
      exportsPerHour: '3',
    }),
  ),
  'form community:browser': does('settings.change', submits('community:browser:0', { storageMegabytes: '300', idleDays: '3' })),
  'form community:blackout': does('settings.change', submits('community:blackout:0', blackout)),
  'form community:outage': does('settings.change', submits('community:outage:0', outage)),
  'form community:import': shows(submits('community:import:0', { file: csv })),
  'form members:org-merge-search': shows(
    (boss, made) => boss.submit(`members:org-merge-search:${made}`, { text: 'Org' }, 'direct'),
    proposal,
  ),
  'form coffee:date': does('coffee.round.date', submits('coffee:date:0', { date: '2027-01-12' })),
  'form coffee:settings': does('settings.change', submits('coffee:settings:rhythm', rhythm)),
};

/** What of a detail's value is a code and no name, number or hour: `month sun 1` has two, `slack:coffee=news` too. */
function codesIn(value: string | number | boolean | null): readonly string[] {
  if (typeof value !== 'string') return [];
  return value
    .replaceAll(/=\S+/g, '')
    .split(/[ :]/)
    .filter((word) => /^[a-z][a-z-]+$/.test(word));
}

describe('what organisers do stands in the audit log', () => {
  let world: BothPlatforms;
  let boss: Boss;
  beforeEach(async () => {
    world = await createBothPlatforms();
    boss = world.person('slack', 'boss');
    await boss.join();
    await world.store.autocommit.members.update((await boss.member()).id, { language: 'en', status: 'active' });
  });
  afterEach(() => world.close());

  const log = () => world.store.autocommit.audit.list({ offset: 0, limit: 100 });
  /** All that the community is and will do. Its own running on (what was due meanwhile) is no act of an organiser. */
  const state = async (): Promise<string> => {
    const db = world.store.database.db.withTables<MembersTables & CoffeeTables & TopicsTables>();
    const tables = [
      'communities',
      'organisations',
      'coffee_rounds',
      'coffee_enrolments',
      'topic_proposals',
      'events',
      'event_sessions',
      'event_registrations',
    ] as const;
    const rows = await Promise.all(
      tables.map((table) =>
        db
          .selectFrom(table as 'organisations')
          .selectAll()
          .execute(),
      ),
    );
    const members = await db.selectFrom('members').select(['id', 'role', 'status', 'name', 'organisation_id']).execute();
    const accounts = await db.selectFrom('identities').select(['user_id', 'member_id']).execute();
    const facts = await world.store.database.db.selectFrom('community_facts').select('name').execute();
    return JSON.stringify([
      accounts,
      facts,
      rows,
      members,
      (await world.store.autocommit.agenda.list({ states: ['planned', 'failed'], limit: 1000 }))
        // A list that waits for a yes runs out: that is no change of the community.
        .filter(({ key }) => key !== 'expiry')
        .map(({ key, state: now, dueAt }) => [key, now, dueAt]),
    ]);
  };

  it('for all that only advisers and organisers may do there is an entry in this test', () => {
    const isTheirs = (access: Access) => access === 'organiser' || access === 'adviser';
    const { commands, handlers } = world.app.features;
    const words = { action: 'button', form: 'form' } as const;
    const known = [
      ...commands.flatMap(({ name, subcommands }) =>
        Object.entries(subcommands).flatMap(([word, { access }]) => (isTheirs(access) ? [`/${name} ${word}`] : [])),
      ),
      ...handlers.flatMap(({ kind, feature, name, access }) => (isTheirs(access) ? [`${words[kind]} ${feature}:${name}`] : [])),
    ];
    expect(Object.keys(ACTS).sort()).toEqual(known.sort());
  });

  it.each(Object.entries(ACTS))('%s', async (_name, { prepare, run, audited }) => {
    const made = String((await prepare?.(world, boss)) ?? '');
    await world.app.runner.runDue();
    const [before, entries] = [await state(), (await log()).length];
    world.clock.advance(1000);
    await run(boss, made);
    const [newest, ...older] = await log();
    if (audited === 'none') {
      expect(await state()).toBe(before);
      expect((newest ? 1 : 0) + older.length).toBe(entries);
      return;
    }
    expect(older).toHaveLength(entries);
    expect(newest).toMatchObject({ action: audited, actor: (await boss.member()).id });
    // In words, not as a code, in the reader's language.
    for (const language of ['en', 'ar', 'ckb'] as const) {
      await world.store.autocommit.members.update((await boss.member()).id, { language });
      // The steps of the beginning stand below.
      const [shown = ''] = (await boss.type('/community audit')).split(speaker(language).plain('community.beginning.title'));
      expect(shown).not.toContain(audited);
      expect(shown).toContain((await boss.member()).name);
      const details = Object.entries(newest?.details ?? {});
      expect(details.map(([key]) => key).filter((key) => new RegExp(`(^|[·|] )${key}(:| ·|$)`, 'm').test(shown))).toEqual([]);
      expect(details.flatMap(([, value]) => codesIn(value)).filter((code) => new RegExp(`\\b${code}\\b`).test(shown))).toEqual([]);
    }
  });

  it('whoever takes up the role that the platform’s administrators are offered is there too', async () => {
    await forgetSetUp(world.store);
    world.slack.administrators.add('admin');
    const admin = await world.addMember('slack', 'admin');
    await admin.pressAnyway('community:take-up:0', [], 'direct');
    expect((await log())[0]).toMatchObject({ action: 'member.role', actor: toId<MemberId>(admin.id) });
    expect(await boss.type('/community audit')).toContain(en.plain('members.act.role'));
  });
});
