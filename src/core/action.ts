import type { Access } from './access.js';
import type { FormValues, Reply } from './message.js';
import type { Request } from './request.js';

/** Handles a button or a select: `feature:name:id`. Old messages keep their buttons, so a handler checks that what it acts on is still there. */
export interface Action {
  readonly feature: string;
  readonly name: string;
  readonly access: Access;
  readonly run: (request: Request, input: { readonly id: string; readonly values: readonly string[] }) => Promise<Reply>;
}

/** Handles a submitted form whose id is `feature:name:id`. */
export interface FormHandler {
  readonly feature: string;
  readonly name: string;
  readonly access: Access;
  readonly run: (request: Request, input: { readonly id: string; readonly values: FormValues }) => Promise<Reply>;
}

export function defineAction(action: Action): Action {
  return action;
}

export function defineForm(form: FormHandler): FormHandler {
  return form;
}
