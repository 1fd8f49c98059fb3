import type { Card, Form, Reply } from '../../../src/core/message.js';
import { privately } from '../../../src/core/message.js';
import type { TtlCache } from '../../../src/kit/ttl-cache.js';
import { speaker } from '../../../src/language/index.js';
import type { InboundEvent, Inbox } from '../../../src/ports/chat.js';
import { formKey } from '../post/give.js';
import type { PendingReplies } from '../post/pending-replies.js';
import type { CommunityCards } from '../render/community-cards.js';
import { refilled, type Submission, unreadableErrors } from './submission.js';

/** Hands a submitted form to the inbox and returns the reply. Errors of the form become a message. */
export type SubmitForm = (user: string, event: InboundEvent, submission: Submission) => Promise<Reply>;

export function createSubmitForm(options: {
  readonly inbox: Inbox;
  readonly pending: PendingReplies;
  /** The forms that people have open, by `formKey`; a form that was opened before a restart is missing. */
  readonly forms: TtlCache<Form>;
  readonly communityCards: CommunityCards;
}): SubmitForm {
  const { inbox, pending, forms, communityCards } = options;

  /** A card whose button opens the form with what was filled in: Discord closes a form whatever the answer is. */
  const errorsCard = (user: string, errors: Readonly<Record<string, string>>, { typed }: Submission, form: Form): Reply => {
    const say = speaker(form.language);
    const whole = errors[''] === undefined ? [] : [[errors['']]];
    const each = form.fields.flatMap((field) => {
      const error = errors[field.name];
      return error === undefined ? [] : [[{ type: 'bold' as const, text: field.label }, ` — ${error}`]];
    });
    const before = [say('discord.form.errors'), ...whole, ...each, say('discord.form.kept')];
    return pending.formCard(user, refilled(form, typed), before, 'discord.form.again');
  };

  return async (user, event, submission) => {
    const form = forms.get(formKey(user, submission.form));
    const unreadable = form ? unreadableErrors(submission, form.language) : {};
    // Without the form the reader's language is not known here, so the handler of the form explains what it can't read.
    const values = form ? submission.values : { ...submission.typed, ...submission.values };
    const reply: Reply =
      Object.keys(unreadable).length > 0
        ? { type: 'form-errors', errors: unreadable }
        : await inbox.form({ ...event, form: submission.form, values });
    if (reply.type !== 'form-errors') return reply;
    return form ? errorsCard(user, reply.errors, submission, form) : errorsWithoutForm(communityCards, reply.errors, submission.typed);
  };
}

/**
 * The errors of a form that can't be opened again, and what the person typed.
 *
 * @param typed What the person typed, by field; nothing if it is not known any more.
 */
export async function errorsWithoutForm(
  communityCards: CommunityCards,
  errors: Readonly<Record<string, string>>,
  typed: Submission['typed'] = {},
): Promise<Reply> {
  // Their language is not known, so they stand once, in a card of no particular direction.
  const errorsCard: Card = { language: 'en', blocks: Object.values(errors).map((error) => ({ type: 'paragraph', text: [error] })) };
  const texts = Object.values(typed).flat().join('\n');
  if (texts === '') return privately(errorsCard);
  return privately(errorsCard, ...(await communityCards((say) => [{ type: 'paragraph', text: say('discord.form.typed') }])), {
    language: 'en',
    blocks: [{ type: 'quote', text: [texts] }],
  });
}
