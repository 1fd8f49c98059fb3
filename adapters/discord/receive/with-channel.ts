import { type APIInteraction, ChannelType, InteractionType as Kind } from 'discord.js';

/**
 * An interaction with its channel, which Discord may leave out beside its id.
 *
 * @param typeOf What kind of channel it is, if that is known.
 */
export function withChannel(interaction: APIInteraction, typeOf: (channel: string) => ChannelType | undefined): APIInteraction {
  if (interaction.type === Kind.Ping || interaction.channel || !interaction.channel_id) return interaction;
  const id = interaction.channel_id;
  const type = typeOf(id) ?? (interaction.guild_id ? ChannelType.GuildText : ChannelType.DM);
  return Object.assign(interaction, { channel: { id, type } });
}
