import type { FormView } from '../protocol.js';
import type { Cell } from './cell.js';
import type { PageState } from './state.js';
import { readStored, writeStored } from './store.js';

/** What a form holds, by field. */
export type FormDraft = Readonly<Record<string, string | readonly string[]>>;

export interface FormKeeper {
  stop(): void;
}

/** Prefixes of what is kept of a reader's forms. */
export const KEPT_FORMS = { view: (user: string) => `mudhif.form.${user}`, draft: 'mudhif.form-draft.' } as const;

/** Keeps the open form in the tab, so that it survives a reload, and opens the one that was open before. */
export function createFormKeeper(state: Cell<PageState>, user: string): FormKeeper {
  const key = KEPT_FORMS.view(user);
  let kept: FormView | null = readStored('session', key, isFormView) ?? null;
  const opened = kept;
  if (opened) state.change((page) => ({ ...page, form: page.form ?? opened }));

  const keep = (): void => {
    const { form, phase } = state.get();
    if (form === kept || phase !== 'ready') return;
    // What was filled in goes with its form.
    if (kept) writeDraft(kept, undefined);
    kept = form;
    writeStored('session', key, form ?? undefined);
  };
  return { stop: state.subscribe(keep) };
}

/** What the person had filled in before the page was loaded again; undefined if nothing. */
export function readDraft(view: FormView): FormDraft | undefined {
  return readStored('session', KEPT_FORMS.draft + view.token, isDraft);
}

/** Keeps what the person has filled in until the browser’s tab is closed; undefined deletes it. */
export function writeDraft(view: FormView, draft: FormDraft | undefined): void {
  writeStored('session', KEPT_FORMS.draft + view.token, draft);
}

function isFormView(value: unknown): value is FormView {
  return isRecord(value) && typeof value['token'] === 'string' && isRecord(value['form']) && Array.isArray(value['form']['fields']);
}

function isDraft(value: unknown): value is FormDraft {
  return isRecord(value) && Object.values(value).every((one) => typeof one === 'string' || Array.isArray(one));
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
