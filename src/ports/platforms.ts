import type { Message } from '../core/message.js';
import type { ChannelCheck, ConversationRef, Identity, JoinEvent, Platform } from './chat.js';
import type { NativeEvents } from './native-events.js';
import type { PersonAccount } from './people.js';
import type { Rooms } from './rooms.js';

/** What features may ask about the connected platforms. They are told apart by capability, never by name. */
export interface Platforms {
  /** The workspace, server or chat that the platform serves; undefined while it is not connected. */
  space(platform: Platform): string | undefined;
  /** Whether a private group of people with these accounts, all of them, can be opened on one platform. */
  haveCommonPlace(accounts: readonly (readonly Identity[])[]): boolean;
  /** Whether the bot may open a direct conversation with a person who never wrote to it. */
  mayWriteFirst(account: Pick<Identity, 'platform'>): boolean;
  /** Whether a direct message would reach this account: the platform is served, and it or the owner lets the bot write. */
  mayWriteTo(account: PersonAccount): boolean;
  /** Whether the bot may delete what people wrote in its threads on this platform. */
  mayRemove(platform: Platform): boolean;
  /** Whether nobody but an organiser ends accounts there. */
  endsAccounts(platform: Platform): boolean;
  /** The address at which people open a conversation or a thread; undefined while it is not known. */
  linkTo(conversation: ConversationRef): string | undefined;
  /** Puts a private group away where such groups take room. Throws a `DeliveryError`. */
  archiveGroup(group: ConversationRef): Promise<void>;
  /** Whether the platform can show a message to one person alone, unasked. */
  mayWhisper(platform: Platform): boolean;
  /** Shows a message in a conversation to one person alone, unasked. False where the platform can't, or did not. Never throws. */
  whisper(to: ConversationRef, person: Identity, message: Message, key: string): Promise<boolean>;
  /** The calendars that connected platforms have of their own. */
  nativeEvents(): readonly { readonly platform: Platform; readonly space: string; readonly events: NativeEvents }[];
  /** The connected platforms that have rooms in which people talk. */
  withRooms(): readonly { readonly platform: Platform; readonly space: string; readonly rooms: Rooms }[];
  /** Whether the platform can be asked of people whom the bot has not met. */
  mayLookUp(platform: Platform): boolean;
  /** What the platform tells of a person; undefined if it does not know them, or can't say. Never throws. */
  profileOf(person: Identity): Promise<JoinEvent['profile'] | undefined>;
  /** Whether the platform lets this person administer its space now. Never throws. */
  isAdministrator(person: Identity): Promise<boolean>;
  /** The platforms that can put a private group away. */
  withArchive(): readonly Platform[];
  /** The platforms whose channels organisers can choose. */
  withChannels(): readonly Platform[];
  /** Whether a channel can serve a purpose; `unknown` if the platform can't say now. */
  checkChannel(platform: string, purpose: string, wanted: string): Promise<ChannelCheck | 'unknown'>;
  /** Whether a connected platform has a channel for the purpose. */
  hasChannel(purpose: string): Promise<boolean>;
}
