import type { Question } from '../../types.js';

/** An event of a series as far as its questions go: what a member answered to them, if they did. */
interface Asking {
  readonly event: { readonly questions: readonly Question[] };
  readonly registration: { readonly answers: readonly string[] | null } | undefined;
}

/** The same for events that ask the same. */
export function questionsKey({ questions }: Asking['event']): string {
  return JSON.stringify(questions);
}

/** Events for which nobody can register a member, since they have not answered what is asked there; those that ask the same together. */
export function unanswered<T extends Asking>(open: readonly T[], all: readonly Asking[]): readonly (readonly [T, ...T[]])[] {
  const answered = new Set(all.flatMap(({ event, registration }) => (registration?.answers == null ? [] : [questionsKey(event)])));
  const groups = new Map<string, [T, ...T[]]>();
  for (const one of open) {
    const key = questionsKey(one.event);
    if (one.registration !== undefined || one.event.questions.length === 0 || answered.has(key)) continue;
    const group = groups.get(key);
    if (group) group.push(one);
    else groups.set(key, [one]);
  }
  return [...groups.values()];
}
