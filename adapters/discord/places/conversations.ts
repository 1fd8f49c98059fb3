import { ChannelType } from 'discord.js';
import type { ChannelPurpose, ConversationKind, ConversationRef } from '../../../src/ports/chat.js';

/** A channel of Discord's as a conversation of the chat port. */
export function conversationRef(space: string, id: string, kind: ConversationKind): ConversationRef {
  return { platform: 'discord', space, id, kind };
}

/** The kind of conversation that a channel's type stands for (discord.com/developers/docs/resources/channel, "Channel Types"). */
export function kindOf(type: ChannelType): ConversationKind {
  switch (type) {
    case ChannelType.DM:
      return 'direct';
    case ChannelType.PrivateThread:
    case ChannelType.GroupDM:
      return 'group';
    default:
      return 'channel';
  }
}

/** Whether the bot can post in a channel of this type. */
export function isPostable(type: ChannelType): boolean {
  return type === ChannelType.GuildText || type === ChannelType.GuildAnnouncement;
}

/** Whether a channel of this type holds nothing but threads. */
export function isForum(type: ChannelType): boolean {
  return type === ChannelType.GuildForum || type === ChannelType.GuildMedia;
}

/** Whether a channel of this type can serve a purpose. */
export function canServe(type: ChannelType, { inThreads = false }: ChannelPurpose): boolean {
  return isPostable(type) || (inThreads && isForum(type));
}

/** Whether a channel of this type is a thread that everyone in its channel can read. */
export function isPublicThread(type: ChannelType): boolean {
  return type === ChannelType.PublicThread || type === ChannelType.AnnouncementThread;
}

/** Whether `wanted`, as an organiser wrote it, is the id or the name of this channel. */
export function isNamed(channel: { readonly id: string; readonly name: string }, wanted: string): boolean {
  const name = wanted.trim().replace(/^#/, '').toLowerCase();
  return channel.id === name || channel.name.toLowerCase() === name;
}
