import type { Language } from '../core/language.js';
import { catalogues } from './catalogues/index.js';
import type { MessageKey } from './messages.generated.js';
import { speaker } from './speaker.js';

type Label = Exclude<
  Extract<MessageKey, `agenda.job.${string}` | `agenda.message.${string}` | `agenda.reason.${string}`>,
  'agenda.job.other' | 'agenda.message.other'
>;

function isLabel(key: string): key is Label {
  return key.startsWith('agenda.') && !key.endsWith('.other') && Object.hasOwn(catalogues.en.agenda, key.slice('agenda.'.length));
}

/** What a kind of agenda row (a job, or the message that a delivery carries) does, in words; a kind without words shows itself. */
export function agendaLabel({ type, kind }: { readonly type: 'job' | 'message'; readonly kind: string }, language: Language): string {
  const key = `agenda.${type}.${kind}`;
  const say = speaker(language);
  return isLabel(key) ? say.plain(key) : say.plain(`agenda.${type}.other`, { kind });
}

/** Why a row came to nothing or waits, in words; a code without words shows itself. */
export function reasonLabel(reason: string, language: Language): string {
  const key = `agenda.reason.${reason.replaceAll(':', '.')}`;
  return isLabel(key) ? speaker(language).plain(key) : reason;
}
