import { type Access, isAllowed } from '../../src/core/access.js';
import { type Direction, directionOf, type Language } from '../../src/core/language.js';
import { CHANNELS, type Channel } from '../../src/core/notification.js';
import type { Zone } from '../../src/core/time.js';
import type { Identity } from '../../src/ports/chat.js';
import type { WebConversation, WebMessage } from '../../src/ports/web-chat.js';
import { directKey } from './conversations.js';
import { shownName } from './display.js';
import type { Persona, WebAdapterOptions } from './options.js';

/** Who looks at the page. */
export interface Reader {
  readonly user: string;
  readonly name: string;
  readonly language: Language;
  readonly direction: Direction;
  readonly timezone: Zone;
  may(access: Access): boolean;
}

const CHANNEL_ACCESS: Readonly<Record<Channel, Access>> = { general: 'anyone', coffee: 'anyone', organisers: 'organiser' };

/** Who is who, and who may see what. */
export interface Directory {
  identity(user: string): Identity;
  /** A persona, or an account that the store knows; the name and language are the member's where there is one. */
  reader(user: string): Promise<Reader>;
  /** Writes the account down if it is new; true if it was. */
  ensure(user: string, name?: string): Promise<boolean>;
  /** `undefined` for somebody who isn't here any more. */
  name(user: string): Promise<string | undefined>;
  /** False for somebody who was erased after they arrived. */
  isHere(user: string): Promise<boolean>;
  /** Lets go of what is remembered of an account that was erased. */
  forget(user: string): void;
  /** People of the chat whose name holds what was typed. */
  search(typed: string, limit: number): Promise<readonly string[]>;
  canSee(reader: Reader, conversation: WebConversation): boolean;
  conversations(reader: Reader): Promise<readonly WebConversation[]>;
}

export function createDirectory(options: Pick<WebAdapterOptions, 'store' | 'access' | 'space' | 'actorOf'>): Directory {
  const { store, access, space, actorOf } = options;
  const personas = new Map<string, Persona>(access.type === 'personas' ? access.personas.map((persona) => [persona.user, persona]) : []);
  /** Names only, to spare a query for each message; refilled on a miss. */
  let names = new Map<string, string>();
  const known = async (user: string): Promise<string | undefined> => {
    if (!names.has(user)) names = new Map((await store.autocommit.webChat.users()).map((found) => [found.user, found.name]));
    return names.get(user);
  };
  const identity = (user: string): Identity => ({ platform: 'web', space, user });
  const canSee = (reader: Reader, conversation: WebConversation): boolean => {
    if (conversation.kind !== 'channel') return conversation.users.includes(reader.user);
    const purpose = channelOf(conversation);
    return purpose !== undefined && reader.may(CHANNEL_ACCESS[purpose]);
  };
  const save = async (user: string, name: string): Promise<void> => {
    await store.autocommit.webChat.saveUser({ user, name });
    names.set(user, name);
  };

  return {
    identity,
    canSee,
    async reader(user) {
      const [actor, name] = await Promise.all([actorOf(identity(user)), known(user)]);
      const persona = personas.get(user);
      const language = actor?.language ?? persona?.language ?? 'en';
      // A member may have changed what they want to be called.
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
      const actor = name === undefined ? await actorOf(identity(user)) : undefined;
      await save(user, name ?? actor?.name ?? personas.get(user)?.name ?? user);
      return true;
    },
    async name(user) {
      const name = (await known(user)) ?? personas.get(user)?.name;
      return name === undefined ? undefined : shownName(name);
    },
    isHere: async (user) => (await store.autocommit.webChat.conversationByKey(directKey(user))) !== undefined,
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

export function channelOf(conversation: Pick<WebConversation, 'kind' | 'key'>): Channel | undefined {
  return conversation.kind === 'channel' ? CHANNELS.find((channel) => channel === conversation.key) : undefined;
}

export function isVisible(message: Pick<WebMessage, 'onlyFor'>, user: string): boolean {
  return message.onlyFor === null || message.onlyFor === user;
}
