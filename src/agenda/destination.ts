import type { Actor } from '../core/access.js';
import type { Language } from '../core/language.js';
import type { Audience, Destination } from '../core/notification.js';
import type { Settings } from '../core/settings.js';
import type { Context } from '../feature-api/index.js';
import type { Delivery } from '../ports/agenda.js';
import type { ChatAdapter, ConversationRef, Identity, OwnTitle, Platform, Threads } from '../ports/chat.js';
import { type Person, type PersonAccount, takesDirect } from '../ports/people.js';
import { placeWanted, type Switch } from './wish.js';

export interface DestinationDeps {
  readonly repositories: Pick<Context, 'people' | 'conversations' | 'features'>;
  readonly adapters: ReadonlyMap<Platform, ChatAdapter>;
}

/** Who will read a message and how to reach them, or why nobody can be reached. */
export type Resolved =
  | {
      readonly type: 'reachable';
      readonly adapter: ChatAdapter;
      readonly audience: Audience;
      /** The only reader, whose quiet hours apply; null for groups and channels, where the platform's own settings apply. */
      readonly reader: Person | null;
      /**
       * Opens the conversation.
       * @param title The name of a group that does not exist yet.
       * @param own What each reads in place of that, where the platform can.
       * @throws {DeliveryError}
       */
      readonly open: (title: string, own?: OwnTitle) => Promise<ConversationRef>;
      /**
       * The key under which to save a direct conversation that was just opened, because opening it again costs a request per
       * message; undefined if it is saved already.
       */
      readonly direct?: () => string | undefined;
      /** The thread that the message goes to. `open` returns its channel as long as no thread is saved. */
      readonly thread?: { readonly key: string; readonly title: string; readonly threads: Threads; readonly isSaved: boolean };
    }
  /** The reader has accounts only on platforms where the bot must be asked first, and did not ask. */
  | { readonly type: 'unasked'; readonly adapter: ChatAdapter; readonly audience: Audience }
  /** The reader wants no message: it waits until they look. */
  | { readonly type: 'kept' }
  /** Several destinations (each space with the channel, or each organiser) get a delivery each; `suffix` is added to its key. */
  | { readonly type: 'several'; readonly to: readonly { readonly suffix: string; readonly destination: Destination }[] }
  /** `failed`: an organiser can fix the cause and retry. `dropped`: there is nobody to send it to. */
  | { readonly type: 'dropped' | 'failed'; readonly reason: string };

const DIRECT = 'direct:';

/** Resolves a destination by the readers' accounts and the adapters' capabilities, never by a platform's name. */
export async function resolveDestination(
  deps: DestinationDeps,
  to: Destination,
  settings: Settings,
  /** What a person chose about this switch decides whether and where they are told. */
  notice?: Switch,
): Promise<Resolved> {
  switch (to.to) {
    case 'member':
      return toMember(deps, to, notice);
    case 'group':
      return toGroup(deps, to.group, to.members);
    case 'room':
      return toRoom(deps, to, settings, notice);
    case 'channel':
      return toChannel(deps, to, settings);
    case 'thread':
      return toChannel(deps, to, settings);
    default:
      return to satisfies never;
  }
}

/** The adapter that an earlier attempt used, if it is connected. */
export function adapterOf(deps: Pick<DestinationDeps, 'adapters'>, delivery: Delivery): ChatAdapter | undefined {
  return delivery.conversation === null ? undefined : deps.adapters.get(delivery.conversation.platform);
}

async function toMember(
  deps: DestinationDeps,
  { member: id, platform, asked = false }: Omit<Extract<Destination, { to: 'member' }>, 'to' | 'asked'> & { readonly asked?: boolean },
  notice?: Switch,
): Promise<Resolved> {
  const found = await readerOf(deps, id, notice, platform);
  if ('type' in found) return found;
  const { member } = found;
  const ways = found.ways.filter(({ account }) => platform === undefined || account.platform === platform);
  const audience = { languages: [member.language], members: [actorOf(member)] } as const;
  const open = ways.find((way) => asked || mayWriteTo(way));
  if (open !== undefined) {
    const { adapter, account } = open;
    return { type: 'reachable', adapter, audience, reader: member, ...directWith(deps, { adapter, account }) };
  }
  const [first] = ways;
  if (platform !== undefined && first !== undefined) return { type: 'dropped', reason: 'not-to-be-written-to' };
  return first === undefined ? { type: 'dropped', reason: 'no-account' } : { type: 'unasked', adapter: first.adapter, audience };
}

interface Way {
  readonly adapter: ChatAdapter;
  readonly account: PersonAccount;
}

/**
 * A member who can read messages and wants to be told, with their accounts on connected platforms, the most recently used one
 * first; only those on the platform where they want to be told, while the bot is connected to it.
 */
async function readerOf(
  { repositories, adapters }: DestinationDeps,
  id: Person['id'],
  notice: Switch | undefined,
  /** The only platform that the message is for, wherever else they want to be told. */
  only?: string,
): Promise<{ readonly member: Person; readonly ways: readonly Way[] } | Extract<Resolved, { type: 'dropped' | 'failed' | 'kept' }>> {
  const reader = await repositories.people.reader(id, notice?.name);
  if (reader === undefined) return { type: 'dropped', reason: 'no-member' };
  const { person: member, accounts } = reader;
  if (member.status === 'left' || member.isBot) return { type: 'dropped', reason: 'not-a-reader' };
  const wanted = placeWanted(notice, reader.wish);
  if (wanted === undefined) {
    return notice?.keeps === true ? { type: 'kept' } : { type: 'dropped', reason: 'not-wanted' };
  }
  const ways = accounts.flatMap((account) => {
    const adapter = adapters.get(account.platform);
    return adapter === undefined ? [] : [{ adapter, account }];
  });
  const chosen = ways.filter(({ adapter }) => adapter.platform === (only ?? wanted.platform) && adapter.connected());
  if (chosen.length > 0) return { member, ways: chosen };
  // A disconnected platform comes last.
  return { member, ways: ways.toSorted((a, b) => Number(b.adapter.connected()) - Number(a.adapter.connected())) };
}

function mayWriteTo({ adapter, account }: Way): boolean {
  return takesDirect(account, adapter.capabilities.unaskedDirectMessages);
}

/** The saved conversation is keyed by account, not by member, so that it can never lead to another person. */
function directWith({ repositories }: DestinationDeps, { adapter, account }: Way) {
  const key = `${DIRECT}${account.user}`;
  let isKnown = false;
  return {
    direct: () => (isKnown ? undefined : key),
    open: async (): Promise<ConversationRef> => {
      const known = await repositories.conversations.find(key, adapter.platform);
      isKnown = known?.space === account.space;
      return known && isKnown ? known : adapter.openDirect(account);
    },
  };
}

/** A conversation of one person with the bot: the saved one, else a direct one if allowed, else a private group. */
async function toRoom(
  deps: DestinationDeps,
  to: Extract<Destination, { to: 'room' }>,
  settings: Settings,
  notice?: Switch,
): Promise<Resolved> {
  const found = await readerOf(deps, to.member, notice);
  if ('type' in found) return found;
  const { member, ways } = found;
  const audience = { languages: [member.language], members: [actorOf(member)] } as const;
  const key = roomKey(to);
  for (const { adapter } of ways) {
    const known = await deps.repositories.conversations.find(key, adapter.platform);
    if (known !== undefined) return { type: 'reachable', adapter, audience, reader: member, open: async () => known };
  }
  const direct = ways.find(mayWriteTo);
  if (direct !== undefined) {
    return { type: 'reachable', adapter: direct.adapter, audience, reader: member, ...directWith(deps, direct) };
  }
  const group = ways.find(({ adapter }) => adapter.capabilities.privateGroups);
  if (group === undefined) return toMember(deps, { member: to.member }, notice);
  const open = (title: string) => group.adapter.openGroup(key, [group.account], title || settings.name);
  return { type: 'reachable', adapter: group.adapter, audience, reader: member, open };
}

/** The key under which a room's conversation is saved. */
export function roomKey({ room, member }: Pick<Extract<Destination, { to: 'room' }>, 'room' | 'member'>): string {
  return `room:${room}:${member}`;
}

async function toGroup({ repositories, adapters }: DestinationDeps, group: string, ids: readonly Person['id'][]): Promise<Resolved> {
  const members = (await repositories.people.findMany(ids)).filter((member) => member.status !== 'left' && !member.isBot);
  if (members.length < 2) return { type: 'dropped', reason: 'nobody-to-talk-to' };
  const accounts = await Promise.all(members.map((member) => repositories.people.accounts(member.id)));

  let best:
    | { readonly adapter: ChatAdapter; readonly people: readonly Identity[]; readonly known: ConversationRef | undefined }
    | undefined;
  for (const adapter of adapters.values()) {
    if (!adapter.capabilities.privateGroups) continue;
    const people = accounts.flatMap((identities) => identities.find((identity) => identity.platform === adapter.platform) ?? []);
    const known = await repositories.conversations.find(group, adapter.platform);
    if (people.length < 2 && known === undefined) continue;
    // An existing conversation wins; otherwise the platform with most of the members.
    const better =
      best === undefined ||
      (known !== undefined && best.known === undefined) ||
      (best.known === undefined && people.length > best.people.length);
    if (better) best = { adapter, people, known };
  }
  if (best === undefined) return { type: 'failed', reason: 'no-common-platform' };
  const { adapter, people, known } = best;
  return {
    type: 'reachable',
    adapter,
    audience: { languages: distinctLanguages(members), members: members.map(actorOf) },
    reader: null,
    open: async (title, own) => known ?? adapter.openGroup(group, people, title, own),
  };
}

/** A channel of a space, or a thread that stands there already; undefined while the platform can't tell. */
interface Spot {
  readonly adapter: ChatAdapter;
  readonly conversation: ConversationRef | undefined;
}

/** A channel of each space, or a thread there. Where the platform has no threads, the message goes to the channel itself. */
async function toChannel(
  { repositories, adapters }: DestinationDeps,
  to: Extract<Destination, { to: 'channel' | 'thread' }>,
  settings: Settings,
): Promise<Resolved> {
  const [first = 'en', ...others] = settings.languages;
  const name = to.to === 'thread' ? to.of : to.channel;
  const purpose = repositories.features.purposes.find((each) => each.name === name);
  const candidates = [...adapters.values()].filter(({ platform }) => to.platform === undefined || to.platform === platform);
  const found: Spot[] = [];
  const failures: unknown[] = [];
  for (const adapter of candidates) {
    try {
      const fallback = purpose?.fallback;
      const takes = to.to === 'channel' ? 'posts' : undefined;
      const conversation =
        (await savedThread(repositories, adapter, to)) ??
        (await adapter.channel(name, takes)) ??
        (fallback === undefined ? undefined : await adapter.channel(fallback, takes));
      if (conversation !== undefined) found.push({ adapter, conversation });
    } catch (error) {
      // A platform that fails delays its own post only.
      failures.push(error);
      found.push({ adapter, conversation: undefined });
    }
  }
  const [only] = found;
  if (only === undefined && to.platform === undefined && purpose?.readers === 'organisers') return toEachOrganiser(repositories);
  if (only === undefined)
    return to.platform === undefined ? { type: 'failed', reason: 'no-channel' } : { type: 'dropped', reason: 'no-channel' };
  if (found.length > 1) {
    return {
      type: 'several',
      to: found.map(({ adapter: { platform } }) => ({ suffix: platform, destination: { ...to, platform } })),
    };
  }
  const { adapter, conversation } = only;
  if (conversation === undefined) throw failures[0];
  return {
    type: 'reachable',
    adapter,
    audience: { languages: [first, ...others], members: [] },
    reader: null,
    open: async () => conversation,
    ...(to.to === 'thread' &&
      adapter.threads && {
        thread: { key: to.thread, title: to.title, threads: adapter.threads, isSaved: conversation.kind === 'thread' },
      }),
  };
}

/** The thread that an earlier delivery opened on this platform, also when its purpose has no channel any more. */
async function savedThread(
  { conversations }: DestinationDeps['repositories'],
  { platform, threads }: ChatAdapter,
  to: Destination,
): Promise<ConversationRef | undefined> {
  return to.to === 'thread' && threads ? conversations.find(to.thread, platform) : undefined;
}

/** Without a channel for organisers, each organiser gets a message. */
async function toEachOrganiser({ people }: DestinationDeps['repositories']): Promise<Resolved> {
  const readers = await people.organisers();
  if (readers.length === 0) return { type: 'failed', reason: 'no-channel' };
  return { type: 'several', to: readers.map(({ id }) => ({ suffix: String(id), destination: { to: 'member', member: id } })) };
}

/** The languages of the members, the most common first. */
function distinctLanguages(members: readonly Person[]): Audience['languages'] {
  const counts = new Map<Language, number>();
  for (const { language } of members) counts.set(language, (counts.get(language) ?? 0) + 1);
  const [first = 'en', ...others] = [...counts].sort(([, a], [, b]) => b - a).map(([language]) => language);
  return [first, ...others];
}

function actorOf({ id, name, language, timezone, role, status }: Person): Actor {
  return { id, name, language, timezone, role, status };
}
