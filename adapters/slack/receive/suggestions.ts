import type { App } from '@slack/bolt';
import type { Clock } from '../../../src/core/time.js';
import type { Inbox } from '../../../src/ports/chat.js';
import type { Metrics } from '../../../src/ports/metrics.js';
import { readMetadata } from '../origin.js';
import type { Conversations } from '../places/conversations.js';
import { suggestionOptions } from '../render/command-form.js';
import { FIELD } from '../render/form.js';
import { measureAcknowledgement } from './acknowledge.js';
import type { People } from './people.js';
import { arrivalIn } from './persist.js';

/** Suggestions while somebody types in a dialog (docs.slack.dev, "Interaction payloads": block_suggestion). */
export function registerSuggestions(
  app: App,
  deps: {
    readonly inbox: Inbox;
    readonly conversations: Conversations;
    readonly clock: Clock;
    readonly metrics: Metrics;
    readonly people: People;
  },
): void {
  const { inbox, conversations, clock, metrics, people } = deps;
  app.options(/.*/, async ({ body, ack, context }) => {
    const eventId = `slack:complete:${body.user.id}:${clock.now()}`;
    const metadata = readMetadata(body.view?.private_metadata ?? '');
    const option = body.block_id.startsWith(FIELD) ? body.block_id.slice(FIELD.length) : '';
    if (!metadata?.command || option === '') return ack({ options: [] });
    const [command, subcommand] = metadata.command;
    const from = people.identity(body.user.id);
    const conversation = conversations.ref(metadata.place.c, metadata.place.k);
    const found = await inbox.complete({ eventId, from, conversation, command, subcommand, option, typed: body.value });
    await ack({ options: suggestionOptions(found, body.value) });
    measureAcknowledgement(metrics, 'completion', arrivalIn(context));
  });
}
