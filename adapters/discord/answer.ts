import { InteractionResponseType as Answer, type APIMessage, RESTJSONErrorCodes as Codes, MessageFlags, Routes } from 'discord.js';
import type { Language } from '../../src/core/language.js';
import { type Block, type Form, type Message, privately, type Reply } from '../../src/core/message.js';
import type { Text } from '../../src/core/text.js';
import type { Clock } from '../../src/core/time.js';
import type { Scheduler } from '../../src/kit/scheduler.js';
import { speaker } from '../../src/language/index.js';
import type { ConversationRef } from '../../src/ports/chat.js';
import type { Logger } from '../../src/ports/logger.js';
import type { Interaction, Metrics } from '../../src/ports/metrics.js';
import type { Api } from './api.js';
import { rawFiles } from './attachments.js';
import { codeOf, isAmbiguous } from './errors.js';
import type { Kept, Memory } from './kept.js';
import { TIMES } from './limits.js';
import { readNumbers } from './marker.js';
import { renderForm } from './modal.js';
import { type Timer, within } from './options.js';
import { bodyOf, editOf, isEphemeral } from './posting.js';
import type { Problems } from './problems.js';
import { type Part, render, renderInOne } from './render.js';

/** Where an answer belongs, and how it may be given. */
export interface Turn {
  readonly id: string;
  readonly token: string;
  readonly applicationId: string;
  readonly kind: Interaction;
  readonly user: string;
  readonly conversation: ConversationRef;
  readonly receivedAt: number;
  /** Milliseconds of the machine's clock at its receipt. */
  readonly started: number;
  /** The message whose button was pressed, or that opened the form. */
  readonly source: APIMessage | undefined;
  /** Our own button was pressed: what waits behind it has been explained beside it. */
  readonly opening: boolean;
}

/** What waits for a person to press a button: an answer that came too late, or a form that could not open by itself. */
export interface Waiting {
  readonly user: string;
  readonly reply: Reply;
}

export interface AnswerDependencies {
  readonly api: Api;
  readonly clock: Clock;
  readonly timer: Timer;
  readonly logger: Logger;
  readonly problems: Problems;
  readonly waiting: Kept<Waiting>;
  /** What people asked for waits for its turn; where many wait, it is deferred first. */
  readonly turns: Scheduler;
  /** The forms that people have open, by `formKey`. */
  readonly forms: Memory<Form>;
  readonly languagesOf: () => Promise<readonly Language[]>;
  /** Posts in a channel as the bot itself. */
  readonly post: (to: ConversationRef, message: Message, key: string, mention?: string) => Promise<void>;
  /** Where else to say that an answer is ready. */
  readonly elsewhere: () => ConversationRef | undefined;
  readonly metrics: Metrics;
}

export const OPEN = 'discord:open';

export function formKey(user: string, form: string): string {
  return `${user}|${form}`;
}

type State = 'fresh' | 'deferred-new' | 'deferred-update';

/** How Discord took the first answer; `elsewhere`: another process of ours gave one before; `late`: none is taken any more. */
type Taken = 'taken' | 'elsewhere' | 'late';

/**
 * Gives the inbox's answer. It is given at once if it comes within moments; else the interaction is deferred and the answer
 * follows. A form must be the first answer, so after a deferral it waits behind a button.
 */
export function createAnswering(dependencies: AnswerDependencies) {
  const { api, clock, timer, logger, problems, waiting, forms, turns } = dependencies;

  const acknowledged = (turn: Turn): void => dependencies.metrics.acknowledged('discord', turn.kind, performance.now() - turn.started);

  /** The first answer. Tried again where it is uncertain whether it arrived: a second one is refused. */
  const respond = async (turn: Turn, type: Answer, data?: Record<string, unknown>, part?: Part): Promise<Taken> => {
    for (let uncertain = false; ; uncertain = true) {
      try {
        await api.answer({
          method: 'POST',
          route: Routes.interactionCallback(turn.id, turn.token),
          body: data === undefined ? { type } : { type, data },
          ...(part ? { files: rawFiles(part.files) } : {}),
        });
      } catch (error) {
        const code = codeOf(error);
        if (code === Codes.UnknownInteraction) return 'late';
        if (code === Codes.InteractionHasAlreadyBeenAcknowledged && !uncertain) return 'elsewhere';
        if (code !== Codes.InteractionHasAlreadyBeenAcknowledged) {
          if (uncertain || !isAmbiguous(error)) throw error;
          continue;
        }
      }
      acknowledged(turn);
      return 'taken';
    }
  };

  const webhook = (turn: Turn) => Routes.webhook(turn.applicationId, turn.token);
  const original = (turn: Turn) => Routes.webhookMessage(turn.applicationId, turn.token, '@original');

  const followUp = async (turn: Turn, part: Part, ephemeral: boolean): Promise<void> => {
    await api.answer({
      method: 'POST',
      route: webhook(turn),
      body: withPrivacy(bodyOf(part), ephemeral),
      files: rawFiles(part.files),
      // Twice before one person's eyes is better than never; before everyone's it is not.
      repeatable: ephemeral,
    });
  };

  const mayReplace = (turn: Turn, reply: Reply & { type: 'message' }): boolean =>
    reply.replace === true &&
    turn.source !== undefined &&
    (isEphemeral(turn.source) || turn.conversation.kind === 'direct' || reply.visibility === 'conversation');

  /** Without a visible change where there is a message already; else a quiet "is thinking" that only the asker sees. */
  const deferral = (turn: Turn): State => (turn.kind !== 'command' && turn.source !== undefined ? 'deferred-update' : 'deferred-new');
  const defer = async (turn: Turn): Promise<State | undefined> => {
    const state = deferral(turn);
    const taken =
      state === 'deferred-update'
        ? await respond(turn, Answer.DeferredMessageUpdate)
        : await respond(
            turn,
            Answer.DeferredChannelMessageWithSource,
            turn.conversation.kind === 'direct' ? {} : { flags: MessageFlags.Ephemeral },
          );
    return taken === 'late' ? undefined : state;
  };

  const giveMessage = async (turn: Turn, reply: Reply & { type: 'message' }, state: State): Promise<Taken> => {
    const ephemeral = reply.visibility === 'private' && turn.conversation.kind !== 'direct';
    if (mayReplace(turn, reply) && turn.source && state !== 'deferred-new') {
      const part = renderInOne(reply.message, new Map());
      const body = editOf(part, [], readNumbers(turn.source));
      if (state === 'fresh') return respond(turn, Answer.UpdateMessage, body, part);
      await api.answer({ method: 'PATCH', route: original(turn), body, files: rawFiles(part.files) });
      return 'taken';
    }
    const [first, ...more] = render(reply.message, new Map());
    if (!first) return 'taken';
    if (state === 'fresh') {
      const taken = await respond(turn, Answer.ChannelMessageWithSource, withPrivacy(bodyOf(first), ephemeral), first);
      if (taken !== 'taken') return taken;
    } else if (state === 'deferred-update') {
      await followUp(turn, first, ephemeral);
    } else if (reply.visibility === 'private' || turn.conversation.kind === 'direct') {
      await api.answer({ method: 'PATCH', route: original(turn), body: bodyOf(first), files: rawFiles(first.files) });
    } else {
      // What was deferred in private stays private: that place gets a word, and the answer a message of its own.
      const [note] = render({ cards: await inAll((say) => [{ type: 'note', text: say('discord.answer.posted') }]) }, new Map());
      if (note) await api.answer({ method: 'PATCH', route: original(turn), body: bodyOf(note) });
      await followUp(turn, first, false);
    }
    for (const part of more) await followUp(turn, part, ephemeral);
    return 'taken';
  };

  const openForm = async (turn: Turn, form: Form, state: State): Promise<Taken> => {
    const { modal, before } = renderForm(form);
    forms.set(formKey(turn.user, form.id), form);
    // Discord opens a form only as the first answer, and never upon a form.
    if (state === 'fresh' && turn.kind !== 'form' && (before.length === 0 || turn.opening)) {
      return respond(turn, Answer.Modal, { ...modal });
    }
    return giveMessage(turn, doorTo(turn.user, form, before), state);
  };

  /** A private card whose button opens the form. What has no room in the form stands here. */
  const doorTo = (
    user: string,
    form: Form,
    before: readonly Text[],
    key: 'discord.form.open' | 'discord.form.again' = 'discord.form.open',
  ): Reply & { type: 'message' } => {
    const say = speaker(form.language);
    const token = waiting.keep({ user, reply: { type: 'form', form } });
    const blocks: readonly Block[] = [
      { type: 'heading', text: [form.title] },
      ...(before.length === 0
        ? [{ type: 'paragraph' as const, text: say('discord.form.ready') }]
        : before.map((text) => ({ type: 'paragraph' as const, text }))),
      { type: 'actions', controls: [{ type: 'button', action: `${OPEN}:${token}`, label: say.plain(key), style: 'primary' }] },
    ];
    return privately({ language: form.language, blocks }) as Reply & { type: 'message' };
  };

  const inAll = async (blocks: (say: ReturnType<typeof speaker>) => readonly Block[]) =>
    (await dependencies.languagesOf()).map((language) => ({ language, blocks: blocks(speaker(language)) }));

  const give = async (turn: Turn, reply: Reply, state: State): Promise<Taken> => {
    switch (reply.type) {
      case 'message':
        return giveMessage(turn, reply, state);
      case 'form':
        return openForm(turn, reply.form, state);
      case 'form-errors':
        throw new RangeError('form errors are made a message by the form');
      case 'none':
        if (reply.elsewhere) return 'taken';
        if (state === 'deferred-update') return 'taken';
        if (state === 'fresh') {
          const deferred = await defer(turn);
          if (deferred !== 'deferred-new') return deferred === undefined ? 'late' : 'taken';
        }
        await api.answer({ method: 'DELETE', route: original(turn) });
        return 'taken';
      default:
        return reply satisfies never;
    }
  };

  /** The token is of no use any more: the answer waits behind a button, in the place where it was asked for. */
  const giveAnotherWay = async (turn: Turn, reply: Reply): Promise<void> => {
    if (reply.type === 'none' || reply.type === 'form-errors') return;
    const open = reply.type === 'message' && (reply.visibility === 'conversation' || turn.conversation.kind === 'direct');
    const message: Message = open ? reply.message : { cards: await readyCard(turn, reply) };
    const key = `discord:late:${turn.id}`;
    const mention = open ? undefined : turn.user;
    try {
      await dependencies.post(turn.conversation, message, key, mention);
    } catch (error) {
      const other = dependencies.elsewhere();
      // What was asked for in one place is not shown in another; only the word that it is ready may stand there.
      if (open || other === undefined || other.id === turn.conversation.id) throw error;
      await dependencies.post(other, message, key, mention);
    }
  };

  const readyCard = async (turn: Turn, reply: Reply) => {
    const token = waiting.keep({ user: turn.user, reply });
    const languages = await dependencies.languagesOf();
    const person = { type: 'mention', member: MENTIONED, name: '…' } as const;
    return languages.map((language, index) => {
      const say = speaker(language);
      const controls: readonly Block[] =
        index < languages.length - 1
          ? []
          : [
              {
                type: 'actions',
                controls: [
                  {
                    type: 'button',
                    action: `${OPEN}:${token}`,
                    label: [...new Set(languages.map((each) => speaker(each).plain('discord.answer.show')))].join(' · '),
                    style: 'primary',
                  },
                ],
              },
            ];
      return { language, blocks: [{ type: 'paragraph' as const, text: say('discord.answer.ready', { person }) }, ...controls] };
    });
  };

  const isExpired = (turn: Turn): boolean => clock.now() - turn.receivedAt > TIMES.token;

  const isGone = (error: unknown): boolean =>
    ([Codes.InvalidWebhookToken, Codes.UnknownWebhook, Codes.UnknownInteraction] as (number | undefined)[]).includes(codeOf(error));

  return {
    inAll,
    doorTo,

    /** Waits for the answer and gives it, in time or later; once there is a `crowd`, Discord is told first that it will come. Never throws. */
    async carry(turn: Turn, work: Promise<Reply>, crowded: Promise<void>): Promise<void> {
      try {
        const soon = await within(timer, work, TIMES.defer, crowded);
        let state: State | undefined = 'fresh';
        if (!soon) {
          state = await turns.prioritise(defer(turn));
          if (state === undefined) logger.warn({ eventId: turn.id }, 'acknowledged too late for Discord');
        }
        const reply = soon ? soon.value : await work;
        try {
          let taken: Taken = state === undefined || isExpired(turn) ? 'late' : await give(turn, reply, state);
          // Another process deferred it, and what that left is to be filled in.
          if (taken === 'elsewhere') taken = await give(turn, reply, deferral(turn));
          if (taken === 'late') await giveAnotherWay(turn, reply);
        } catch (error) {
          if (!isGone(error)) throw error;
          await giveAnotherWay(turn, reply);
        }
      } catch (error) {
        logger.error({ eventId: turn.id, code: codeOf(error), error }, 'an answer could not be given on Discord');
        problems.report({ code: 'answer-refused' });
        await apologise(turn);
      }
    },
  };

  async function apologise(turn: Turn): Promise<void> {
    const reply = privately(...(await inAll((say) => [{ type: 'paragraph', text: say('discord.answer.not-shown') }]))) as Reply & {
      type: 'message';
    };
    // Whichever of the two ways is still open.
    for (const state of ['fresh', 'deferred-update'] as const) {
      try {
        const [part] = render(reply.message, new Map());
        if (!part) return;
        if (state === 'fresh')
          await api.answer({
            method: 'POST',
            route: Routes.interactionCallback(turn.id, turn.token),
            body: { type: Answer.ChannelMessageWithSource, data: withPrivacy(bodyOf(part), true) },
          });
        else await followUp(turn, part, true);
        return;
      } catch {
        // Nothing more can be done here: the failure itself is in the log.
      }
    }
  }
}

/** Stands for the one person whom a card of ours mentions; `post` knows the account. */
export const MENTIONED = 1 as never;

function withPrivacy(body: Record<string, unknown>, ephemeral: boolean): Record<string, unknown> {
  return ephemeral ? { ...body, flags: Number(body.flags) | MessageFlags.Ephemeral } : body;
}
