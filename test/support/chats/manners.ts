import { ChannelType } from 'discord.js';
import { expect } from 'vitest';
import type { FakeDiscord } from '../discord/index.js';
import { type FakeSlack, pingsIn } from '../slack/index.js';
import type { Community } from './community.js';

/** After a story: nothing was refused, nothing late, nobody notified who is not in the conversation, no failure in the log. */
export function expectGoodManners({ slack, discord, logger, agreed }: Community): void {
  if (slack) expectOnSlack(slack);
  if (discord) expectOnDiscord(discord, agreed);
  expect(logger.lines.filter(({ level }) => level === 'error' || level === 'warn')).toEqual([]);
}

function expectOnSlack(slack: FakeSlack): void {
  // A part of a message that is gone already may be deleted again.
  const isFine = ({ method, error }: (typeof slack.calls)[number]) =>
    error === undefined || (method === 'chat.delete' && error === 'message_not_found');
  expect(slack.calls.filter((call) => !isFine(call))).toEqual([]);
  expect(slack.acks.filter(({ clockMs }) => clockMs > 3_000)).toEqual([]);
  for (const message of slack.messages.filter(({ byBot }) => byBot)) {
    const channel = slack.channels.get(message.channel);
    for (const user of pingsIn(message)) expect([...(channel?.kind === 'channel' ? [] : (channel?.members ?? []))]).toContain(user);
  }
}

function expectOnDiscord(discord: FakeDiscord, agreed: ReadonlySet<string>): void {
  // A thread that Discord has archived meanwhile is opened again once it says so.
  expect(discord.refusals.filter((refusal) => !refusal.includes('Thread is archived'))).toEqual([]);
  // Only who agreed was written to directly.
  for (const { type, members, messages } of discord.world.channels.values()) {
    if (type === ChannelType.DM && messages.length > 0)
      expect([...agreed, discord.world.bot.id]).toEqual(expect.arrayContaining([...members]));
  }
  // An answer that comes too late is refused.
  for (const { answer } of discord.interactions.all) expect(answer).toBeDefined();
  for (const channel of discord.world.channels.values()) {
    for (const { pings, message } of channel.messages.filter(({ message }) => message.author.id === discord.world.bot.id)) {
      for (const { users, roles, everyone } of pings) {
        expect([message.content, everyone, roles]).toEqual([message.content, false, []]);
        for (const user of users) expect([...(channel.type === ChannelType.GuildText ? [] : channel.members)]).toContain(user);
      }
    }
  }
}
