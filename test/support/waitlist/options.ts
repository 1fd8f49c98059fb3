/** The space of the fake platform. */
export const SPACE = 'test';

/** What the child program gets as its argument. */
export interface ChildOptions {
  readonly database: string;
  /** A SQLite file with a table `posts`. */
  readonly posts: string;
}

/** A line of its input: somebody presses a button. */
export interface Press {
  readonly person: string;
  readonly action: string;
}

/** A line of its output: what somebody was shown. */
export interface Shown {
  readonly person: string;
  readonly text: string;
}
