import { resourcesStore } from '../../../src/features/resources/store/index.js';
import type { RequestTables } from '../../../src/features/resources/store/request-tables.js';
import type { ResourcesTables } from '../../../src/features/resources/store/tables.js';
import type { BothPlatforms } from '../both-platforms.js';
import { zipped } from '../documents.js';
import { type Act, does, presses, shows, submits, types } from './acts.js';

/** A resource of a member that waits for an organiser, by its number; its version is 2. */
const pending = async (world: BothPlatforms) => {
  const member = await world.addMember('slack', 'zainab');
  await member.submit(
    'resources:add:0',
    { title: 'Guide', summary: 'Good', kind: ['guide'], language: ['en'], link: 'example.org/a' },
    'direct',
  );
  const { id } = await world.store.database.db.withTables<ResourcesTables>().selectFrom('resources').select('id').executeTakeFirstOrThrow();
  await member.pressAnyway(`resources:send:${id}`, [], 'direct');
  return id;
};
const approved: Act['prepare'] = async (world, boss) => {
  const id = await pending(world);
  await boss.pressAnyway(`resources:approve:${id}.2`, [], 'direct');
  return id;
};
/** A request of a member that is open, by its number. */
const asked = async (world: BothPlatforms) => {
  const member = await world.addMember('slack', 'zainab');
  const wanted = { what: 'Form', purpose: 'Training', sectors: [], language: ['any'], deadline: '' };
  await member.submit('resources:request:0', wanted, 'direct');
  const { id } = await world.store.database.db
    .withTables<RequestTables>()
    .selectFrom('resource_requests')
    .select('id')
    .executeTakeFirstOrThrow();
  await member.pressAnyway(`resources:request-send:${id}.named`, [], 'direct');
  return id;
};
const reason = { reason: 'It is from 2009.' };

const collection = { title: 'Training', summary: 'Read these first.', contents: '', visibility: ['members'] };
/** A list of one link, packed. */
const archive = {
  name: 'resources.zip',
  mediaType: 'application/zip',
  bytes: zipped({ 'resources.csv': 'link,title,summary,kind,language\nhttps://example.org/a,Form,For the call,form,en\n' }),
};
const collected: Act['prepare'] = async (world, boss) => {
  await approved(world, boss);
  await boss.submit('resources:new-collection:0', collection, 'direct');
};

/** What organisers do in the resource centre. */
export const RESOURCE_ACTS: Readonly<Record<string, Act>> = {
  '/resources review': shows(types('/resources review')),
  '/resources check': shows(types('/resources check')),
  'button resources:check': shows(presses('resources:check:0')),
  'button resources:give': does('resources.give', presses('resources:give:$'), async (world, boss) => {
    await approved(world, boss);
    const tables = world.store.database.db.withTables<ResourcesTables>();
    const { id } = await tables.selectFrom('resource_editions').select('id').executeTakeFirstOrThrow();
    await resourcesStore(world.store.autocommit.tx).saveCopy(
      id,
      { state: 'failed', hash: null, size: null, removed: [] },
      world.clock.now(),
    );
    return id;
  }),
  'button resources:answered': does('resources.answer', presses('resources:answered:$'), approved),
  '/resources report': shows(types('/resources report')),
  '/resources requests': shows(types('/resources requests')),
  'button resources:requests': shows(presses('resources:requests:0')),
  'button resources:request-close': shows(presses('resources:request-close:$'), asked),
  'form resources:request-close': does('resources.close-request', submits('resources:request-close:$', reason), asked),
  '/resources settings': shows(types('/resources settings')),
  'button resources:settings': shows(presses('resources:settings:pages')),
  'form resources:settings': does(
    'settings.change',
    submits('resources:settings:pages', { expiryDays: '30', checkLinks: ['no'], indexable: ['no'] }),
  ),
  'button resources:review': shows(presses('resources:review:0')),
  'button resources:approve': does('resources.approve', presses('resources:approve:$.2'), pending),
  'button resources:approve-many': does('resources.approve', presses('resources:approve-many:0', ['$']), pending),
  'button resources:decline': shows(presses('resources:decline:$.2'), pending),
  'form resources:decline': does('resources.decline', submits('resources:decline:$.2', reason), pending),
  'button resources:remove': shows(presses('resources:remove:$.3'), approved),
  '/resources import': does('resources.import', (boss) => boss.type('/resources import', 'channel', [archive])),
  'button resources:new-collection': shows(presses('resources:new-collection:0')),
  'form resources:new-collection': does('resources.collect', submits('resources:new-collection:0', collection)),
  'button resources:edit-collection': shows(presses('resources:edit-collection:1.1'), collected),
  'form resources:edit-collection': does('resources.rearrange', submits('resources:edit-collection:1.1', collection), collected),
  'button resources:remove-collection': shows(presses('resources:remove-collection:1'), collected),
  'button resources:remove-collection-yes': does('resources.uncollect', presses('resources:remove-collection-yes:1'), collected),
  'button resources:collect': does('resources.rearrange', presses('resources:collect:1', ['1']), collected),
  'form resources:remove': does('resources.remove', submits('resources:remove:$.3', reason), approved),
};
