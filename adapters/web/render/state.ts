import { calendarNames } from '../../../src/language/index.js';
import type { WebAdapterOptions } from '../options.js';
import type { Reader } from '../places/directory.js';
import type { ChatState } from '../protocol.js';
import { commandViews } from './commands.js';
import type { Views } from './views.js';

/** Renders everything that a page needs when it opens. */
export async function renderState(
  { store, clock, access, commands, timeline }: Pick<WebAdapterOptions, 'store' | 'clock' | 'access' | 'commands' | 'timeline'>,
  views: Views,
  reader: Reader,
): Promise<ChatState> {
  // The cursor is read first: the stream repeats what arrives during the other reads, and the page ignores known ids.
  const cursor = await store.autocommit.webChat.newest();
  const settings = await store.autocommit.community.settings();
  return {
    community: settings.name,
    reader: { user: reader.user, name: reader.name, language: reader.language, timezone: reader.timezone },
    direction: reader.direction,
    personas:
      access.type === 'personas' ? access.personas.map(({ user, name, language, about }) => ({ user, name, language, about })) : null,
    guide: timeline ? { member: timeline.guide.member, organiser: timeline.guide.organiser } : null,
    conversations: await views.conversations(reader),
    commands: commandViews(commands, reader),
    calendar: calendarNames(reader.language),
    time: timeline ? await timeline.now(reader.language) : null,
    cursor,
    now: clock.now(),
  };
}
