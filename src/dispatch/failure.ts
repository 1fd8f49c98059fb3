import { AccessError, InputError, MudhifError, NotFoundError } from '../core/errors.js';
import type { Language } from '../core/language.js';
import { type Block, type Card, privately, type Reply } from '../core/message.js';
import { plain, type Text } from '../core/text.js';
import { speaker } from '../language/index.js';
import type { Logger } from '../ports/logger.js';

export interface FailureContext {
  readonly language: Language;
  readonly logger: Logger;
  /** A short reference for failures that nobody foresaw; the person sees it, the log has it. */
  readonly newReference: () => string;
  readonly eventId: string;
  /** What was asked for: a command's or an action's name, for the log. */
  readonly what: string;
  /** The field of a form that an `InputError` belongs to. */
  readonly errorsAt?: string;
}

/** The reply that tells a person what went wrong and what to do next. */
export function failureReply(error: unknown, context: FailureContext): Reply {
  return privately(cardOf(failureText(error, context), context.language));
}

/** The same for a form: it stays open with all that was filled in, and the sentence stands beside the field that it belongs to, or above all (`''`). */
export function failureInForm(error: unknown, context: FailureContext): Reply {
  const field = error instanceof InputError ? (context.errorsAt ?? '') : '';
  return { type: 'form-errors', errors: { [field]: plain(failureText(error, context)) } };
}

function failureText(error: unknown, { language, logger, newReference, eventId, what }: FailureContext): Text {
  const say = speaker(language);
  if (error instanceof MudhifError) {
    const expected = error instanceof InputError || error instanceof AccessError || error instanceof NotFoundError;
    if (expected) logger.debug({ eventId, what, reason: error.humanError.key }, 'refused');
    else logger.error({ eventId, what, error }, 'failed');
    return say.phrase(error.humanError);
  }
  const reference = newReference();
  logger.error({ eventId, what, reference, error }, 'failed for an unknown reason');
  return say('dispatch.unknown-failure', { reference });
}

function cardOf(text: Text, language: Language): Card {
  const block: Block = { type: 'paragraph', text };
  return { language, blocks: [block] };
}
