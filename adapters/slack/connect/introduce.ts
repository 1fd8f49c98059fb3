import { SetupError } from '../../../src/core/errors.js';
import { SECOND } from '../../../src/core/time.js';
import { phrase } from '../../../src/language/index.js';
import type { PlatformNeedName } from '../../../src/ports/needs.js';
import { isTokenError, reportFailure, SlackFailure } from '../errors.js';
import { TIMES } from '../limits.js';
import { scopesFor } from '../manifest.js';
import type { Problems } from '../problems.js';
import type { SlackApi } from './client.js';

/** The bot's own account in the workspace. */
export interface Bot {
  readonly team: string;
  readonly user: string;
  readonly bot: string;
  /** The workspace's address, such as `https://reeds.slack.com/`. */
  readonly url?: string;
}

/**
 * Asks Slack who the token belongs to, and reports missing scopes. Waits until Slack is reachable. Throws a `SetupError` if
 * Slack refuses the token or if it is not a bot's, and a `SlackFailure` if `isStopping` becomes true meanwhile.
 */
export async function introduce(options: {
  readonly api: SlackApi;
  readonly problems: Problems;
  readonly needs: () => readonly PlatformNeedName[];
  readonly isStopping: () => boolean;
  readonly sleep: (ms: number) => Promise<void>;
  /** How long without an answer before the problem is reported, in milliseconds. */
  readonly disconnectedMs: number;
}): Promise<Bot> {
  const { api, problems, needs, isStopping, sleep, disconnectedMs } = options;
  let waited = 0;
  for (let failures = 0; ; failures++) {
    try {
      const answer = await api.call('reads', 'auth.test', (client) => client.auth.test());
      // Whatever answers at the address is not Slack.
      if (answer.team_id === undefined || answer.user_id === undefined)
        throw new SlackFailure({ kind: 'ambiguous', code: 'unreadable_answer', method: 'auth.test' });
      const { team_id: team, user_id: user, bot_id: bot, url } = answer;
      if (bot === undefined) throw new SetupError('not a bot token', phrase('slack.problem.token-revoked'));
      const missing = missingScopes(answer.response_metadata?.scopes, needs());
      if (missing.length > 0) problems.report('missing-scope', missing.join(', '), { scopes: missing.join(',') });
      // An earlier process may have reported it.
      else problems.over('missing-scope');
      return { team, user, bot, ...(url !== undefined && { url }) };
    } catch (error) {
      if (!(error instanceof SlackFailure)) throw error;
      if (error.kind === 'platform' && isTokenError(error)) {
        reportFailure(error, problems);
        throw new SetupError(error.message, phrase('slack.problem.token-revoked'), { cause: error });
      }
      if (isStopping()) throw error;
      const ms = Math.min(TIMES.longestBackoff, error.retryAfterMs ?? (SECOND / 2) * 2 ** Math.min(failures, 10));
      if (waited < disconnectedMs && waited + ms >= disconnectedMs) problems.report('disconnected', 'rest');
      waited += ms;
      await sleep(ms);
    }
  }
}

/** The scopes that the bot needs and the token lacks; none if Slack did not name the granted ones. */
export function missingScopes(granted: readonly string[] | undefined, needs: readonly PlatformNeedName[]): readonly string[] {
  return granted ? scopesFor(needs).filter((scope) => !granted.includes(scope)) : [];
}
