import { webApi } from '@slack/bolt';
import type { Clock } from '../../src/core/time.js';
import { phrase } from '../../src/language/index.js';
import type { ChannelPurpose } from '../../src/ports/chat.js';
import type { Logger } from '../../src/ports/logger.js';
import { noopMetrics } from '../../src/ports/metrics.js';
import type { PlatformNeedName } from '../../src/ports/needs.js';
import type { Pace } from '../../src/ports/pace.js';
import type { Inspection, PlatformProblem } from '../../src/ports/problems.js';
import { createSlackApis } from './connect/client.js';
import { missingScopes } from './connect/introduce.js';
import { createSlackPace } from './connect/pace.js';
import { clientOptions } from './connect/sdk.js';
import { FATAL } from './connect/sockets.js';
import { isTokenError, reportFailure, SlackFailure } from './errors.js';
import { TIMES } from './limits.js';
import { NEEDS } from './manifest.js';
import type { CurrentChannels } from './places/channels.js';
import { createConversations, rememberConversations } from './places/conversations.js';
import { createProblems, type Problems } from './problems.js';

/** An inspection makes only a handful of calls, so it needs no rate limiting. */
const UNLIMITED_PACE: Pace = { reserve: async () => ({ type: 'go', inMs: 0 }), penalise: async () => {}, close: async () => {} };

export interface SlackInspectionOptions {
  readonly botToken: string;
  /** Socket Mode. */
  readonly appToken?: string;
  readonly apiUrl?: string;
  readonly purposes: readonly ChannelPurpose[];
  readonly channels: CurrentChannels;
  /** What the settings need. */
  readonly needs: readonly PlatformNeedName[];
  readonly clock: Clock;
  readonly logger: Logger;
}

/**
 * Checks tokens, scopes and channels for `mudhif doctor`, without opening a connection for events and without changing
 * anything. Never throws for what Slack answers; that becomes a problem in the result.
 */
export async function inspectSlack(options: SlackInspectionOptions): Promise<Inspection> {
  const { clock, logger, botToken, purposes } = options;
  const apiUrl = options.apiUrl ?? 'https://slack.com/api/';
  const found: PlatformProblem[] = [];
  const problems = createProblems({ clock, logger, purposes, listener: { occurred: (problem) => void found.push(problem), over() {} } });
  const common = { apiUrl, logger, callTimeoutMs: TIMES.call } as const;
  const pace = createSlackPace({ pace: UNLIMITED_PACE, sleep: async () => {}, metrics: noopMetrics });
  const { answers: api } = createSlackApis({
    ...common,
    botToken,
    sleep: async () => {},
    metrics: noopMetrics,
    problems,
    pace,
    disconnectedMs: TIMES.disconnected,
  });

  let team: { readonly id: string; readonly name: string } | undefined;
  try {
    const answer = await api.call('reads', 'auth.test', (client) => client.auth.test());
    if (answer.team_id === undefined) throw new SlackFailure({ kind: 'ambiguous', code: 'unreadable_answer', method: 'auth.test' });
    if (answer.bot_id === undefined) problems.report('token-revoked');
    else team = { id: answer.team_id, name: answer.team ?? answer.team_id };
    const missing = missingScopes(answer.response_metadata?.scopes, options.needs);
    if (missing.length > 0) problems.report('missing-scope', missing.join(', '));
  } catch (error) {
    reportFailure(error, problems);
    if (!(error instanceof SlackFailure) || error.kind !== 'platform' || !isTokenError(error)) problems.report('disconnected', 'rest');
  }
  if (options.appToken !== undefined && !found.some(({ code }) => code === 'disconnected'))
    await tryAppToken(new webApi.WebClient(options.appToken, clientOptions(common)), problems);
  if (team === undefined) return { name: undefined, problems: found, granted: [] };

  const { id } = team;
  const conversations = createConversations({
    api,
    clock,
    problems,
    space: () => id,
    purposes,
    channels: options.channels,
    groupKeyOf: async () => undefined,
    remembered: rememberConversations(),
  });
  const configured = await options.channels();
  for (const { name: purpose } of purposes) {
    const wanted = configured[purpose];
    // A configured channel is only checked, because finding it for use would join it.
    const check =
      wanted === undefined
        ? conversations.channel(purpose).then((place) => (place ? 'usable' : 'missing'))
        : conversations.check(purpose, wanted);
    const verdict = await check.catch(() => undefined);
    const shown = `#${wanted?.replace(/^#/, '') ?? purpose}`;
    if (verdict === 'missing') found.push(unfound(purpose, shown, wanted !== undefined));
    else if (verdict === 'open') problems.report('organisers-channel-public', purpose, {}, shown);
    else if (verdict === 'no-access') problems.report('bot-removed', purpose, {}, shown);
  }
  const wanted = options.needs.flatMap((need) => Object.keys(NEEDS[need].scopes));
  return { name: team.name, problems: found, granted: wanted.filter((scope) => problems.scopes()?.includes(scope)) };
}

function unfound(where: string, shown: string, isConfigured: boolean): PlatformProblem {
  const explanation = isConfigured
    ? phrase('slack.problem.channel-missing', { channel: shown })
    : phrase('slack.problem.channel-unset', { channel: shown });
  return { platform: 'slack', code: isConfigured ? 'channel-missing' : 'channel-unset', where, explanation, lasting: true, details: {} };
}

async function tryAppToken(client: webApi.WebClient, problems: Problems): Promise<void> {
  try {
    await client.apps.connections.open();
  } catch (error) {
    if (error instanceof webApi.WebAPIPlatformError && FATAL.has(error.data.error))
      problems.report('app-token-invalid', '', { error: error.data.error });
    else problems.report('disconnected', 'socket');
  }
}
