import type { Environment } from '../../config/environment.js';
import type { Settings } from '../../core/settings.js';
import type { Clock } from '../../core/time.js';
import { features } from '../../features/index.js';
import { phrase } from '../../language/index.js';
import { createLogger } from '../../logging.js';
import type { Inspection } from '../../ports/problems.js';
import { neededBy } from '../needed.js';
import { type Finding, findingsOf } from './finding.js';

/** Problems that the bot can run with. */
const WARNINGS: ReadonlySet<string> = new Set(['channel-unset', 'channel-missing', 'commands-unregistered']);

/** The check does not retry. */
const UNREACHABLE: ReadonlySet<string> = new Set(['disconnected', 'not-reached']);

/** Checks token, scopes and channels of Slack. Finds nothing without a token. */
export async function checkSlack(environment: Environment, settings: Settings | undefined, clock: Clock): Promise<readonly Finding[]> {
  const { SLACK_BOT_TOKEN: botToken, SLACK_APP_TOKEN: appToken, SLACK_API_URL: apiUrl, HTTP_PUBLIC_URL } = environment;
  if (botToken === undefined) return [];
  const { HTTP_PATH, inspectSlack } = await import('../../../adapters/slack/index.js');
  const inspection = await inspectSlack({
    botToken,
    ...(appToken !== undefined && { appToken }),
    ...(apiUrl !== undefined && { apiUrl }),
    purposes: features.purposes,
    needs: neededBy(settings),
    channels: async () => settings?.channels['slack'] ?? {},
    clock,
    logger: createLogger('silent'),
  });
  // This machine cannot test its own public address, so the operator is told what to open.
  const address = HTTP_PUBLIC_URL === undefined ? undefined : `${HTTP_PUBLIC_URL.replace(/\/+$/, '')}${HTTP_PATH}`;
  const reached = appToken !== undefined || address === undefined ? [] : [findingsOf('slack').ok(phrase('doctor.slack.http', { address }))];
  return [...findings('slack', inspection), ...reached];
}

/** Checks token, intents, server, channels, permissions and commands of Discord. Finds nothing without a token. */
export async function checkDiscord(environment: Environment, settings: Settings | undefined, clock: Clock): Promise<readonly Finding[]> {
  const { DISCORD_TOKEN: token, DISCORD_GUILD_ID: guildId, DISCORD_API_URL: apiUrl } = environment;
  if (token === undefined) return [];
  const { inspectDiscord } = await import('../../../adapters/discord/index.js');
  const inspection = await inspectDiscord({
    token,
    ...(guildId !== undefined && { guildId }),
    ...(apiUrl !== undefined && { apiUrl }),
    channels: async () => settings?.channels['discord'] ?? {},
    commands: features.commands,
    purposes: features.purposes,
    needs: neededBy(settings),
    languages: async () => settings?.languages ?? environment.COMMUNITY_LANGUAGES,
    clock,
    logger: createLogger('silent'),
  });
  return findings('discord', inspection);
}

/** The variables that name another address of the API. */
const API_URLS = { slack: 'SLACK_API_URL', discord: 'DISCORD_API_URL' } as const;

/** The explanation of a problem says both what it is and what to do. */
function findings(platform: 'slack' | 'discord', { name, problems, granted }: Inspection): readonly Finding[] {
  const { ok, warning, wrong } = findingsOf(platform);
  const found = problems.map(({ code, where, explanation }) => {
    if (UNREACHABLE.has(code))
      return wrong(
        phrase('doctor.platform.unreachable', { line: where }),
        phrase('doctor.platform.unreachable-mend', { variable: API_URLS[platform] }),
      );
    return (WARNINGS.has(code) ? warning : wrong)(explanation);
  });
  const isHealthy = found.every(({ state }) => state !== 'wrong');
  return [
    ...(isHealthy && name !== undefined ? [ok(phrase(`doctor.${platform}.ok`, { name }))] : []),
    ...(granted.length > 0 ? [ok(phrase('doctor.platform.granted', { rights: granted.join(', ') }))] : []),
    ...found,
  ];
}
