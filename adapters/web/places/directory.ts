import { type Access, isAllowed } from '../../../src/core/access.js';
import { type Direction, directionOf, type Language } from '../../../src/core/language.js';
import type { Zone } from '../../../src/core/time.js';
import type { Identity } from '../../../src/ports/chat.js';
import type { WebConversation, WebMessage } from '../../../src/ports/web-chat.js';
import type { WebAdapterOptions } from '../options.js';
import type { PersonaView } from '../protocol.js';
import { shownName } from '../render/display.js';
import { type Channels, channelAccess } from './channels.js';
import { directKey } from './conversations.js';

/** The person who makes a request, as the app knows them now. */
export interface Reader {
  readonly user: string;
  readonly name: string;
  readonly language: Language;
  readonly direction: Direction;
  readonly timezone: Zone;
  may(access: Access): boolean;
}

/** The accounts of the web chat, and what each may see. */
export interface Directory {
  identity(user: string): Identity;
  /** The reader behind an account. Name, language and time zone are the member's if the account belongs to a member. */
  reader(user: string): Promise<Reader>;
  /** Stores the account if it is new. Returns whether it was new. `name` is used for a new account only. */
  ensure(user: string, name?: string): Promise<boolean>;
  /** The name to show; `undefined` for an account that no longer exists. */
  name(user: string): Promise<string | undefined>;
  /** Whether the account exists: false for a person who has never visited, or was erased since. */
  exists(user: string): Promise<boolean>;
  /** Drops the cached name of an erased account. */
  forget(user: string): void;
  /** Names that contain `typed`, at most `limit` of them. */
  search(typed: string, limit: number): Promise<readonly string[]>;
  canSee(reader: Reader, conversation: WebConversation): boolean;
  conversations(reader: Reader): Promise<readonly WebConversation[]>;
}

export function createDirectory(options: Pick<WebAdapterOptions, 'store' | 'access' | 'space' | 'people'>, channels: Channels): Directory {
  const { store, access, space, people } = options;
  const personas = new Map<string, PersonaView>(
    access.type === 'personas' ? access.personas.map((persona) => [persona.user, persona]) : [],
  );
  /** Cached to avoid a query for each message; read again when a name is missing. */
  let names = new Map<string, string>();
  const known = async (user: string): Promise<string | undefined> => {
    if (!names.has(user)) names = new Map((await store.autocommit.webChat.users()).map((found) => [found.user, found.name]));
    return names.get(user);
  };
  const identity = (user: string): Identity => ({ platform: 'web', space, user });
  const canSee = (reader: Reader, conversation: WebConversation): boolean => {
    if (conversation.kind !== 'channel') return conversation.users.includes(reader.user);
    const purpose = channels.purposeOf(conversation);
    return purpose !== undefined && reader.may(channelAccess(purpose));
  };
  const save = async (user: string, name: string): Promise<void> => {
    await store.autocommit.webChat.saveUser({ user, name });
    names.set(user, name);
  };

  return {
    identity,
    canSee,
    async reader(user) {
      const [actor, name] = await Promise.all([people.findByAccount(identity(user)), known(user)]);
      const persona = personas.get(user);
      const language = actor?.language ?? persona?.language ?? 'en';
      // The member's name may have changed since the account was stored.
      if (actor && name !== undefined && name !== actor.name) await save(user, actor.name);
      const timezone = actor?.timezone ?? (await store.autocommit.community.settings()).timezone;
      return {
        user,
        name: shownName(actor?.name ?? persona?.name ?? name ?? user),
        language,
        direction: directionOf(language),
        timezone,
        may: (wanted) => (actor ? isAllowed(actor, wanted) : wanted === 'anyone'),
      };
    },
    async ensure(user, name) {
      if ((await known(user)) !== undefined) return false;
      const actor = name === undefined ? await people.findByAccount(identity(user)) : undefined;
      await save(user, name ?? actor?.name ?? personas.get(user)?.name ?? user);
      return true;
    },
    async name(user) {
      const name = (await known(user)) ?? personas.get(user)?.name;
      return name === undefined ? undefined : shownName(name);
    },
    exists: async (user) => (await store.autocommit.webChat.conversationByKey(directKey(user))) !== undefined,
    forget: (user) => void names.delete(user),
    async search(typed, limit) {
      const wanted = folded(typed.replace(/^@/, ''));
      const users = await store.autocommit.webChat.users();
      return users
        .filter(({ name }) => folded(name).includes(wanted))
        .slice(0, limit)
        .map(({ name }) => shownName(name));
    },
    async conversations(reader) {
      const found = await store.autocommit.webChat.conversationsOf(reader.user);
      return found.filter((conversation) => canSee(reader, conversation));
    },
  };
}

function folded(name: string): string {
  return name.normalize('NFKC').toLowerCase();
}

/** A message with `onlyFor` is visible to that account alone. */
export function isVisible(message: Pick<WebMessage, 'onlyFor'>, user: string): boolean {
  return message.onlyFor === null || message.onlyFor === user;
}
