import { type Access, type Actor, isAllowed, wayToMembership } from '../core/access.js';
import type { Completion } from '../core/command.js';
import { AccessError, NotFoundError } from '../core/errors.js';
import type { MemberId } from '../core/ids.js';
import { answeredElsewhere, type Card, type Reply } from '../core/message.js';
import type { Request } from '../core/request.js';
import type { Clock, Instant } from '../core/time.js';
import { phrase } from '../language/index.js';
import type { CommandEvent, Identity, InboundEvent, Inbox, JoinEvent } from '../ports/chat.js';
import type { Logger } from '../ports/logger.js';
import type { Store } from '../ports/store.js';
import { type FailureContext, failureInForm, failureReply } from './failure.js';
import { parseText, unknownSubcommand } from './parse-text.js';
import { parseValues } from './parse-values.js';
import type { Registry } from './registry.js';

/** What dispatch needs to know of people. */
export interface Directory {
  /** The member behind an account; somebody new becomes a newcomer. */
  resolve(identity: Identity, profile?: JoinEvent['profile']): Promise<Actor>;
  /** The member meant by `@name` or a name. Throws an `InputError` when nobody or several are. */
  findByText(typed: string, asker: Actor): Promise<MemberId>;
  findByIdentity(identity: Identity): Promise<MemberId | undefined>;
  joined(event: JoinEvent): Promise<void>;
  left(identity: Identity): Promise<void>;
  sawActive(member: MemberId, at: Instant): Promise<void>;
}

/** Told when a member wrote in one of our groups; `key` is the group's. */
export type GroupListener = (key: string, member: MemberId, at: Instant) => Promise<void>;

export interface InboxDependencies {
  readonly store: Store;
  readonly clock: Clock;
  readonly registry: Registry;
  readonly directory: Directory;
  readonly groupListeners: readonly GroupListener[];
  readonly logger: Logger;
  readonly newReference: () => string;
  /** What else is for somebody who used a command: cards that are shown below their private answer. */
  readonly offers?: (actor: Actor, identity: Identity) => Promise<readonly Card[]>;
}

/** Brings what platforms receive to the features: who asks, whether they may, what they typed; and failures back as sentences. */
export function createInbox(dependencies: InboxDependencies): Inbox {
  const { store, clock, registry, directory, logger } = dependencies;

  /** Who asks. Somebody new brings what the platform knows of them. */
  async function actorOf({ from, profile }: InboundEvent): Promise<Actor> {
    const isNew = profile !== undefined && (await directory.findByIdentity(from)) === undefined;
    return directory.resolve(from, isNew ? await profile() : undefined);
  }

  /** Runs `work` for a person, once for each event; a failure becomes a reply in their language. */
  async function answer(
    event: InboundEvent,
    what: string,
    fail: typeof failureReply,
    work: (request: Request) => Promise<Reply>,
  ): Promise<Reply> {
    const failure: FailureContext = { language: 'en', logger, newReference: dependencies.newReference, eventId: event.eventId, what };
    try {
      // Whoever left is taken in again by what they do, but not by a copy of what they did before.
      if (await store.autocommit.events.isSeen(event.eventId)) return answeredElsewhere;
      const actor = await actorOf(event);
      const context = { ...failure, language: actor.language };
      try {
        const now = clock.now();
        // Written down together: each commit waits for the disk.
        const isNew = await store.transaction(async ({ events, members }) => {
          if (!(await events.markSeen(event.eventId, now))) return false;
          await members.touchIdentity(event.from, now, event.conversation.kind === 'direct');
          return true;
        });
        if (!isNew) return answeredElsewhere;
        await directory.sawActive(actor.id, now);
        const { eventId, conversation } = event;
        return await work({
          actor,
          language: actor.language,
          now,
          eventId,
          conversation: { kind: conversation.kind },
          account: event.from,
        });
      } catch (error) {
        return fail(error, context);
      }
    } catch (error) {
      return fail(error, failure);
    }
  }

  /** Of what waits for the database, what a person waits for goes first. */
  const first =
    <E, R>(handle: (event: E) => Promise<R>) =>
    (event: E): Promise<R> =>
      store.prioritise(() => handle(event));

  return {
    command: first(async (event) =>
      withOffers(event.from, await answer(event, `/${event.command}`, failureReply, (request) => runCommand(event, request))),
    ),

    action: first((event) =>
      answer(event, event.action, failureReply, async (request) => {
        const { feature, name, id } = splitActionId(event.action);
        const action = registry.action(feature, name);
        if (!action) throw new NotFoundError(`no action ${feature}:${name}`, phrase('dispatch.button-unknown'));
        assertAccess(request.actor, action.access);
        return action.run(request, { id, values: event.values });
      }),
    ),

    form: first((event) =>
      answer(event, event.form, failureInForm, async (request) => {
        const { feature, name, id } = splitActionId(event.form);
        const form = registry.form(feature, name);
        if (!form) throw new NotFoundError(`no form ${feature}:${name}`, phrase('dispatch.button-unknown'));
        assertAccess(request.actor, form.access);
        return form.run(request, { id, values: event.values });
      }),
    ),

    complete: first(async (event): Promise<readonly Completion[]> => {
      const subcommand = registry.command(event.command)?.subcommands[event.subcommand];
      const option = subcommand?.options[event.option];
      if (!subcommand || option?.type !== 'text' || !option.complete) return [];
      try {
        const actor = await actorOf(event);
        if (!isAllowed(actor, subcommand.access)) return [];
        const { eventId, conversation } = event;
        const request: Request = {
          actor,
          language: actor.language,
          now: clock.now(),
          eventId,
          conversation: { kind: conversation.kind },
          account: event.from,
        };
        return (await option.complete(event.typed, request)).slice(0, 25);
      } catch (error) {
        logger.error({ eventId: event.eventId, error }, 'completion failed');
        return [];
      }
    }),

    message: (event) =>
      quietly('message', event.eventId, async () => {
        const member = await directory.findByIdentity(event.from);
        if (member === undefined || !(await store.autocommit.events.markSeen(event.eventId, clock.now()))) return;
        await directory.sawActive(member, event.at);
        const key = await store.autocommit.conversations.keyOf(event.conversation);
        if (key === undefined) return;
        for (const listener of dependencies.groupListeners) await listener(key, member, event.at);
      }),

    joined: (event) =>
      quietly('join', event.eventId, async () => {
        if (await store.autocommit.events.markSeen(event.eventId, clock.now())) await directory.joined(event);
      }),

    left: (event) =>
      quietly('leave', event.eventId, async () => {
        if (await store.autocommit.events.markSeen(event.eventId, clock.now())) await directory.left(event.from);
      }),
  };

  /** Nothing that fails here takes the answer away. */
  async function withOffers(identity: Identity, reply: Reply): Promise<Reply> {
    if (!dependencies.offers || reply.type !== 'message' || reply.visibility !== 'private') return reply;
    try {
      const offers = await dependencies.offers(await directory.resolve(identity), identity);
      return offers.length === 0 ? reply : { ...reply, message: { ...reply.message, cards: [...reply.message.cards, ...offers] } };
    } catch (error) {
      logger.error({ error }, 'offers could not be looked up');
      return reply;
    }
  }

  async function runCommand(event: CommandEvent, request: Request): Promise<Reply> {
    const command = registry.command(event.command.toLowerCase());
    if (!command) {
      const known = registry.commands.map(({ name }) => `/${name}`).join(' · ');
      throw new NotFoundError(
        `no command ${event.command}`,
        phrase('dispatch.command-unknown', { word: event.command.slice(0, 40), known }),
      );
    }
    const findMember = async (typed: string): Promise<MemberId> => {
      const user = event.input.type === 'options' ? typed : /^<@!?([^>|]+)(\|[^>]*)?>$/.exec(typed)?.[1];
      const member = user === undefined ? undefined : await directory.findByIdentity({ ...event.from, user });
      return member ?? directory.findByText(typed, request.actor);
    };
    if (event.input.type === 'text') {
      const { subcommand, values } = parseText(command, event.input.text, event.input.files ?? [], request.actor);
      assertAccess(request.actor, subcommand.access);
      return subcommand.run(request, await parseValues(subcommand, values, findMember));
    }
    const { subcommand: name, values } = event.input;
    const subcommand = Object.hasOwn(command.subcommands, name) ? command.subcommands[name] : undefined;
    if (!subcommand) throw unknownSubcommand(command, name, request.actor);
    assertAccess(request.actor, subcommand.access);
    return subcommand.run(request, await parseValues(subcommand, values, findMember));
  }

  async function quietly(what: string, eventId: string, work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      logger.error({ eventId, what, error }, 'event could not be handled');
    }
  }
}

/** Throws an `AccessError` that says what would be needed. */
function assertAccess(actor: Actor, access: Access): void {
  if (isAllowed(actor, access)) return;
  const key =
    access === 'member' ? wayToMembership(actor.status) : access === 'adviser' ? 'dispatch.needs-adviser' : 'dispatch.needs-organiser';
  throw new AccessError(`member ${actor.id} lacks ${access}`, phrase(key));
}

/** `feature:name:id`; the id may hold colons of its own. */
function splitActionId(action: string): { readonly feature: string; readonly name: string; readonly id: string } {
  const [feature = '', name = '', ...id] = action.split(':');
  return { feature, name, id: id.join(':') };
}
