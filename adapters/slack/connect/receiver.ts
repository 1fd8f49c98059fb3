import type { Receiver } from '@slack/bolt';
import type { Clock } from '../../../src/core/time.js';
import type { Logger } from '../../../src/ports/logger.js';
import type { SlackMode, SlackTiming } from '../options.js';
import type { Problems } from '../problems.js';
import { createHttpReceiver, type HttpHandler } from './http.js';
import { createSocketReceiver } from './sockets.js';

/** How events arrive, in either mode. */
export interface EventReceiver {
  readonly receiver: Receiver;
  /** In HTTP mode, answers Slack's requests. */
  readonly handler?: HttpHandler;
  /** Open connections in Socket Mode; `undefined` in HTTP mode, which has none. */
  connections(): number | undefined;
}

export function createEventReceiver(options: {
  readonly mode: SlackMode;
  readonly apiUrl: string;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly problems: Problems;
  readonly timing: SlackTiming;
  /** In Socket Mode: the first connection is open, or the last one is lost. */
  readonly changed: (isConnected: boolean) => void;
}): EventReceiver {
  const { mode, apiUrl, clock, logger, problems, timing, changed } = options;
  if (mode.type === 'http') {
    const receiver = createHttpReceiver({ signingSecret: mode.signingSecret, clock, logger });
    return { receiver, handler: receiver.handler, connections: () => undefined };
  }
  const receiver = createSocketReceiver({
    appToken: mode.appToken,
    apiUrl,
    logger,
    problems,
    callTimeoutMs: timing.callTimeoutMs,
    connections: timing.connections,
    disconnectedMs: timing.disconnectedMs,
    changed,
  });
  return { receiver, connections: receiver.connected };
}
