import type { FormInput, Outcome } from '../protocol.js';
import { type Api, RefusedError, UnreachableError } from './api.js';
import type { Cell } from './cell.js';
import { isTooMuch } from './files.js';
import { newId, withRetries } from './requests.js';
import type { PageState } from './state.js';
import type { Words } from './words.js';

/**
 * Sends the open form, unless it is being sent. What is wrong with it is shown beside its fields.
 *
 * @throws What is neither a `RefusedError` nor an `UnreachableError`.
 */
export async function submitForm(
  { state, api, words }: { readonly state: Cell<PageState>; readonly api: Api; readonly words: () => Words },
  values: FormInput['values'],
  files: ReadonlyMap<string, File>,
  showOutcome: (outcome: Outcome) => void,
): Promise<void> {
  const { form, submitting, chat } = state.get();
  if (!form || submitting) return;
  const max = chat?.uploadMb;
  if (max !== undefined && isTooMuch([...files.values()], max)) {
    const sentence = words()('error.file-too-large', { max });
    state.change((page) => ({ ...page, formErrors: Object.fromEntries([...files.keys()].map((field) => [field, sentence])) }));
    return;
  }
  state.change((page) => ({ ...page, submitting: true, formErrors: {} }));
  const { token, conversation, message, thread } = form;
  const input: FormInput = { id: newId(), form: form.form.id, token, conversation, message, thread, values };
  try {
    const outcome = await withRetries(() => api.submit(input, files));
    const { errors } = outcome;
    if (errors) state.change((page) => ({ ...page, formErrors: errors }));
    else {
      // The outcome may contain the next form.
      state.change((page) => ({ ...page, form: null }));
      showOutcome(outcome);
    }
  } catch (error) {
    if (!(error instanceof RefusedError || error instanceof UnreachableError)) throw error;
    const sentence = error instanceof RefusedError ? error.message : words()('error.offline');
    state.change((page) => ({ ...page, formErrors: { '': sentence } }));
  } finally {
    state.change((page) => ({ ...page, submitting: false }));
  }
}
