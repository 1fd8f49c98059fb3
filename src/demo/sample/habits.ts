/** How residents use the controls of one feature. They ignore buttons that are not listed, so that the demo's user can try them. */
export interface Habits {
  readonly questions: readonly Question[];
  /** Percentage of residents who use each control of the reply to their answer. */
  readonly followUps: Readonly<Record<string, number>>;
  /** Weight of each value in a menu. */
  readonly values: Readonly<Record<string, number>>;
}

/** Buttons that answer one question, with the weight of each. */
interface Question {
  readonly answers: Readonly<Record<string, number>>;
  /** Percentage of residents who do not answer. */
  readonly silent: number;
  /** All members asked about the same id give the same answer, because it describes something they did together. */
  readonly shared?: true;
}
