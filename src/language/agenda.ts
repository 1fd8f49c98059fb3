import type { Language } from '../core/language.js';
import { speaker } from './speaker.js';
import { isMessageKey } from './words.js';

interface KindOf {
  readonly type: 'job' | 'message';
  readonly kind: string;
}

/**
 * The catalogue keys that may hold the label of a kind, the engines' first: the label of `suggestions.post` is
 * `agenda.job.post` in the feature's own catalogue.
 */
export function agendaLabelKeys({ type, kind }: KindOf): readonly string[] {
  const [feature = '', ...rest] = kind.split('.');
  return [`agenda.${type}.${kind}`, `${feature}.agenda.${type}.${rest.join('.')}`];
}

/** What a kind of agenda row (a job, or the message that a delivery carries) does; a kind without a label shows itself. */
export function agendaLabel(what: KindOf, language: Language): string {
  const say = speaker(language);
  const key = agendaLabelKeys(what).find(isMessageKey);
  return key === undefined ? say.plain(`agenda.${what.type}.other`, { kind: what.kind }) : say.plainKey(key);
}

/** Why a row came to nothing or waits, in words; a code without words shows itself. */
export function reasonLabel(reason: string, language: Language): string {
  const key = `agenda.reason.${reason.replaceAll(':', '.')}`;
  return isMessageKey(key) ? speaker(language).plainKey(key) : reason;
}
