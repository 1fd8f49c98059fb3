import { webApi } from '@slack/bolt';
import { CHANNELS } from '../../src/core/notification.js';
import type { Clock } from '../../src/core/time.js';
import { phrase } from '../../src/language/index.js';
import type { Logger } from '../../src/ports/logger.js';
import { noopMetrics } from '../../src/ports/metrics.js';
import type { Pace } from '../../src/ports/pace.js';
import type { Inspection, PlatformProblem } from '../../src/ports/problems.js';
import { clientOptions, createSlackApi } from './client.js';
import { type CurrentChannels, createConversations } from './conversations.js';
import { reportFailure, SlackFailure } from './errors.js';
import { TIMES } from './limits.js';
import { BOT_SCOPES } from './manifest.js';
import { createSlackPace } from './pace.js';
import { createProblems, type Problems } from './problems.js';

/** A handful of calls needs no pace. */
const UNHURRIED: Pace = { reserve: async () => ({ type: 'go', inMs: 0 }), penalise: async () => {}, close: async () => {} };

export interface SlackInspectionOptions {
  readonly botToken: string;
  /** Socket Mode. */
  readonly appToken?: string;
  readonly apiUrl?: string;
  readonly channels: CurrentChannels;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** Looks at the workspace from outside, for `mudhif doctor`: tokens, scopes and channels. Connects to nothing and changes nothing. */
export async function inspectSlack(options: SlackInspectionOptions): Promise<Inspection> {
  const { clock, logger, botToken } = options;
  const apiUrl = options.apiUrl ?? 'https://slack.com/api/';
  const found: PlatformProblem[] = [];
  const problems = createProblems({ clock, logger, listener: { occurred: (problem) => void found.push(problem), over() {} } });
  const common = { apiUrl, logger, callTimeoutMs: TIMES.call } as const;
  const pace = createSlackPace({ pace: UNHURRIED, sleep: async () => {}, metrics: noopMetrics });
  const api = createSlackApi({ ...common, botToken, sleep: async () => {}, metrics: noopMetrics, problems, pace });

  let team: { readonly id: string; readonly name: string } | undefined;
  try {
    const answer = await api.call('reads', 'auth.test', (client) => client.auth.test());
    if (answer.bot_id === undefined || answer.team_id === undefined) problems.report('token-revoked');
    else team = { id: answer.team_id, name: answer.team ?? answer.team_id };
    const granted = answer.response_metadata?.scopes;
    const missing = granted ? Object.keys(BOT_SCOPES).filter((scope) => !granted.includes(scope)) : [];
    if (missing.length > 0) problems.report('missing-scope', missing.join(', '));
  } catch (error) {
    reportFailure(error, problems);
    if (!(error instanceof SlackFailure) || error.kind !== 'platform') problems.report('disconnected');
  }
  if (options.appToken !== undefined) await tryAppToken(new webApi.WebClient(options.appToken, clientOptions(common)), problems);
  if (team === undefined) return { name: undefined, problems: found };

  const { id } = team;
  const conversations = createConversations({
    api,
    clock,
    problems,
    space: () => id,
    channels: options.channels,
    groupKeyOf: async () => undefined,
  });
  const configured = await options.channels();
  for (const purpose of CHANNELS) {
    const wanted = configured[purpose];
    // What is configured may only be looked at: finding it for use would enter it.
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
  return { name: team.name, problems: found };
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
    if (error instanceof webApi.WebAPIPlatformError) problems.report('app-token-invalid', '', { error: error.data.error });
    else problems.report('disconnected');
  }
}
