import { type APIGuildChannel, ChannelType, type Guild, PermissionFlagsBits, Routes } from 'discord.js';
import type { Rooms } from '../../../src/ports/rooms.js';
import type { Api } from '../connect/client.js';
import { deliveryError } from '../errors.js';
import type { Problems } from '../problems.js';

/** The voice and stage channels of the server. */
export function createRooms(options: {
  readonly api: Api;
  readonly problems: Problems;
  readonly guildId: () => string;
  /** As the gateway tells it; undefined in a process that does not receive. */
  readonly guild: () => Guild | undefined;
}): Rooms {
  const { api, problems, guildId, guild } = options;

  const known = (server: Guild) => {
    const { me } = server.members;
    return [...server.channels.cache.values()].flatMap((channel) =>
      channel.isVoiceBased() && (!me || channel.permissionsFor(me).has(PermissionFlagsBits.ViewChannel))
        ? [{ id: channel.id, name: channel.name, position: channel.rawPosition }]
        : [],
    );
  };
  const asked = async () => {
    try {
      const all = await api.call<(APIGuildChannel & { readonly position?: number })[]>({
        method: 'GET',
        route: Routes.guildChannels(guildId()),
      });
      return all.flatMap(({ id, name, type, position = 0 }) => (isRoom(type) ? [{ id, name: name ?? '', position }] : []));
    } catch (error) {
      throw deliveryError(error, problems);
    }
  };

  return {
    async list() {
      const server = guild();
      const found = server ? known(server) : await asked();
      return found.toSorted((one, other) => one.position - other.position).map(({ id, name }) => ({ id, name }));
    },
  };
}

function isRoom(type: ChannelType): boolean {
  return type === ChannelType.GuildVoice || type === ChannelType.GuildStageVoice;
}
