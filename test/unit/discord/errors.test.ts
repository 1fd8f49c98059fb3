import { ChannelType, DiscordAPIError, InteractionType } from 'discord.js';
import { describe, expect, it } from 'vitest';
import { deliveryError } from '../../../adapters/discord/errors.js';
import { withChannel } from '../../../adapters/discord/receive/with-channel.js';

const problems = { report: () => undefined, over: () => undefined, isOpen: () => false };
const answered = (status: number, code: number): DiscordAPIError =>
  new DiscordAPIError({ code, message: '' }, code, status, 'POST', '/channels/1/messages', { files: undefined, body: undefined });

describe('what Discord answers', () => {
  it.each([
    ['a 404 without a code of Discord', 404, 0, 'unreachable'],
    ['an unknown channel', 404, 10003, 'unreachable'],
    ['no access', 403, 50001, 'unreachable'],
    ['a body that it does not take', 400, 50035, 'refused'],
    ['too many active threads', 400, 160006, 'wait'],
    ['a token that it does not know', 401, 0, 'wait'],
  ])('%s: %i, %i is %s', (_what, status, code, outcome) => {
    expect(deliveryError(answered(status, code), problems).outcome).toBe(outcome);
  });
});

describe('an interaction whose channel is told by its id alone', () => {
  const command = { type: InteractionType.ApplicationCommand, id: '1', token: 't', channel_id: '7' };
  it.each([
    ['of a known channel', { guild_id: '5' }, ChannelType.PublicThread, ChannelType.PublicThread],
    ['of a server', { guild_id: '5' }, undefined, ChannelType.GuildText],
    ['of a direct conversation', {}, undefined, ChannelType.DM],
  ])('gets a channel: %s', (_what, where, known, type) => {
    const interaction = withChannel(JSON.parse(JSON.stringify({ ...command, ...where })), () => known);
    expect(interaction.channel).toEqual({ id: '7', type });
  });
});
