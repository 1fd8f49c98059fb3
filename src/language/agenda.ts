import type { Language } from '../core/language.js';
import { speaker } from './speaker.js';
import { isMessageKey } from './words.js';

interface KindOf {
  readonly type: 'job' | 'message';
  readonly kind: string;
}

/**
 * The catalogue key of a kind's label: that of `suggestions.post` is `agenda.job.post` in the catalogue of its first word.
 * Kinds of one word are the engines', whose labels are in the shared catalogue.
 */
export function agendaLabelKey({ type, kind }: KindOf): string {
  const [catalogue = '', ...rest] = kind.split('.');
  return rest.length === 0 ? `agenda.${type}.${kind}` : `${catalogue}.agenda.${type}.${rest.join('.')}`;
}

/** What a kind of agenda row (a job, or the message that a delivery carries) does; a kind without a label shows itself. */
export function agendaLabel(what: KindOf, language: Language): string {
  const say = speaker(language);
  const key = agendaLabelKey(what);
  return isMessageKey(key) ? say.plainKey(key) : say.plain(`agenda.${what.type}.other`, { kind: what.kind });
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
