import { type APIGuildMember, type Guild, PermissionFlagsBits, Routes } from 'discord.js';
import type { Clock } from '../../../src/core/time.js';
import { createTtlCache } from '../../../src/kit/ttl-cache.js';
import type { Logger } from '../../../src/ports/logger.js';
import type { Calls } from '../connect/client.js';
import { codeOf } from '../errors.js';
import { CACHE_SIZES, TIMES } from '../limits.js';

const ADMINISTERS = PermissionFlagsBits.Administrator | PermissionFlagsBits.ManageGuild;

/** Knows who administers the server: its owner, and people with a role that may manage it. */
export interface Administrators {
  /**
   * Notes what a person may do in the channel of their interaction (Discord's permission bits as a decimal number). A channel can
   * grant more than the server does, so this only shows who does not administer the server.
   */
  noticed(user: string, permissions: string): void;
  /** Whether a person administers the server now. False if Discord can't tell. */
  includes(user: string): Promise<boolean>;
}

/**
 * Asks Discord each time, because roles change. It does not ask about people whose own interaction has just shown that they do not
 * administer the server, because many people at once would use up the rate limit.
 */
export function createAdministrators(options: {
  readonly api: Calls;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly guild: () => Guild | undefined;
}): Administrators {
  const ordinary = createTtlCache<boolean>({ clock: options.clock, ttlMs: TIMES.permissions, maxEntries: CACHE_SIZES.permissions });
  return {
    noticed(user, permissions) {
      ordinary.set(user, (BigInt(permissions) & ADMINISTERS) === 0n);
    },

    async includes(user) {
      const guild = options.guild();
      if (!guild || !/^\d{15,21}$/.test(user) || ordinary.get(user) === true) return false;
      try {
        // This is asked about the owner too, because they may have transferred the server and left.
        const { roles } = await options.api.call<APIGuildMember>({ method: 'GET', route: Routes.guildMember(guild.id, user) });
        if (guild.ownerId === user) return true;
        return [guild.id, ...roles].some((role) => ((guild.roles.cache.get(role)?.permissions.bitfield ?? 0n) & ADMINISTERS) !== 0n);
      } catch (error) {
        options.logger.debug({ code: codeOf(error), error }, 'Discord could not tell whether a person administers the server');
        return false;
      }
    },
  };
}
