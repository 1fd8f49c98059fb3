import { type APIGuildMember, type Guild, PermissionFlagsBits, Routes } from 'discord.js';
import type { Clock } from '../../../src/core/time.js';
import { createTtlCache } from '../../../src/kit/ttl-cache.js';
import type { Logger } from '../../../src/ports/logger.js';
import type { Api } from '../connect/client.js';
import { codeOf } from '../errors.js';
import { CACHE_SIZES, TIMES } from '../limits.js';

const ADMINISTERS = PermissionFlagsBits.Administrator | PermissionFlagsBits.ManageGuild;

/**
 * Who administers the server: its owner, and whoever has a role that may manage it. Asked anew each time, for roles come and go;
 * but not about those whose own interaction has just told that they do not, or a crowd would spend its requests on that.
 */
export function createAdministrators(options: {
  readonly api: Api;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly guild: () => Guild | undefined;
}) {
  const ordinary = createTtlCache<boolean>({ clock: options.clock, ttlMs: TIMES.permissions, maxEntries: CACHE_SIZES.permissions });
  return {
    /**
     * What a person may do in the channel in which they did something, as Discord told with it. A channel's own settings could
     * make that more than they may in the server, so it only ever shows who does not administer it.
     */
    noticed(user: string, permissions: string): void {
      ordinary.set(user, (BigInt(permissions) & ADMINISTERS) === 0n);
    },

    async includes(user: string): Promise<boolean> {
      const guild = options.guild();
      if (!guild || !/^\d{15,21}$/.test(user) || ordinary.get(user) === true) return false;
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
