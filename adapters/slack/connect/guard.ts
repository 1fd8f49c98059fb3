import type { SocketModeReceiver } from '@slack/bolt';
import { safeError } from '../../../src/kit/safe-error.js';
import type { Logger } from '../../../src/ports/logger.js';

/** Asynchronous listeners of the SDK, whose errors nobody catches and would end the process. */
const ASYNCHRONOUS = ['ws_message', 'slack_event'] as const;

/** Lets nothing that Slack sends end the process: an error of the SDK's own listeners costs a log line. */
export function guardClient({ client }: SocketModeReceiver, logger: Logger): void {
  for (const name of ASYNCHRONOUS) {
    const listeners = client.listeners(name) as ((...args: unknown[]) => unknown)[];
    client.removeAllListeners(name);
    for (const listener of listeners) {
      client.on(name, (...args: unknown[]) => {
        const work = async (): Promise<unknown> => listener.apply(client, args);
        work().catch((error: unknown) => noteBadPayload(logger, error));
      });
    }
  }
}

/** Logs that something can't be read, without anything that stands in it: the message of an error may quote it. */
function noteBadPayload(logger: Logger, error: unknown): void {
  const { type, stack } = safeError(error);
  logger.warn({ fault: type, at: stack?.split('\n')[0]?.trim().slice(0, 200) }, 'what Slack sent could not be handled');
}
