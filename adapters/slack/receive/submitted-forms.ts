import type { App } from '@slack/bolt';
import type { Language } from '../../../src/core/language.js';
import type { FormValues, Reply } from '../../../src/core/message.js';
import { toInstant } from '../../../src/core/time.js';
import type { Identity, Inbox } from '../../../src/ports/chat.js';
import type { Logger } from '../../../src/ports/logger.js';
import type { Metrics } from '../../../src/ports/metrics.js';
import type { SlackApi } from '../connect/client.js';
import type { Files } from '../files.js';
import { TIMES } from '../limits.js';
import { type Origin, readMetadata, unpackOrigin } from '../origin.js';
import type { Replies } from '../post/replies.js';
import type { Problems } from '../problems.js';
import { formView, type View } from '../render/form.js';
import { doneView, inlineErrors, pleaseWaitView, type SubmittedView, withErrors } from '../render/submitted-view.js';
import { acknowledge, measureAcknowledgement } from './acknowledge.js';
import { downloadFiles } from './attached-files.js';
import type { Background } from './background.js';
import type { Answer, SubmittedForms } from './form-answering.js';
import type { FormInput } from './inputs.js';
import type { Interactions } from './interactions.js';
import { arrivalIn } from './persist.js';
import { readSubmission } from './submission.js';

interface SubmittedFormsDependencies {
  readonly api: SlackApi;
  readonly inbox: Inbox;
  readonly replies: Replies;
  readonly files: Files;
  readonly problems: Problems;
  readonly logger: Logger;
  readonly languageOf: (person: Identity) => Promise<Language>;
}

/**
 * Passes submitted dialogs on (docs.slack.dev, "Modals": view_submission). The acknowledgement is the answer: the dialog
 * closes, shows errors or shows the next step. An answer that takes longer than Slack waits is shown afterwards in the same
 * dialog, which asks to wait until then.
 */
export function registerSubmittedForms(
  app: App,
  deps: {
    readonly interactions: Interactions;
    readonly background: Background;
    readonly logger: Logger;
    readonly metrics: Metrics;
    /** How long after the arrival the acknowledgement waits for the answer, in milliseconds. */
    readonly formAnswerMs: number;
  },
): void {
  const { interactions, background, logger, metrics, formAnswerMs } = deps;
  app.view(/.*/, async ({ ack, context }) => {
    const arrival = arrivalIn(context);
    if (arrival.input?.kind !== 'form') return void (await acknowledge(ack, logger));
    const waitMs = Math.max(0, formAnswerMs - (performance.now() - arrival.started));
    const work = interactions.submit(arrival.input, {
      waitMs,
      async acknowledge(answer) {
        const isTaken = await acknowledge(() => (answer ? ack(answer) : ack()), logger);
        measureAcknowledgement(metrics, 'form', arrival);
        return isTaken;
      },
    });
    background.track(work);
  });
}

export function createSubmittedForms(deps: SubmittedFormsDependencies): SubmittedForms {
  const { api, inbox, replies, logger, languageOf } = deps;

  const originOf = ({ eventId, from, route }: Pick<FormInput, 'eventId' | 'from' | 'route'>): Origin =>
    unpackOrigin(route.place, { eventId, person: from, trigger: route.trigger });

  const handle = async ({ eventId, from, body }: FormInput, { conversation }: Origin, isResumed = false): Promise<Reply> => {
    const event = { eventId, from, conversation, isResumed };
    const metadata = readMetadata(body.view.private_metadata);
    const submission = readSubmission(body.view);
    const { files, problems } = deps;
    const downloaded = await downloadFiles(submission.files, { files, problems, languageOf: () => languageOf(from) });
    if ('errors' in downloaded) return { type: 'form-errors', errors: downloaded.errors };
    if (metadata && metadata.form !== null) {
      const values: FormValues = { ...submission.values, ...downloaded.files };
      return inbox.form({ ...event, form: metadata.form, values });
    }
    const [command = '', subcommand = ''] = metadata?.command ?? [];
    const values = {
      ...Object.fromEntries(Object.entries(submission.values).map(([name, value]) => [name, single(value)])),
      ...downloaded.files,
    };
    return inbox.command({ ...event, command, input: { type: 'options', subcommand, values } });
  };

  const answerOf = async (reply: Reply, origin: Origin, view: SubmittedView): Promise<Answer | undefined> => {
    const inline = reply.type === 'form-errors' ? inlineErrors(view, reply.errors) : undefined;
    if (inline) return { response_action: 'errors', errors: inline };
    const next = await nextView(reply, origin, view);
    return next && { response_action: 'update', view: next };
  };

  /** What the dialog shows next; `undefined` if nothing. Without the submitted view there is no dialog to correct. */
  const nextView = async (reply: Reply, origin: Origin, view: SubmittedView | undefined): Promise<View | undefined> => {
    switch (reply.type) {
      case 'form':
        return formView(reply.form, origin);
      case 'form-errors':
        return view && withErrors(view, reply.errors, await languageOf(origin.person));
      case 'message':
      case 'none':
        return undefined;
      default:
        return reply satisfies never;
    }
  };

  /**
   * Shows a reply that came after the acknowledgement, or after a process ended.
   *
   * @param view what was submitted; `undefined` if it is gone
   */
  const showLate = async (
    reply: Reply,
    origin: Origin,
    { id, title }: FormInput['route']['view'],
    view?: SubmittedView,
  ): Promise<boolean> => {
    // Another process answered, so its dialog stays as it is.
    if (reply.type === 'none' && reply.elsewhere) return true;
    const language = (): Promise<Language> => languageOf(origin.person);
    const next = await nextView(reply, origin, view);
    // Errors without the dialog to correct are told by themselves, and what was typed stays in the dialog.
    if (reply.type === 'form-errors' && !next) return replies.send(reply, origin);
    const shown = next ?? doneView({ title: { type: 'plain_text', text: title }, private_metadata: '' }, await language());
    try {
      await api.callWithRetry('answers', 'views.update', (client) => client.views.update({ view_id: id, view: shown }));
      if (next) return true;
    } catch (error) {
      logger.debug({ eventId: origin.eventId, error }, 'the Slack dialog was closed before its answer');
      // What the person must still see or correct waits behind a button; the trigger has expired.
      if (next) return replies.openDialog(next, { ...origin, trigger: { id: '', at: toInstant(0) } }, language);
    }
    return replies.send(reply, origin);
  };

  const recovered = (origin: Origin, { trigger }: FormInput['route']): Origin => ({ ...origin, maybeAnsweredSince: trigger.at });

  return {
    async submit(input, { acknowledge: ack, waitMs }) {
      const { view } = input.body;
      const origin = originOf(input);
      const work = handle(input, origin);
      const reply = await withinTime(work, waitMs);
      if (!reply) {
        await ack({
          response_action: 'update',
          view: pleaseWaitView(view, (await withinTime(languageOf(input.from), TIMES.formLanguage)) ?? 'en'),
        });
        return showLate(await work, origin, input.route.view, view);
      }
      const isTaken = await ack(await answerOf(reply, origin, view));
      if (!isTaken) return showLate(reply, origin, input.route.view, view);
      return reply.type === 'message' ? replies.send(reply, origin) : true;
    },
    async resume(input) {
      const origin = originOf(input);
      return showLate(await handle(input, origin, true), recovered(origin, input.route), input.route.view, input.body.view);
    },
    async answer(input, reply) {
      return showLate(reply, { ...recovered(originOf(input), input.route), mayHaveArrived: true }, input.route.view);
    },
  };
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

function single(value: string | readonly string[]): string {
  return typeof value === 'string' ? value : (value[0] ?? '');
}
