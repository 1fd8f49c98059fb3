import type { FakeDiscord } from './discord/index.js';
import type { RunningEngine } from './engines.js';
import { APP_TOKEN, BOT_TOKEN, type FakeSlack } from './slack/index.js';

/** What the program is told so that it lives on the fakes, by Slack's Socket Mode. */
export function fakePlatformsEnv(slack: FakeSlack, discord: FakeDiscord) {
  return {
    SLACK_BOT_TOKEN: BOT_TOKEN,
    SLACK_APP_TOKEN: APP_TOKEN,
    SLACK_API_URL: slack.apiUrl,
    DISCORD_TOKEN: discord.token,
    DISCORD_API_URL: discord.apiUrl,
  };
}

/** And so that it runs on an engine. */
export function engineEnv({ database, redis }: RunningEngine) {
  return { DATABASE_URL: database, ...(redis !== undefined && { REDIS_URL: redis }) };
}
