import type { Actor } from '../core/access.js';
import type { Language } from '../core/language.js';
import type { Audience, Channel, Destination } from '../core/notification.js';
import type { Settings } from '../core/settings.js';
import type { Delivery } from '../ports/agenda.js';
import type { ChatAdapter, ConversationRef, Identity, Platform } from '../ports/chat.js';
import type { Member } from '../ports/members.js';
import type { Repositories } from '../ports/store.js';

export interface DestinationDeps {
  readonly read: Pick<Repositories, 'members' | 'conversations'>;
  readonly adapters: ReadonlyMap<Platform, ChatAdapter>;
}

/** Who will read a message, and the way to them; or why there is none. */
export type Resolved =
  | {
      readonly type: 'reachable';
      readonly adapter: ChatAdapter;
      readonly audience: Audience;
      /** The one person whose quiet hours count; null for groups and channels, which notify as each person set it. */
      readonly reader: Member | null;
      /** Opens the conversation. `title` names a group that isn't there yet. Throws a `DeliveryError`. */
      readonly open: (title: string) => Promise<ConversationRef>;
    }
  /** `failed`: an organiser can mend it and retry; `dropped`: there is nobody to send it to. */
  | { readonly type: 'dropped' | 'failed'; readonly reason: string };

/** Finds the way to a delivery's destination: by accounts and capabilities, never by a platform's name. */
export async function resolveDestination(deps: DestinationDeps, to: Destination, settings: Settings): Promise<Resolved> {
  switch (to.to) {
    case 'member':
      return toMember(deps, to.member);
    case 'group':
      return toGroup(deps, to.group, to.members);
    case 'channel':
      return toChannel(deps, to.channel, settings);
    default:
      return to satisfies never;
  }
}

/** The adapter through which an earlier try went. */
export function adapterOf(deps: Pick<DestinationDeps, 'adapters'>, delivery: Delivery): ChatAdapter | undefined {
  return delivery.conversation === null ? undefined : deps.adapters.get(delivery.conversation.platform);
}

async function toMember({ read, adapters }: DestinationDeps, id: Member['id']): Promise<Resolved> {
  const member = await read.members.find(id);
  if (member === undefined) return { type: 'dropped', reason: 'no-member' };
  if (member.status === 'left' || member.isBot) return { type: 'dropped', reason: 'not-a-reader' };
  for (const identity of await read.members.identities(id)) {
    const adapter = adapters.get(identity.platform);
    if (adapter === undefined) continue;
    return {
      type: 'reachable',
      adapter,
      audience: { languages: [member.language], members: [actorOf(member)] },
      reader: member,
      open: () => adapter.openDirect(identity),
    };
  }
  return { type: 'dropped', reason: 'no-account' };
}

async function toGroup({ read, adapters }: DestinationDeps, group: string, ids: readonly Member['id'][]): Promise<Resolved> {
  const members = (await read.members.findMany(ids)).filter((member) => member.status !== 'left' && !member.isBot);
  if (members.length < 2) return { type: 'dropped', reason: 'nobody-to-talk-to' };
  const accounts = await Promise.all(members.map((member) => read.members.identities(member.id)));

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

async function toChannel({ adapters }: DestinationDeps, channel: Channel, settings: Settings): Promise<Resolved> {
  const [first = 'en', ...others] = settings.languages;
  for (const adapter of adapters.values()) {
    const conversation = await adapter.channel(channel);
    if (conversation === undefined) continue;
    return {
      type: 'reachable',
      adapter,
      audience: { languages: [first, ...others], members: [] },
      reader: null,
      open: async () => conversation,
    };
  }
  return { type: 'failed', reason: 'no-channel' };
}

/** The languages of a group, the one of most members first. */
function distinctLanguages(members: readonly Member[]): Audience['languages'] {
  const counts = new Map<Language, number>();
  for (const { language } of members) counts.set(language, (counts.get(language) ?? 0) + 1);
  const [first = 'en', ...others] = [...counts].sort(([, a], [, b]) => b - a).map(([language]) => language);
  return [first, ...others];
}

function actorOf({ id, name, language, timezone, role, status }: Member): Actor {
  return { id, name, language, timezone, role, status };
}
