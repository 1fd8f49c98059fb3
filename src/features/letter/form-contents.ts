import type { Language } from '../../core/language.js';
import type { Request } from '../../core/request.js';
import type { Context } from '../../feature-api/index.js';
import { itemWords } from './edit.js';
import { requireDraft } from './find.js';
import { OPENING, type Seen } from './types.js';

type InLanguage = Seen & { readonly language: Language };

export async function openingContents(context: Context, _request: Request, seen: InLanguage) {
  const { title, words } = await itemWords(context, await requireDraft(context, seen), seen.language, OPENING);
  return { values: { subject: title, opening: words } };
}

export async function itemContents(context: Context, _request: Request, { item, ...seen }: InLanguage & { readonly item: string }) {
  return { values: await itemWords(context, await requireDraft(context, seen), seen.language, item) };
}
