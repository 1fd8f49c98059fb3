import { toId } from '../../../src/core/ids.js';
import { after, DAY } from '../../../src/core/time.js';
import type { NewEvent } from '../../../src/features/events/store/index.js';
import { eventsStore } from '../../../src/features/events/store/index.js';
import { saveDraft } from '../../../src/features/members/public.js';
import type { BothPlatforms } from '../both-platforms.js';
import { insertEvent, insertGuestSpeaker } from '../events.js';
import { type Act, does, presses, shows, submits, types } from './acts.js';

/** An event of version 1, by its number. */
export const event =
  (given: Partial<NewEvent> = {}) =>
  ({ store, clock }: BothPlatforms) =>
    insertEvent(store.autocommit.tx, clock.now(), given);
export const draft = event({ state: 'draft' });

/** One to which somebody applied, by its number. */
const appliedFor = async (world: BothPlatforms) => {
  const id = await event({ approval: true })(world);
  await (await world.addMember('slack', 'zainab')).pressAnyway(`events:answer:${id}.online`, [], 'direct');
  return id;
};

/** The same with a member beside it. */
const somebody =
  (prepare: (world: BothPlatforms) => Promise<number>) =>
  async (world: BothPlatforms): Promise<number> => {
    await world.addMember('slack', 'zainab');
    return prepare(world);
  };
/** A draft for people who are chosen by name, by its number. */
const listed = event({ state: 'draft', audience: { to: 'members' } });

/** One that has been announced just now, by its number and version. */
const announced: Act['prepare'] = async (world, boss) => {
  const id = await draft(world);
  await boss.pressAnyway(`events:announce:${id}.1`, [], 'direct');
  const whole = await eventsStore(world.store.autocommit.tx).whole(id);
  return `${id}.${whole?.event.version}`;
};

/** A message that was shown and not sent yet, by its number. */
const written = async (world: BothPlatforms) => {
  const id = await event()(world);
  await (await world.addMember('slack', 'zainab')).pressAnyway(`events:answer:${id}.online`, [], 'direct');
  const { tx } = world.store.autocommit;
  const message = { event: id, writtenBy: null, whom: 'going', words: 'The room has changed.', writtenAt: world.clock.now() };
  return eventsStore(tx).insertMessage(message);
};

const times = { title: 'Safe spaces', kind: ['webinar'], date: '2026-12-08', startTime: '10:00', endTime: '11:30' };
const details = { about: 'What we learned', format: ['virtual'], place: '', link: 'meet.example.org/abc', language: ['en'] };
const places = { roomCapacity: '', onlineCapacity: '9', organisationSeats: '', registrationUntil: '' };
const who = { sectors: [], types: [], approval: ['yes'], recorded: ['no'] };
const questions = { question1: 'What do you hope for?', question2: '', question3: '', question4: '', question5: '' };
const file = {
  name: 'attendance.csv',
  mediaType: 'text/csv',
  bytes: new TextEncoder().encode(
    'Name (original name),Email,Join time,Leave time,Duration (minutes)\nzainab,,12/06/2026 09:05:00 AM,12/06/2026 09:50:00 AM,45\n',
  ),
};

/** One that is over, at which a guest spoke, by its number. */
const spoken = async ({ store, clock }: BothPlatforms) => {
  const id = await insertEvent(store.autocommit.tx, after(clock.now(), -30 * DAY));
  await insertGuestSpeaker(store.autocommit.tx, id, 'Dr Nor', clock.now());
  return id;
};

/** The same with a certificate: `<event> <number>`. */
const certified: Act['prepare'] = async (world, boss) => {
  const id = await spoken(world);
  await boss.pressAnyway(`events:certificates-issue:${id}`, [], 'direct');
  const [certificate] = await eventsStore(world.store.autocommit.tx).certificatesAt(id);
  return `${id} ${certificate?.number}`;
};

/** A meeting with minutes, two weeks after it was planned, by its number and the version of the minutes. */
const minuted: Act['prepare'] = async (world) => {
  const id = await insertEvent(world.store.autocommit.tx, after(world.clock.now(), -15 * DAY), { kind: 'coordination-meeting' });
  await eventsStore(world.store.autocommit.tx).beginMinutes(id, null);
  return `${id}.1`;
};
const corrected: Act['prepare'] = async (world, boss) => {
  const made = await minuted?.(world, boss);
  const [id = ''] = String(made).split('.');
  await eventsStore(world.store.autocommit.tx).updateMinutes(toId(id), 1, { state: 'correction', correctionsUntil: world.clock.now() });
  return `${id}.2`;
};

/** A file that waits for its columns: `<session>.<file>`. */
const uploaded: Act['prepare'] = async (world, boss) => {
  const id = await event()(world);
  const { id: owner } = await boss.member();
  return `${id}.${await saveDraft(world.contexts.autocommit, owner, file.bytes)}`;
};

/** What only organisers may do with events. */
export const EVENT_ACTS: Readonly<Record<string, Act>> = {
  '/events new': shows(types('/events new')),
  '/events edit': shows(types('/events edit 1'), event()),
  '/events cancel': shows(types('/events cancel 1'), event()),
  '/events report': shows(types('/events report'), event()),
  '/events message': shows(types('/events message 1'), appliedFor),
  '/events ratings': shows(types('/events ratings 1'), event()),
  '/events certificates': shows(types('/events certificates 1'), event()),
  'button events:certificates': shows(presses('events:certificates:$'), event()),
  'button events:certificate-correct': shows(presses('events:certificate-correct:$'), event()),
  'button events:certificates-issue': does('events.certificates', presses('events:certificates-issue:$'), spoken),
  'form events:certificate-correct': does(
    'events.certificate',
    (boss, made) => {
      const [id = '', number = ''] = made.split(' ');
      return boss.submit(`events:certificate-correct:${id}`, { number, name: 'Dr. Noor' }, 'direct');
    },
    certified,
  ),
  'button events:certificate-erase': shows(presses('events:certificate-erase:$'), event()),
  'form events:certificate-erase': does(
    'events.certificate-erase',
    (boss, made) => {
      const [id = '', number = ''] = made.split(' ');
      return boss.submit(`events:certificate-erase:${id}`, { number }, 'direct');
    },
    certified,
  ),
  'button events:voice': shows(presses('events:voice:$.1'), draft),
  'button events:voice-set': does(
    'events.edit',
    presses('events:voice-set:$.1', ['none']),
    event({ state: 'draft', room: { platform: 'discord', space: '1', id: '7' } }),
  ),
  'button events:new': shows(presses('events:new:0')),
  'button events:draft': shows(presses('events:draft:$'), draft),
  'button events:times': shows(presses('events:times:$.1'), draft),
  'button events:details': shows(presses('events:details:$.1'), draft),
  'button events:places': shows(presses('events:places:$.1'), draft),
  'button events:translate': shows(presses('events:translate:$.1'), draft),
  'button events:who': shows(presses('events:who:$.1'), draft),
  'button events:questions': shows(presses('events:questions:$.1.questions'), draft),
  'button events:listed': shows(presses('events:listed:$.0'), draft),
  'button events:listed-add': shows(presses('events:listed-add:$.1'), draft),
  'button events:listed-search': shows(presses('events:listed-search:$'), draft),
  'form events:listed-search': shows(submits('events:listed-search:$', { text: 'zainab' }), draft),
  'form events:listed-add': does('events.audience', submits('events:listed-add:$.1', { people: 'zainab' }), somebody(draft)),
  'button events:listed-pick': does('events.audience', presses('events:listed-pick:$.1', ['1']), somebody(draft)),
  'button events:listed-remove': does('events.audience', presses('events:listed-remove:$.1', ['1']), listed),
  'button events:listed-all': does('events.audience', presses('events:listed-all:$.1'), listed),
  'button events:discard': shows(presses('events:discard:$.1'), draft),
  'button events:cancel': shows(presses('events:cancel:$.1'), event()),
  'button events:applicants': shows(presses('events:applicants:$.0'), appliedFor),
  'button events:registrants': does('events.take-list', presses('events:registrants:$'), event()),
  'button events:sheet': does('events.take-list', presses('events:sheet:$'), event()),
  'button events:message': shows(presses('events:message:$'), appliedFor),
  'button events:message-send': does('events.message', presses('events:message-send:$'), written),
  'form events:message': shows(submits('events:message:$', { whom: ['applied'], words: 'The room has changed.' }), appliedFor),
  'button events:counts-women': does('events.edit', presses('events:counts-women:$.on'), event()),
  'button events:select': shows(presses('events:select:$'), appliedFor),
  'button events:ratings': shows(presses('events:ratings:$'), event()),
  'button events:attendance-columns': shows(presses('events:attendance-columns:$.x'), event()),
  'button events:attendance-file': shows(presses('events:attendance-file:$'), event()),
  'button events:actions': shows(presses('events:actions:0')),
  'button events:action-which': shows(presses('events:action-which:0', ['1'])),
  'button events:no-shows': does('events.no-shows', presses('events:no-shows:$'), event()),
  'button events:minutes-draft': does('events.minutes-draft', presses('events:minutes-draft:$'), minuted),
  'button events:minutes-approve': does('events.minutes-approve', presses('events:minutes-approve:$'), corrected),
  'button events:minutes-reopen': does('events.minutes-reopen', presses('events:minutes-reopen:$'), corrected),
  'button events:announce': does('events.announce', presses('events:announce:$.1'), draft),
  'button events:undo': does('events.undo', presses('events:undo:$'), announced),
  'button events:discard-yes': does('events.discard', presses('events:discard-yes:$.1'), draft),
  'button events:places-yes': does('events.edit', presses('events:places-yes:$.1.0.1.0.0'), event()),
  'button events:attendance-match': does('events.attendance', presses('events:attendance-match:$.100', ['r1']), appliedFor),
  'form events:new': does('events.new', submits('events:new:0', times)),
  'form events:times': does('events.edit', submits('events:times:$.1', times), draft),
  'form events:details': does('events.edit', submits('events:details:$.1', details), draft),
  'form events:places': does('events.edit', submits('events:places:$.1', places), event()),
  'form events:translate': does(
    'events.edit',
    submits('events:translate:$.1', { language: ['ar'], title: 'مساحات آمنة', about: '' }),
    draft,
  ),
  'form events:who': does('events.edit', submits('events:who:$.1', who), draft),
  'form events:questions': does('events.edit', submits('events:questions:$.1.questions', questions), draft),
  'form events:cancel': does('events.cancel', submits('events:cancel:$.1', { reason: 'The speaker is ill.' }), event()),
  'form events:select': does('events.select', submits('events:select:$', { chosen: ['1'], refused: [] }), appliedFor),
  'form events:attendance-columns': does(
    'events.attendance',
    submits('events:attendance-columns:$', { name: 'Name (original name)', email: '', joined: 'Join time', left: 'Leave time' }),
    uploaded,
  ),
  'form events:attendance-file': does('events.attendance', submits('events:attendance-file:$', { file }), event()),
};
