import { localDateOf, localTimeOf } from '../../../calendar/wall-clock.js';
import type { Language } from '../../../core/language.js';
import type { Request } from '../../../core/request.js';
import type { Context } from '../../../feature-api/index.js';
import { speaker } from '../../../language/index.js';
import { sectorLabel } from '../../members/public.js';
import type { TemplateId } from '../types.js';
import { type SeenTopic, seenPlanned } from './change.js';
import { NO_SECTOR } from './fields.js';
import { requireTemplate } from './lists.js';
import { textsOf } from './templates.js';

/** The sectors of the community; a menu holds 25 options, so the last one gives way to none. */
async function sectorOptions(context: Context, language: Language, withNone: boolean) {
  const { sectors } = await context.community.settings();
  const named = sectors.map((code) => ({ value: code, label: sectorLabel(code, language) }));
  if (!withNone) return named;
  return [{ value: NO_SECTOR, label: speaker(language).plain('topics-plan.no-sector') }, ...named.slice(0, 24)];
}

export async function urgentContents(context: Context, { language, now }: Request) {
  const { timezone } = await context.community.settings();
  return {
    values: { sector: NO_SECTOR, audience: 'everyone' as const, date: localDateOf(now, timezone) },
    options: { sector: await sectorOptions(context, language, true) },
  };
}

export async function moveContents(context: Context, _request: Request, seen: SeenTopic) {
  const { opensAt } = await seenPlanned(context, seen);
  const { timezone } = await context.community.settings();
  return { values: { date: localDateOf(opensAt, timezone), time: localTimeOf(opensAt, timezone) } };
}

export async function evergreenContents(context: Context, { language }: Request, sector: string) {
  const options = await sectorOptions(context, language, false);
  const [first] = options;
  const shown = options.some(({ value }) => value === sector) ? sector : first?.value;
  return { values: { ...(shown !== undefined && { sector: shown }) }, options: { sector: options } };
}

export async function annualContents(context: Context, { language }: Request) {
  return { values: { sector: NO_SECTOR, slot: 'last' as const }, options: { sector: await sectorOptions(context, language, true) } };
}

export async function whenContents(context: Context, { language }: Request, id: TemplateId) {
  const { sector, monthOfYear, slot } = await requireTemplate(context, id);
  return {
    values: { sector: sector ?? NO_SECTOR, month: monthOfYear ?? 1, slot: slot ?? ('last' as const) },
    options: { sector: await sectorOptions(context, language, true) },
  };
}

export async function wordsContents(
  context: Context,
  _request: Request,
  { id, language }: { readonly id: TemplateId; readonly language: Language },
) {
  const words = textsOf(await requireTemplate(context, id))[language];
  return { values: { ...(words && { title: words.title, question: words.question }) } };
}
