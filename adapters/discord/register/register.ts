import { type RESTGetAPIApplicationCommandsResult, Routes } from 'discord.js';
import type { Command } from '../../../src/core/command.js';
import type { Language } from '../../../src/core/language.js';
import type { Api } from '../connect/client.js';
import { fingerprint, registeredBodies } from './commands.js';

export interface Registration {
  /** Whether any command had to be changed. */
  readonly changed: boolean;
  readonly count: number;
}

/**
 * Registers the commands if they differ from those that Discord has. Commands of the other scope are removed, because members would
 * see each command twice. Throws what `Api.call` throws.
 */
export async function registerCommands(
  api: Api,
  given: {
    readonly commands: readonly Command[];
    readonly languages: readonly Language[];
    readonly scope: 'global' | 'guild';
    readonly applicationId: string;
    readonly guildId: string;
  },
): Promise<Registration> {
  const everywhere = Routes.applicationCommands(given.applicationId);
  const here = Routes.applicationGuildCommands(given.applicationId, given.guildId);
  const [route, other] = given.scope === 'global' ? [everywhere, here] : [here, everywhere];
  const wanted = registeredBodies(given.commands, given.languages, given.scope);
  const changed = await write(api, route, wanted);
  await write(api, other, []);
  return { changed, count: given.commands.length };
}

async function write(api: Api, route: ReturnType<typeof Routes.applicationCommands>, wanted: readonly unknown[]): Promise<boolean> {
  const had = await api.call<RESTGetAPIApplicationCommandsResult>({ method: 'GET', route });
  if (fingerprint(had) === fingerprint(wanted)) return false;
  await api.call({ method: 'PUT', route, body: wanted });
  return true;
}
