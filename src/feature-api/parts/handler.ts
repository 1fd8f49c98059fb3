import type { Access } from '../../core/access.js';
import type { Outcome, TypedWords } from '../../core/command.js';
import type { Attachment, FormValues } from '../../core/message.js';
import type { Request } from '../../core/request.js';

/** What a handler gives back. */
export type Handled<C> = Promise<Outcome<C>>;

/** What the dispatcher needs of a control that has a handler. */
export interface Handler<C> {
  readonly feature: string;
  readonly name: string;
  /** `action`: a button or a menu; `form`: a submitted form. */
  readonly kind: 'action' | 'form';
  readonly access: Access;
  /** What it does, and what the last part of its ids looks like, for docs/action-ids.md. */
  readonly about?: string;
  readonly idShape?: string;
  /** `own`: runs outside a transaction, since it takes longer than one may, and returns what it writes as `Effects`. */
  readonly transaction?: 'own';
  /** `export`: returns a copy of much data, which each person may do a limited number of times an hour. */
  readonly budget?: 'export';
  /** The field of a form beside which an `InputError` is shown; above the form unless told. */
  readonly errorsAt?: string;
  /**
   * The command that it stands for, in place of `run`: that one runs as if it was typed, with its access, transaction and budget.
   * Undefined for input that names none.
   */
  readonly command?: (input: HandlerInput) => StoodFor | undefined;
  readonly run: (context: C, request: Request, input: HandlerInput) => Handled<C>;
}

/** A command, and what its options are, as they were filled in, or typed in one text. */
export interface StoodFor extends TypedWords {
  readonly values: Readonly<Record<string, string | Attachment>>;
}

export interface HandlerInput {
  readonly id: string;
  /** A menu's chosen values, or what was filled into a form. */
  readonly values: readonly string[] | FormValues;
}
