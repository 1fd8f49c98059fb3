import { LANGUAGES, type Language } from '../../core/language.js';
import { dottedId, numberId, versionId, wordId } from '../../feature-api/index.js';
import { gone } from './find.js';
import type { LetterId, Seen } from './types.js';

export const letterId = numberId<LetterId>(gone);
const language = wordId(LANGUAGES, gone);
export const inLanguage = dottedId<{ readonly id: LetterId; readonly language: Language }>({ id: letterId, language });
export const seenId = dottedId<Seen>({ id: letterId, version: versionId(gone) });
/** What an organiser approves, and for how many mails. */
export const approvedId = dottedId<Seen & { readonly mails: number }>({ id: letterId, version: versionId(gone), mails: versionId(gone) });
export const seenIn = dottedId<Seen & { readonly language: Language }>({ id: letterId, version: versionId(gone), language });
/** A page of what can be changed. */
export const pageIn = dottedId<Seen & { readonly language: Language; readonly page: number }>({
  id: letterId,
  version: versionId(gone),
  language,
  page: versionId(gone),
});

/** An item of a letter, as a menu names it: `events-12`, since ids are split at colons and dots. */
const ITEM = {
  shape: 'an item, such as `events-12`',
  encode: (key: string) => key.replace(':', '-'),
  decode: (text: string) => itemOf(text),
};

function itemOf(text: string): string {
  const [, feature, number] = /^([a-z]+)-(\d{1,15})$/.exec(text) ?? [];
  if (feature === undefined || number === undefined) throw gone();
  return `${feature}:${number}`;
}

export const itemIn = dottedId<Seen & { readonly language: Language; readonly item: string }>({
  id: letterId,
  version: versionId(gone),
  language,
  item: ITEM,
});
export const encodeItem = ITEM.encode;
export const decodeItem = ITEM.decode;
export const mailsAgain = dottedId<{ readonly id: LetterId; readonly state: 'failed' | 'unknown' }>({
  id: letterId,
  state: wordId(['failed', 'unknown'], gone),
});
