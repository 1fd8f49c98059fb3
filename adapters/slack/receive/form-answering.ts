import type { Reply } from '../../../src/core/message.js';
import type { View } from '../render/form.js';
import type { FormInput } from './inputs.js';

/** What Slack takes as the acknowledgement of a submitted dialog (docs.slack.dev, "Modals": view_submission). */
export type Answer =
  | { readonly response_action: 'update'; readonly view: View }
  | { readonly response_action: 'errors'; readonly errors: Record<string, string> };

/** Acknowledges a form with its answer; an empty one closes the dialog. False if Slack did not take it. */
export type AcknowledgeForm = (answer?: Answer) => Promise<boolean>;

export interface FormAnswering {
  readonly acknowledge: AcknowledgeForm;
  /** How long the acknowledgement waits for the answer, in milliseconds. */
  readonly waitMs: number;
}

/** Handles submitted dialogs. All results say whether the reply was brought. */
export interface SubmittedForms {
  /** Acknowledges with the answer, or with "one moment" if it takes too long, and shows the rest afterwards. */
  submit(input: FormInput, answering: FormAnswering): Promise<boolean>;
  /** Handles a form whose process ended. */
  resume(input: FormInput): Promise<boolean>;
  /** Brings the reply to a form whose process ended. */
  answer(input: Pick<FormInput, 'eventId' | 'from' | 'route'>, reply: Reply): Promise<boolean>;
}
