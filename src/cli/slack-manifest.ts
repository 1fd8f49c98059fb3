import { slackManifest } from '../../adapters/slack/manifest.js';
import { type Environment, readEnvironment } from '../config/environment.js';
import type { Settings } from '../core/settings.js';
import { features } from '../features/index.js';
import { originOf } from '../http/origins.js';
import { checkDatabase } from './doctor/database.js';
import { neededBy } from './needed.js';
import type { Output } from './output.js';

/**
 * `mudhif slack-manifest`: prints the app manifest for Slack, in the mode that the environment configures and with what the stored settings
 * need. It never throws for a database that can’t be read.
 */
export async function printSlackManifest(environment: Environment, output: Output): Promise<number> {
  // Without a database, or with one that can't be read, it is the manifest of a new community.
  const { settings } = await checkDatabase(environment);
  output.line(await slackManifestText(environment, settings));
  return 0;
}

/**
 * Returns the manifest as JSON: HTTP mode with a signing secret and no app-level token, otherwise Socket Mode.
 *
 * @throws {SetupError} If no environment is given and a variable is wrong.
 */
export async function slackManifestText(environment: Environment = readEnvironment({}), settings?: Settings): Promise<string> {
  const { SLACK_APP_TOKEN, SLACK_SIGNING_SECRET, HTTP_PUBLIC_URL, HTTP_HOST, HTTP_PORT } = environment;
  const overHttp = SLACK_APP_TOKEN === undefined && SLACK_SIGNING_SECRET !== undefined;
  const publicUrl = HTTP_PUBLIC_URL ?? originOf(HTTP_HOST, HTTP_PORT);
  const mode = overHttp ? { type: 'http' as const, publicUrl } : { type: 'socket' as const };
  return JSON.stringify(slackManifest({ commands: features.commands, mode, needs: neededBy(settings), language: 'en' }), null, 2);
}
