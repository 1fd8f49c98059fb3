import { InteractionResponseType as Answer, type APIMessage, RESTJSONErrorCodes as Codes, MessageFlags, Routes } from 'discord.js';
import { DeliveryError } from '../../../src/ports/chat.js';
import type { Metrics } from '../../../src/ports/metrics.js';
import type { Api } from '../connect/client.js';
import { codeOf, isAmbiguous } from '../errors.js';
import type { Origin } from '../origin.js';
import { sentFiles } from '../render/attachments.js';
import type { Part } from '../render/message.js';
import { bodyOf, isEphemeral, withVisibility } from './body.js';
import type { Numbers } from './marker.js';

/**
 * What has been sent to Discord for an interaction: nothing (`fresh`), that a new message will follow, that the message with the
 * control will change or get company, or, only after a crash, a new message that the person (`private-new`) or everyone
 * (`public-new`) sees.
 */
export type AnswerState = 'fresh' | 'deferred-new' | 'deferred-update' | 'private-new' | 'public-new';

/**
 * How Discord took a first answer. `elsewhere`: another process of the bot gave one before. `late`: Discord takes none any more,
 * because the three seconds are over.
 */
export type Outcome = 'accepted' | 'elsewhere' | 'late';

/**
 * The requests that answer an interaction (discord.com/developers/docs/interactions/receiving-and-responding). All throw what
 * `Api.answer` throws.
 */
export interface InteractionAnswers {
  /** Sends a first answer once. */
  send(origin: Origin, type: Answer, data?: Record<string, unknown>, part?: Part): Promise<void>;
  /** Gives the first answer. After an unknown outcome it is sent again, since Discord refuses a second one. */
  respond(origin: Origin, type: Answer, data?: Record<string, unknown>, part?: Part): Promise<Outcome>;
  /** Acknowledges an interaction whose answer follows later; see `deferralOf`. */
  defer(origin: Origin): Promise<Outcome>;
  /**
   * Asks Discord what a process that ended has sent for an interaction: `undefined` if it was acknowledged and has no message,
   * because a form was opened or the message was deleted. For one that was never acknowledged it throws an `isExpiredToken`.
   */
  stateOf(origin: Origin): Promise<Exclude<AnswerState, 'fresh'> | undefined>;
  /**
   * Sends a further message, which carries the marker `numbers`. Throws an ambiguous `DeliveryError` if it is unknown whether it
   * arrived: Discord lists no messages that only one person sees, so it is not sent again.
   */
  followUp(origin: Origin, part: Part, ephemeral: boolean, numbers?: Numbers): Promise<void>;
  /** Replaces the message that a deferred answer stands for. */
  editOriginal(origin: Origin, body: Record<string, unknown>, part: Part): Promise<void>;
  /** Deletes the message that a deferred answer stands for, if it is there. */
  deleteOriginal(origin: Origin): Promise<void>;
}

/**
 * How an interaction is deferred: without a visible change if it came from a message, and otherwise with "is thinking" that only
 * the person sees.
 */
export function deferralOf({ kind, source }: Origin): 'deferred-new' | 'deferred-update' {
  return kind !== 'command' && source !== undefined ? 'deferred-update' : 'deferred-new';
}

export function createInteractionAnswers(api: Api, metrics: Metrics): InteractionAnswers {
  const originalOf = ({ applicationId, token }: Origin) => Routes.webhookMessage(applicationId, token, '@original');

  const send: InteractionAnswers['send'] = async (origin, type, data, part) => {
    await api.answer({
      method: 'POST',
      route: Routes.interactionCallback(origin.id, origin.token),
      body: data === undefined ? { type } : { type, data },
      ...(part ? { files: sentFiles(part.files) } : {}),
    });
  };

  const respond: InteractionAnswers['respond'] = async (origin, type, data, part) => {
    for (let uncertain = false; ; uncertain = true) {
      try {
        await send(origin, type, data, part);
      } catch (error) {
        const code = codeOf(error);
        if (code === Codes.UnknownInteraction) return 'late';
        // Whether it was this process or the one that ended, the message itself tells.
        if (code === Codes.InteractionHasAlreadyBeenAcknowledged && (!uncertain || origin.isRecovered)) return 'elsewhere';
        if (code !== Codes.InteractionHasAlreadyBeenAcknowledged) {
          if (uncertain || !isAmbiguous(error)) throw error;
          continue;
        }
      }
      metrics.acknowledged('discord', origin.kind, performance.now() - origin.started);
      return 'accepted';
    }
  };

  return {
    send,
    respond,
    async defer(origin) {
      if (deferralOf(origin) === 'deferred-update') return respond(origin, Answer.DeferredMessageUpdate);
      const quiet = origin.conversation.kind === 'direct' ? {} : { flags: MessageFlags.Ephemeral };
      return respond(origin, Answer.DeferredChannelMessageWithSource, quiet);
    },
    async stateOf(origin) {
      try {
        const original = await api.answer<Pick<APIMessage, 'id' | 'flags'>>({ method: 'GET', route: originalOf(origin) });
        if (original.id === origin.source?.id) return 'deferred-update';
        if (isLoading(original)) return 'deferred-new';
        return isEphemeral(original) ? 'private-new' : 'public-new';
      } catch (error) {
        if (codeOf(error) === Codes.UnknownMessage) return undefined;
        throw error;
      }
    },
    async followUp(origin, part, ephemeral, numbers) {
      try {
        await api.answer({
          method: 'POST',
          route: Routes.webhook(origin.applicationId, origin.token),
          body: withVisibility(bodyOf(part, numbers), ephemeral),
          files: sentFiles(part.files),
        });
      } catch (error) {
        throw isAmbiguous(error) ? new DeliveryError('a further message may have arrived', 'ambiguous', { cause: error }) : error;
      }
    },
    async editOriginal(origin, body, part) {
      await api.answer({ method: 'PATCH', route: originalOf(origin), body, files: sentFiles(part.files) });
    },
    async deleteOriginal(origin) {
      try {
        await api.answer({ method: 'DELETE', route: originalOf(origin) });
      } catch (error) {
        if (codeOf(error) !== Codes.UnknownMessage) throw error;
      }
    },
  };
}

/** Whether a message is "is thinking", which stands for a deferred answer. */
function isLoading({ flags }: Pick<APIMessage, 'flags'>): boolean {
  return ((flags ?? 0) & MessageFlags.Loading) !== 0;
}

/** Whether an answer failed because the interaction, whose token is still valid, never got a first one. */
export function isNeverAnswered(error: unknown): boolean {
  return codeOf(error) === Codes.UnknownWebhook;
}

/** Whether an answer failed because the interaction's token is no longer valid. */
export function isExpiredToken(error: unknown): boolean {
  const expired: readonly (number | undefined)[] = [Codes.InvalidWebhookToken, Codes.UnknownWebhook, Codes.UnknownInteraction];
  return expired.includes(codeOf(error));
}
