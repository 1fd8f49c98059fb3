import { type APIGuildMember, type Guild, PermissionFlagsBits, Routes } from 'discord.js';
import type { Logger } from '../../src/ports/logger.js';
import type { Api } from './api.js';
import { codeOf } from './errors.js';

const ADMINISTERS = PermissionFlagsBits.Administrator | PermissionFlagsBits.ManageGuild;

/** Who administers the server: its owner, and whoever has a role that may manage it. Asked anew each time, for roles come and go. */
export function createAdministrators(options: { readonly api: Api; readonly logger: Logger; readonly guild: () => Guild | undefined }) {
  return {
    async includes(user: string): Promise<boolean> {
      const guild = options.guild();
      if (!guild || !/^\d{15,21}$/.test(user)) return false;
      try {
        // Also of the owner it is asked: they may have handed the server on and left.
        const { roles } = await options.api.call<APIGuildMember>({ method: 'GET', route: Routes.guildMember(guild.id, user) });
        if (guild.ownerId === user) return true;
        return [guild.id, ...roles].some((role) => ((guild.roles.cache.get(role)?.permissions.bitfield ?? 0n) & ADMINISTERS) !== 0n);
      } catch (error) {
        options.logger.debug({ code: codeOf(error), error }, 'Discord did not say whether somebody administers the server');
        return false;
      }
    },
  };
}
