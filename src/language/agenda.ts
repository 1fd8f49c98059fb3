import type { Language } from '../core/language.js';
import { speaker } from './speaker.js';
import { isMessageKey } from './words.js';

interface KindOf {
  readonly type: 'job' | 'message';
  readonly kind: string;
}

/**
 * The catalogue keys that may hold the label of a kind: that of `suggestions.post` is `agenda.job.post` in the catalogue of
 * its first word, that of `suggestions.box.empty` may also be `agenda.job.empty` in the catalogue `suggestions-box`. Kinds of
 * one word may be the engines', whose labels are in the shared catalogue.
 */
export function agendaLabelKeys({ type, kind }: KindOf): readonly string[] {
  const [catalogue = '', ...rest] = kind.split('.');
  const own = [catalogue, 'agenda', type, ...rest].join('.');
  if (rest.length === 0) return [own, `agenda.${type}.${kind}`];
  const [part = '', ...inPart] = rest;
  return inPart.length === 0 ? [own] : [own, [`${catalogue}-${part}`, 'agenda', type, ...inPart].join('.')];
}

/** What a kind of agenda row (a job, or the message that a delivery carries) does; a kind without a label shows itself. */
export function agendaLabel(what: KindOf, language: Language): string {
  const say = speaker(language);
  const key = agendaLabelKeys(what).find(isMessageKey);
  return key === undefined ? say.plain(`agenda.${what.type}.other`, { kind: what.kind }) : say.plainKey(key);
}

/**
 * Why a row of this kind came to nothing or waits, in words: those of its own catalogue, else the engines'. A code
 * without words shows itself.
 */
export function reasonLabel({ kind }: Pick<KindOf, 'kind'>, reason: string, language: Language): string {
  const name = `agenda.reason.${reason.replaceAll(':', '.')}`;
  const key = [`${kind.split('.')[0]}.${name}`, name].find(isMessageKey);
  return key === undefined ? reason : speaker(language).plainKey(key);
}
