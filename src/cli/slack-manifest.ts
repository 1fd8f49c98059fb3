import { slackManifest } from '../../adapters/slack/manifest.js';
import { type Environment, readEnvironment } from '../config/environment.js';
import { features } from '../features/index.js';
import type { Output } from './output.js';

/** `mudhif slack-manifest`: prints the app manifest for Slack, in the mode that the environment configures. */
export async function printSlackManifest(environment: Environment, output: Output): Promise<number> {
  output.line(await slackManifestText(environment));
  return 0;
}

/** Returns the manifest as JSON: HTTP mode with a signing secret and no app-level token, otherwise Socket Mode. */
export async function slackManifestText(environment: Environment = readEnvironment({})): Promise<string> {
  const { SLACK_APP_TOKEN, SLACK_SIGNING_SECRET, HTTP_PUBLIC_URL, HTTP_HOST, HTTP_PORT } = environment;
  const overHttp = SLACK_APP_TOKEN === undefined && SLACK_SIGNING_SECRET !== undefined;
  const publicUrl = HTTP_PUBLIC_URL ?? `http://${HTTP_HOST}:${HTTP_PORT}`;
  const mode = overHttp ? { type: 'http' as const, publicUrl } : { type: 'socket' as const };
  return JSON.stringify(slackManifest({ commands: features.commands, mode, language: 'en' }), null, 2);
}
