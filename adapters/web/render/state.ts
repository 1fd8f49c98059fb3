import { calendarNames } from '../../../src/language/index.js';
import type { WebAdapterOptions } from '../options.js';
import type { Reader } from '../places/directory.js';
import type { ChatState } from '../protocol.js';
import { commandViews } from './commands.js';
import { outlineOf } from './outline.js';
import type { Views } from './views.js';

/** Renders everything that a page needs when it opens. */
export async function renderState(
  {
    store,
    clock,
    access,
    commands,
    timeline,
    uploadMb,
  }: Pick<WebAdapterOptions, 'store' | 'clock' | 'access' | 'commands' | 'timeline'> & Pick<ChatState, 'uploadMb'>,
  views: Views,
  reader: Reader,
): Promise<ChatState> {
  const settings = await store.autocommit.community.settings();
  const { cursor, conversations } = await listedUpTo(store, views, reader);
  return {
    community: settings.name,
    reader: { user: reader.user, name: reader.name, language: reader.language, timezone: reader.timezone },
    direction: reader.direction,
    personas:
      access.type === 'personas' ? access.personas.map(({ user, name, language, about }) => ({ user, name, language, about })) : null,
    guide: timeline ? { member: timeline.guide.member, organiser: timeline.guide.organiser } : null,
    conversations,
    commands: commandViews(commands, reader),
    calendar: calendarNames(reader.language),
    time: timeline ? await timeline.now(reader.language) : null,
    uploadMb,
    cursor: { ...cursor, outline: outlineOf(reader, conversations) },
    now: clock.now(),
  };
}

/** A message that is written while the unread ones are counted may be among them, and the page would count it once more. */
const TRIES = 3;

/** The reader's conversations, and up to where they include everything. */
async function listedUpTo({ autocommit: { webChat } }: WebAdapterOptions['store'], views: Views, reader: Reader) {
  // The cursor is read first: the stream repeats what arrives during the other reads, and the page ignores known ids.
  let cursor = await webChat.newest();
  for (let tries = 1; ; tries++) {
    const conversations = await views.conversations(reader);
    const after = await webChat.newest();
    if (after.message === cursor.message || tries === TRIES) return { cursor, conversations };
    cursor = after;
  }
}
