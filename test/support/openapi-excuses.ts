/**
 * What the platforms' own descriptions of their interfaces lack or have wrong, each with the reason. Everything else that
 * the adapters send must fit them, or the test that sent it fails. The list stands in docs/slack.md and docs/discord.md too.
 */
export const SLACK_EXCUSES: Readonly<Record<string, string>> = {
  'apps.connections.open': 'Socket Mode is younger than the description',
  'files.getUploadURLExternal': 'younger than the description; replaces files.upload, which is gone',
  'files.completeUploadExternal': 'younger than the description',
  'method:get': 'the description names GET for methods that read or show; Slack takes POST for all, which the SDK always sends',
  'parameter:token':
    'the description wants the token among the parameters; Slack takes it in the Authorization header, as the SDK sends it',
};

export interface DiscordExcuse {
  readonly method: string;
  readonly path: RegExp;
  readonly complaint: RegExp;
  readonly reason: string;
}

/** None so far: all that is sent fits the description as it is. */
export const DISCORD_EXCUSES: readonly DiscordExcuse[] = [];
