import type { Actor } from '../core/access.js';
import type { Language } from '../core/language.js';
import type { Audience, Destination } from '../core/notification.js';
import type { Settings } from '../core/settings.js';
import type { Context } from '../feature-api/index.js';
import type { Delivery } from '../ports/agenda.js';
import type { ChatAdapter, ConversationRef, Identity, Platform } from '../ports/chat.js';
import type { Person, PersonAccount } from '../ports/people.js';

export interface DestinationDeps {
  readonly read: Pick<Context, 'people' | 'conversations' | 'features'>;
  readonly adapters: ReadonlyMap<Platform, ChatAdapter>;
}

/** Who will read a message, and the way to them; or why there is none. */
export type Resolved =
  | {
      readonly type: 'reachable';
      readonly adapter: ChatAdapter;
      readonly audience: Audience;
      /** The one person whose quiet hours count; null for groups and channels, which notify as each person set it. */
      readonly reader: Person | null;
      /** Opens the conversation. `title` names a group that isn't there yet. Throws a `DeliveryError`. */
      readonly open: (title: string) => Promise<ConversationRef>;
      /**
       * Under which a direct conversation that was just opened is remembered: to open it again would cost a request for each
       * message of a fan-out.
       */
      readonly direct?: () => string | undefined;
    }
  /** The reader has accounts only where direct messages want to be asked for, and did not ask. */
  | { readonly type: 'unasked'; readonly adapter: ChatAdapter; readonly audience: Audience }
  /** Several places take its stead, each with a delivery of its own, under the key with `suffix`: the spaces that have the channel, or each organiser. */
  | { readonly type: 'several'; readonly to: readonly { readonly suffix: string; readonly destination: Destination }[] }
  /** `failed`: an organiser can mend it and retry; `dropped`: there is nobody to send it to. */
  | { readonly type: 'dropped' | 'failed'; readonly reason: string };

const DIRECT = 'direct:';

/** Finds the way to a delivery's destination: by accounts and capabilities, never by a platform's name. */
export async function resolveDestination(deps: DestinationDeps, to: Destination, settings: Settings): Promise<Resolved> {
  switch (to.to) {
    case 'member':
      return toMember(deps, to.member, to.platform);
    case 'group':
      return toGroup(deps, to.group, to.members);
    case 'room':
      return toRoom(deps, to, settings);
    case 'channel':
      return toChannel(deps, to, settings);
    default:
      return to satisfies never;
  }
}

/** The adapter through which an earlier try went. */
export function adapterOf(deps: Pick<DestinationDeps, 'adapters'>, delivery: Delivery): ChatAdapter | undefined {
  return delivery.conversation === null ? undefined : deps.adapters.get(delivery.conversation.platform);
}

async function toMember(deps: DestinationDeps, id: Person['id'], platform?: string): Promise<Resolved> {
  const found = await readerOf(deps, id);
  if ('type' in found) return found;
  const { member } = found;
  const ways = found.ways.filter(({ account }) => platform === undefined || account.platform === platform);
  const audience = { languages: [member.language], members: [actorOf(member)] } as const;
  const open = ways.find(mayWriteTo);
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

/** A person who can read, and their accounts on connected platforms; the one used last comes first. */
async function readerOf(
  { read, adapters }: DestinationDeps,
  id: Person['id'],
): Promise<{ readonly member: Person; readonly ways: readonly Way[] } | Extract<Resolved, { type: 'dropped' | 'failed' }>> {
  const member = await read.people.find(id);
  if (member === undefined) return { type: 'dropped', reason: 'no-member' };
  if (member.status === 'left' || member.isBot) return { type: 'dropped', reason: 'not-a-reader' };
  const ways = (await read.people.accounts(id)).flatMap((account) => {
    const adapter = adapters.get(account.platform);
    return adapter === undefined ? [] : [{ adapter, account }];
  });
  // A platform that is away now is the last way, however much it is used.
  return { member, ways: ways.toSorted((a, b) => Number(b.adapter.connected()) - Number(a.adapter.connected())) };
}

/** Whether the bot may open a direct conversation: where the platform is fine with it or the person asked for it, and nowhere if they said no. */
function mayWriteTo({ adapter, account }: Way): boolean {
  if (account.direct === 'declined') return false;
  return adapter.capabilities.unaskedDirectMessages || account.direct !== null;
}

/** By the account, not the member: nobody else can ever be at its end. */
function directWith({ read }: DestinationDeps, { adapter, account }: Way) {
  const key = `${DIRECT}${account.user}`;
  let isKnown = false;
  return {
    direct: () => (isKnown ? undefined : key),
    open: async (): Promise<ConversationRef> => {
      const known = await read.conversations.find(key, adapter.platform);
      isKnown = known?.space === account.space;
      return known && isKnown ? known : adapter.openDirect(account);
    },
  };
}

/** A place for one person and the bot: the one that is open already, a direct conversation if they may have one, a private group. */
async function toRoom(deps: DestinationDeps, to: Extract<Destination, { to: 'room' }>, settings: Settings): Promise<Resolved> {
  const found = await readerOf(deps, to.member);
  if ('type' in found) return found;
  const { member, ways } = found;
  const audience = { languages: [member.language], members: [actorOf(member)] } as const;
  const key = roomKey(to);
  for (const { adapter } of ways) {
    const known = await deps.read.conversations.find(key, adapter.platform);
    if (known !== undefined) return { type: 'reachable', adapter, audience, reader: member, open: async () => known };
  }
  const direct = ways.find(mayWriteTo);
  if (direct !== undefined) {
    return { type: 'reachable', adapter: direct.adapter, audience, reader: member, ...directWith(deps, direct) };
  }
  const group = ways.find(({ adapter }) => adapter.capabilities.privateGroups);
  if (group === undefined) return toMember(deps, to.member);
  const open = (title: string) => group.adapter.openGroup(key, [group.account], title || settings.name);
  return { type: 'reachable', adapter: group.adapter, audience, reader: member, open };
}

/** Under which a room is remembered. */
export function roomKey({ room, member }: Pick<Extract<Destination, { to: 'room' }>, 'room' | 'member'>): string {
  return `room:${room}:${member}`;
}

async function toGroup({ read, adapters }: DestinationDeps, group: string, ids: readonly Person['id'][]): Promise<Resolved> {
  const members = (await read.people.findMany(ids)).filter((member) => member.status !== 'left' && !member.isBot);
  if (members.length < 2) return { type: 'dropped', reason: 'nobody-to-talk-to' };
  const accounts = await Promise.all(members.map((member) => read.people.accounts(member.id)));

  let best:
    | { readonly adapter: ChatAdapter; readonly people: readonly Identity[]; readonly known: ConversationRef | undefined }
    | undefined;
  for (const adapter of adapters.values()) {
    if (!adapter.capabilities.privateGroups) continue;
    const people = accounts.flatMap((identities) => identities.find((identity) => identity.platform === adapter.platform) ?? []);
    const known = await read.conversations.find(group, adapter.platform);
    if (people.length < 2 && known === undefined) continue;
    // Where they talk already; else where most of them are.
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
    open: async (title) => known ?? adapter.openGroup(group, people, title),
  };
}

async function toChannel(
  { read, adapters }: DestinationDeps,
  to: Extract<Destination, { to: 'channel' }>,
  settings: Settings,
): Promise<Resolved> {
  const [first = 'en', ...others] = settings.languages;
  const purpose = read.features.purposes.find(({ name }) => name === to.channel);
  const candidates = [...adapters.values()].filter(({ platform }) => to.platform === undefined || to.platform === platform);
  const found: { readonly adapter: ChatAdapter; readonly conversation: ConversationRef | undefined }[] = [];
  const failures: unknown[] = [];
  for (const adapter of candidates) {
    try {
      const conversation =
        (await adapter.channel(to.channel)) ?? (purpose?.fallback === undefined ? undefined : await adapter.channel(purpose.fallback));
      if (conversation !== undefined) found.push({ adapter, conversation });
    } catch (error) {
      // One platform that can't say holds up its own post only.
      failures.push(error);
      found.push({ adapter, conversation: undefined });
    }
  }
  const [only] = found;
  if (only === undefined && to.platform === undefined && purpose?.readers === 'organisers') return toEachOrganiser(read);
  if (only === undefined)
    return to.platform === undefined ? { type: 'failed', reason: 'no-channel' } : { type: 'dropped', reason: 'no-channel' };
  if (found.length > 1) {
    return {
      type: 'several',
      to: found.map(({ adapter: { platform } }) => ({ suffix: platform, destination: { to: 'channel', channel: to.channel, platform } })),
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
  };
}

/** A community without a channel for organisers: each is told by themselves. */
async function toEachOrganiser({ people }: DestinationDeps['read']): Promise<Resolved> {
  const readers = await people.organisers();
  if (readers.length === 0) return { type: 'failed', reason: 'no-channel' };
  return { type: 'several', to: readers.map(({ id }) => ({ suffix: String(id), destination: { to: 'member', member: id } })) };
}

/** The languages of a group, the one of most members first. */
function distinctLanguages(members: readonly Person[]): Audience['languages'] {
  const counts = new Map<Language, number>();
  for (const { language } of members) counts.set(language, (counts.get(language) ?? 0) + 1);
  const [first = 'en', ...others] = [...counts].sort(([, a], [, b]) => b - a).map(([language]) => language);
  return [first, ...others];
}

function actorOf({ id, name, language, timezone, role, status }: Person): Actor {
  return { id, name, language, timezone, role, status };
}
