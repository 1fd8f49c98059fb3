import type { StoriesTables } from '../../../src/features/stories/store/tables.js';
import type { BothPlatforms } from '../both-platforms.js';
import { type Act, does, presses, shows, submits, types } from './acts.js';

const words = { title: 'A safe room', happened: 'We opened it.', changed: 'Women come.' };

/** A story of a member that waits for an organiser, by its number; its version is 2. */
const pending = async (world: BothPlatforms) => {
  const member = await world.addMember('slack', 'zainab');
  await member.submit('stories:share:0', { ...words, language: ['en'], agreed: [] }, 'direct');
  const { id } = await world.store.database.db.withTables<StoriesTables>().selectFrom('stories').select('id').executeTakeFirstOrThrow();
  await member.pressAnyway(`stories:send:${id}`, [], 'direct');
  return id;
};
const comment = { comment: 'When was it?' };

/** What organisers do with stories. */
export const STORY_ACTS: Readonly<Record<string, Act>> = {
  '/stories review': shows(types('/stories review')),
  'button stories:review': shows(presses('stories:review:0')),
  'button stories:approve': does('stories.approve', presses('stories:approve:$.2'), pending),
  'button stories:comment': shows(presses('stories:comment:$.2'), pending),
  'form stories:comment': does('stories.comment', submits('stories:comment:$.2', comment), pending),
  'button stories:edit': shows(presses('stories:edit:$.2.en'), pending),
  'form stories:edit': does('stories.edit', submits('stories:edit:$.2.en', { ...words, title: 'Another' }), pending),
  'button stories:decline': shows(presses('stories:decline:$.2'), pending),
  'form stories:decline': does('stories.decline', submits('stories:decline:$.2', comment), pending),
};
