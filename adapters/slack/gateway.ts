import type { App, BlockAction, SlashCommand } from '@slack/bolt';
import type { Command } from '../../src/core/command.js';
import type { Language } from '../../src/core/language.js';
import { privately } from '../../src/core/message.js';
import { type Clock, SECOND } from '../../src/core/time.js';
import { createScheduler } from '../../src/kit/scheduler.js';
import { speaker } from '../../src/language/index.js';
import type { ActionEvent, Identity, Inbox } from '../../src/ports/chat.js';
import type { Logger } from '../../src/ports/logger.js';
import type { Interaction, Metrics } from '../../src/ports/metrics.js';
import type { SlackApi } from './client.js';
import { commandView, optionsToAsk, suggestionOptions } from './command-forms.js';
import { LINK_ACTION } from './controls.js';
import type { Conversations } from './conversations.js';
import { registerEvents } from './events.js';
import type { Files } from './files.js';
import { FIELD } from './forms.js';
import type { Home } from './home.js';
import { type Place, readMetadata } from './place.js';
import type { Problems } from './problems.js';
import { OPEN, type Replies } from './replies.js';
import { createSeen } from './seen.js';
import type { SubmittedView } from './submissions.js';
import { createSubmit } from './submit.js';

/** Who we are on this workspace. */
export interface Bot {
  readonly team: string;
  readonly user: string;
  readonly bot: string;
}

export interface GatewayDependencies {
  readonly api: SlackApi;
  readonly inbox: Inbox;
  readonly bot: Bot;
  readonly replies: Replies;
  readonly home: Home;
  readonly conversations: Conversations;
  readonly files: Files;
  readonly problems: Problems;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly metrics: Metrics;
  readonly commands: readonly Command[];
  readonly languageOf: (identity: Identity) => Promise<Language>;
  readonly formAnswerMs: number;
  /** Work that goes on after its acknowledgement; a stop waits for it. */
  readonly track: (work: Promise<unknown>) => void;
}

export type Seen = ReturnType<typeof createSeen>;

/** Hands what Slack sends to the inbox: acknowledged first, worked on afterwards. */
export function registerGateway(app: App, deps: GatewayDependencies): void {
  const { inbox, bot, replies, conversations, clock, logger, commands } = deps;
  const seen = createSeen();
  const person = (user: string): Identity => ({ platform: 'slack', space: bot.team, user });
  const language = (identity: Identity): Promise<Language> => deps.languageOf(identity).catch((): Language => 'en');
  const submit = createSubmit(deps);

  /** A direct conversation is ours only if it is the one between this person and the bot. */
  const placeIn = async (
    from: Identity,
    channel: { readonly id: string; readonly name?: string | undefined },
    eventId: string,
  ): Promise<Place> => {
    if (!channel.id.startsWith('D')) {
      const group =
        (channel.name === 'privategroup' || channel.name?.startsWith('mpdm-') === true) &&
        conversations.purposeOf(channel.id) === undefined;
      return { eventId, person: from, conversation: conversations.ref(channel.id, group ? 'group' : 'channel'), own: false };
    }
    const own = await conversations.openDirect(from).then(
      (direct) => direct.id === channel.id,
      () => false,
    );
    return { eventId, person: from, conversation: conversations.ref(channel.id, own ? 'direct' : 'group'), own };
  };

  const later = (eventId: string, work: () => Promise<void>): void => {
    deps.track(
      work().catch((error: unknown) => {
        logger.error({ eventId, error }, 'a slack interaction could not be handled');
      }),
    );
  };

  /** From a listener's begin to its acknowledgement; to be called when that is done. */
  const timed = (interaction: Interaction): (() => void) => {
    const started = performance.now();
    return () => deps.metrics.acknowledged('slack', interaction, performance.now() - started);
  };

  // Before anything else looks at it, even the SDK's own search for listeners: many may ask at once.
  const turns = createScheduler(TURNS);
  app.use(async (given) => {
    const interaction = interactionOf(given.body);
    if (interaction === undefined || !('ack' in given)) return given.next();
    given.context[RECEIVED_AT] = clock.now();
    const acknowledged = timed(interaction);
    await acknowledge(given.ack as () => Promise<void>, logger);
    acknowledged();
    const going = turns.acquire().started.then(given.next);
    deps.track(going);
    await going;
  });
  // Whatever comes of an event is for somebody who waits.
  app.use(({ next }) => deps.api.answering(next));

  app.command(/.*/, async ({ body, context }) => {
    const at = Number(context[RECEIVED_AT]);
    const eventId = `slack:${body.trigger_id}`;
    if (seen.first(eventId)) later(eventId, () => runCommand(body, eventId, at));
  });

  const runCommand = async (body: SlashCommand, eventId: string, at: number): Promise<void> => {
    const from = person(body.user_id);
    const base = await placeIn(from, { id: body.channel_id, name: body.channel_name }, eventId);
    const place: Place = { ...base, responseUrl: { url: body.response_url, issuedAt: at }, trigger: { id: body.trigger_id, at } };
    const name = body.command.replace(/^\//, '');
    const text = readText(body.text ?? '');
    const asked = optionsToAsk(commands, name, text);
    if (asked) {
      const reader = await language(from);
      return replies.open(commandView(asked, reader, place), place, reader);
    }
    const reply = await inbox.command({ eventId, from, conversation: place.conversation, command: name, input: { type: 'text', text } });
    await replies.carry(reply, place, await language(from));
  };

  app.action<BlockAction>(/.*/, async ({ body, context }) => {
    const at = Number(context[RECEIVED_AT]);
    const eventId = `slack:${body.trigger_id}`;
    if (seen.first(eventId)) later(eventId, () => runAction(body, eventId, at));
  });

  const runAction = async (body: BlockAction, eventId: string, at: number): Promise<void> => {
    const [action] = body.actions;
    if (!action || action.action_id.startsWith(LINK_ACTION) || body.view?.type === 'modal') return;
    const from = person(body.user.id);
    const channel = body.channel ?? (body.container?.['channel_id'] ? { id: String(body.container['channel_id']) } : undefined);
    const base = channel
      ? await placeIn(from, channel, eventId)
      : { eventId, person: from, conversation: await conversations.openDirect(from), own: true, home: true };
    const ts = body.container?.['message_ts'];
    const thread = body.container?.['thread_ts'];
    const place: Place = {
      ...base,
      trigger: { id: body.trigger_id, at },
      ...(body.response_url ? { responseUrl: { url: body.response_url, issuedAt: at } } : {}),
      ...(typeof ts === 'string' ? { source: { ts, private: body.container?.['is_ephemeral'] === true } } : {}),
      ...(typeof thread === 'string' ? { thread } : {}),
    };
    const [feature, name, ...token] = action.action_id.split(':');
    if (feature === OPEN.feature && name === OPEN.action) {
      const view = replies.waiting(token.join(':'));
      const reader = await language(from);
      if (view) return replies.open(view, place, reader);
      const gone = speaker(reader)('slack.form-gone');
      return replies.carry(privately({ language: reader, blocks: [{ type: 'paragraph', text: gone }] }), place, reader);
    }
    const event: ActionEvent = { eventId, from, conversation: place.conversation, action: action.action_id, values: chosen(action) };
    await replies.carry(await inbox.action(event), place, await language(from));
  };

  app.view(/.*/, async ({ body, ack }) => {
    const at = clock.now();
    if (body.type !== 'view_submission') return acknowledge(ack, logger);
    const eventId = `slack:${body.trigger_id}`;
    const metadata = readMetadata(body.view.private_metadata);
    if (!metadata || !seen.first(eventId)) return acknowledge(ack, logger);
    // The SDK knows submitted views loosely; we read what a form of ours always has.
    const view = body.view as unknown as SubmittedView;
    const acknowledged = timed('form');
    await submit({ eventId, from: person(body.user.id), view, metadata, trigger: { id: body.trigger_id, at } }, async (answer) => {
      await (answer ? ack(answer) : ack()).catch((error: unknown) => logger.debug({ eventId, error }, 'acknowledgement was lost'));
      acknowledged();
    });
  });

  app.options(/.*/, async ({ body, ack }) => {
    const acknowledged = timed('completion');
    const eventId = `slack:complete:${body.user.id}:${clock.now()}`;
    const metadata = readMetadata(body.view?.private_metadata ?? '');
    const option = body.block_id.startsWith(FIELD) ? body.block_id.slice(FIELD.length) : '';
    if (!metadata?.command || option === '') return ack({ options: [] });
    const [command, subcommand] = metadata.command;
    const from = person(body.user.id);
    const conversation = conversations.ref(metadata.place.c, metadata.place.k);
    const found = await inbox.complete({ eventId, from, conversation, command, subcommand, option, typed: body.value });
    await ack({ options: suggestionOptions(found, body.value) });
    acknowledged();
  });

  registerEvents(app, deps, seen);
}

/** Where a listener finds when its interaction came. */
const RECEIVED_AT = 'mudhifReceivedAt';

/** What is acknowledged at once; the answer to a form or a search is its acknowledgement. */
function interactionOf(body: object): Interaction | undefined {
  if ('command' in body) return 'command';
  return 'type' in body && body.type === 'block_actions' ? 'action' : undefined;
}

/** A dialog opens within three seconds only, so nobody is kept waiting for long. */
const TURNS = { congestedAbove: Number.POSITIVE_INFINITY, maxDelayMs: SECOND } as const;

/** A lost acknowledgement is no reason to leave the work undone. */
export async function acknowledge(ack: () => Promise<void>, logger: Logger): Promise<void> {
  await ack().catch((error: unknown) => logger.debug({ error }, 'acknowledgement was lost'));
}

function chosen(action: BlockAction['actions'][number]): readonly string[] {
  if ('selected_options' in action && Array.isArray(action.selected_options)) {
    return (action.selected_options as readonly { readonly value?: string }[]).flatMap(({ value }) => value ?? []);
  }
  if ('selected_option' in action && action.selected_option) return [(action.selected_option as { readonly value?: string }).value ?? ''];
  return [];
}

/** What was typed, as it was typed: Slack escapes three characters and wraps links and channels. Mentions stay `<@U…>`. */
export function readText(text: string): string {
  return text
    .replace(/<(https?:\/\/[^|>]+|mailto:[^|>]+)(?:\|[^>]*)?>/g, '$1')
    .replace(/<#[A-Z0-9]+(?:\|([^>]*))?>/g, (_, name: string | undefined) => `#${name ?? ''}`)
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}
