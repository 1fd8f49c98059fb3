import type { App } from '@slack/bolt';
import type { Language } from '../../../src/core/language.js';
import { type FormValues, noReply, type Reply } from '../../../src/core/message.js';
import type { Clock } from '../../../src/core/time.js';
import type { Identity, Inbox } from '../../../src/ports/chat.js';
import type { Logger } from '../../../src/ports/logger.js';
import type { Metrics } from '../../../src/ports/metrics.js';
import type { SlackApi } from '../connect/client.js';
import type { Files } from '../files.js';
import { type Origin, readMetadata, unpackOrigin, type ViewMetadata } from '../origin.js';
import type { Replies } from '../post/replies.js';
import type { Problems } from '../problems.js';
import { formView, type View } from '../render/form.js';
import { doneView, inlineErrors, pleaseWaitView, type SubmittedView, withErrors } from '../render/submitted-view.js';
import { acknowledge, timeAcknowledgement } from './acknowledge.js';
import { downloadFiles } from './attached-files.js';
import type { Background } from './background.js';
import type { People } from './people.js';
import { readSubmission } from './submission.js';

interface SubmittedForm {
  readonly eventId: string;
  readonly from: Identity;
  readonly view: SubmittedView;
  readonly metadata: ViewMetadata;
  readonly origin: Origin;
  /** The reader's language. */
  readonly language: Promise<Language>;
}

type Answer =
  | { readonly response_action: 'update'; readonly view: View }
  | { readonly response_action: 'errors'; readonly errors: Record<string, string> };

/**
 * Submitted dialogs (docs.slack.dev, "Modals": view_submission). The acknowledgement is the answer: the dialog closes, shows
 * errors or shows the next step. An answer that takes longer than Slack waits is shown afterwards in the same dialog, which
 * asks to wait until then.
 */
export function registerSubmittedForms(
  app: App,
  deps: {
    readonly api: SlackApi;
    readonly inbox: Inbox;
    readonly replies: Replies;
    readonly files: Files;
    readonly problems: Problems;
    readonly clock: Clock;
    readonly logger: Logger;
    readonly metrics: Metrics;
    readonly people: People;
    readonly background: Background;
    /** How long the acknowledgement waits for the answer, in milliseconds. */
    readonly formAnswerMs: number;
  },
): void {
  const { api, inbox, replies, clock, logger, people, background } = deps;

  app.view(/.*/, async ({ body, ack }) => {
    const at = clock.now();
    if (body.type !== 'view_submission') return acknowledge(ack, logger);
    const eventId = `slack:${body.trigger_id}`;
    const metadata = readMetadata(body.view.private_metadata);
    if (!metadata || !background.isFirst(eventId)) return acknowledge(ack, logger);
    const acknowledged = timeAcknowledgement(deps.metrics, 'form');
    const from = people.identity(body.user.id);
    const form: SubmittedForm = {
      eventId,
      from,
      view: body.view,
      metadata,
      origin: unpackOrigin(metadata.place, { eventId, person: from, trigger: { id: body.trigger_id, at } }),
      language: people.languageOf(from),
    };
    await answer(form, async (response) => {
      await acknowledge(() => (response ? ack(response) : ack()), logger);
      acknowledged();
    });
  });

  async function answer(form: SubmittedForm, ack: (response?: Answer) => Promise<void>): Promise<void> {
    const { view, origin, eventId } = form;
    const work = handle(form).catch((error: unknown): Reply => {
      logger.error({ eventId, error }, 'could not handle a form from Slack');
      return noReply;
    });
    const reply = await withinTime(work, deps.formAnswerMs);
    if (reply) {
      await ack(answerOf(reply, origin, view, await form.language));
      if (reply.type === 'message') background.track(replies.send(reply, origin, await form.language));
      return;
    }
    const language = await Promise.race([form.language, Promise.resolve<Language>('en')]);
    await ack({ response_action: 'update', view: pleaseWaitView(view, language) });
    background.track(work.then((late) => showLate(late, form)));
  }

  async function handle({ eventId, from, view, metadata, origin, language }: SubmittedForm): Promise<Reply> {
    const { conversation } = origin;
    const submission = readSubmission(view);
    const downloaded = await downloadFiles(submission.files, { files: deps.files, problems: deps.problems, language });
    if ('errors' in downloaded) return { type: 'form-errors', errors: downloaded.errors };
    if (metadata.form !== null) {
      const values: FormValues = { ...submission.values, ...downloaded.files };
      return inbox.form({ eventId, from, conversation, form: metadata.form, values });
    }
    const [command = '', subcommand = ''] = metadata.command ?? [];
    const values = {
      ...Object.fromEntries(Object.entries(submission.values).map(([name, value]) => [name, single(value)])),
      ...downloaded.files,
    };
    return inbox.command({ eventId, from, conversation, command, input: { type: 'options', subcommand, values } });
  }

  /** Shows an answer that came after the acknowledgement. */
  async function showLate(reply: Reply, { view, origin, language: reader }: SubmittedForm): Promise<void> {
    const language = await reader;
    const next = nextView(reply, origin, view, language);
    try {
      await api.callWithRetry('answers', 'views.update', (client) =>
        client.views.update({ view_id: view.id, view: next ?? doneView(view, language) }),
      );
    } catch (error) {
      logger.debug({ eventId: origin.eventId, error }, 'the Slack dialog was closed before its answer');
      // What the person must still see or correct waits behind a button; the trigger has expired.
      if (next) await replies.openDialog(next, { ...origin, trigger: { id: '', at: 0 } }, language);
    }
    if (reply.type === 'message') await replies.send(reply, origin, language);
  }
}

/** The result of `work`, or `undefined` if it takes longer than `ms` milliseconds. */
async function withinTime<T>(work: Promise<T>, ms: number): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), ms);
  });
  const first = await Promise.race([work, late]);
  clearTimeout(timer);
  return first;
}

function answerOf(reply: Reply, origin: Origin, view: SubmittedView, language: Language): Answer | undefined {
  const inline = reply.type === 'form-errors' ? inlineErrors(view, reply.errors) : undefined;
  if (inline) return { response_action: 'errors', errors: inline };
  const next = nextView(reply, origin, view, language);
  return next && { response_action: 'update', view: next };
}

function nextView(reply: Reply, origin: Origin, view: SubmittedView, language: Language): View | undefined {
  switch (reply.type) {
    case 'form':
      return formView(reply.form, origin);
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
