import type { Language } from '../../../src/core/language.js';
import { type Attachment, type FormValues, noReply, type Reply } from '../../../src/core/message.js';
import { speaker } from '../../../src/language/index.js';
import type { Identity } from '../../../src/ports/chat.js';
import { reportFailure, SlackFailure } from '../errors.js';
import { LIMITS } from '../limits.js';
import { formView, type View } from '../render/form.js';
import type { GatewayDependencies } from './interactions.js';
import { type Place, unpackPlace, type ViewMetadata } from './origin.js';
import { doneView, inlineErrors, momentView, readSubmission, type Submission, type SubmittedView, withErrors } from './submission.js';

export interface SubmittedForm {
  readonly eventId: string;
  readonly from: Identity;
  readonly view: SubmittedView;
  readonly metadata: ViewMetadata;
  readonly trigger: NonNullable<Place['trigger']>;
}

type Answer =
  | { readonly response_action: 'update'; readonly view: View }
  | { readonly response_action: 'errors'; readonly errors: Record<string, string> };

/**
 * A submitted form's acknowledgement is its answer: the dialog closes, shows errors or shows the next step. An answer
 * that takes longer than Slack waits comes afterwards, into the same dialog, which says "one moment" until then.
 */
export function createSubmit(deps: Omit<GatewayDependencies, 'bot'>) {
  const { api, inbox, replies, files, problems, logger } = deps;

  return async (form: SubmittedForm, ack: (answer?: Answer) => Promise<void>): Promise<void> => {
    const { view, from, eventId } = form;
    const place = unpackPlace(form.metadata.place, { eventId, person: from, trigger: form.trigger });
    const reader = deps.languageOf(from).catch((): Language => 'en');
    const work = run(form, place, reader).catch((error: unknown): Reply => {
      logger.error({ eventId, error }, 'a form could not be handled');
      return noReply;
    });
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<'late'>((resolve) => {
      timer = setTimeout(() => resolve('late'), deps.formAnswerMs);
    });
    const first = await Promise.race([work, late]);
    clearTimeout(timer);
    if (first !== 'late') {
      await ack(answerOf(first, place, view, await reader));
      if (first.type === 'message') deps.track(replies.carry(first, place, await reader));
      return;
    }
    const language = await Promise.race([reader, Promise.resolve<Language>('en')]);
    await ack({ response_action: 'update', view: momentView(view, language) });
    deps.track(work.then(async (reply) => afterwards(reply, place, view, await reader)));
  };

  async function run({ eventId, from, view, metadata }: SubmittedForm, place: Place, reader: Promise<Language>): Promise<Reply> {
    const { conversation } = place;
    const submission = readSubmission(view);
    const attached = await attach(submission, reader);
    if ('errors' in attached) return { type: 'form-errors', errors: attached.errors };
    if (metadata.form !== null) {
      const values: FormValues = { ...submission.values, ...attached.files };
      return inbox.form({ eventId, from, conversation, form: metadata.form, values });
    }
    const [command = '', subcommand = ''] = metadata.command ?? [];
    const values = {
      ...Object.fromEntries(Object.entries(submission.values).map(([name, value]) => [name, single(value)])),
      ...attached.files,
    };
    return inbox.command({ eventId, from, conversation, command, input: { type: 'options', subcommand, values } });
  }

  /** Brings the files; one that can't be had is an error beside its field. */
  async function attach(
    submission: Submission,
    reader: Promise<Language>,
  ): Promise<{ readonly files: Readonly<Record<string, Attachment>> } | { readonly errors: Readonly<Record<string, string>> }> {
    const found: Record<string, Attachment> = {};
    for (const [name, file] of Object.entries(submission.files)) {
      try {
        found[name] = await files.download(file);
      } catch (error) {
        reportFailure(error, problems);
        const say = speaker(await reader);
        const tooLarge = error instanceof SlackFailure && error.code === 'too_large';
        const text = tooLarge
          ? say.plain('slack.file-too-large', { max: LIMITS.fileBytes / 1024 / 1024 })
          : say.plain('slack.file-unreadable');
        return { errors: { [name]: text } };
      }
    }
    return { files: found };
  }

  async function afterwards(reply: Reply, place: Place, view: SubmittedView, language: Language): Promise<void> {
    const next = nextView(reply, place, view, language);
    try {
      await api.patiently('answers', 'views.update', (client) =>
        client.views.update({ view_id: view.id, view: next ?? doneView(view, language) }),
      );
    } catch (error) {
      logger.debug({ eventId: place.eventId, error }, 'the dialog is not there any more');
      // What they still have to see or mend waits behind a button.
      if (next) await replies.open(next, { ...place, ...noTrigger }, language);
    }
    if (reply.type === 'message') await replies.carry(reply, place, language);
  }
}

const noTrigger = { trigger: { id: '', at: 0 } };

function answerOf(reply: Reply, place: Place, view: SubmittedView, language: Language): Answer | undefined {
  const inline = reply.type === 'form-errors' ? inlineErrors(view, reply.errors) : undefined;
  if (inline) return { response_action: 'errors', errors: inline };
  const next = nextView(reply, place, view, language);
  return next && { response_action: 'update', view: next };
}

function nextView(reply: Reply, place: Place, view: SubmittedView, language: Language): View | undefined {
  switch (reply.type) {
    case 'form':
      return formView(reply.form, place);
    case 'form-errors':
      return withErrors(view, reply.errors, language);
    case 'message':
    case 'none':
      return undefined;
    default:
      return reply satisfies never;
  }
}

function single(value: string | readonly string[]): string {
  return typeof value === 'string' ? value : (value[0] ?? '');
}
