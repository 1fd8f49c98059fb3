import type { Outcome } from '../core/command.js';
import type { Request } from '../core/request.js';
import type { Context } from '../feature-api/index.js';

/** What an event asks for, once it is known who asks. */
export interface Task {
  /** A command's or an action's name, for the log. */
  readonly what: string;
  /** `own`: takes longer than a transaction may, so it runs outside one. */
  readonly transaction?: 'own';
  /** `export`: counts against the hourly limit of copies of much data. */
  readonly budget?: 'export';
  /** The field of a form beside which an `InputError` is shown. */
  readonly errorsAt?: string;
  readonly run: (context: Context, request: Request) => Promise<Outcome<Context>>;
}
