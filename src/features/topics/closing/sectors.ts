import { InputError } from '../../../core/errors.js';
import { fold } from '../../../core/fold.js';
import { LANGUAGES, type Language } from '../../../core/language.js';
import type { Context } from '../../../feature-api/index.js';
import { phrase } from '../../../language/index.js';
import { asLabel, sectorLabel } from '../../members/public.js';

/** A sector of the community by its code or its name in any language. Throws an `InputError` for none. */
export async function sectorByText(context: Context, typed: string): Promise<string> {
  const wanted = fold(typed);
  const { sectors } = await context.community.settings();
  const named = (sector: string) => [sector, ...LANGUAGES.map((language) => sectorLabel(sector, language))].map(fold);
  const found =
    sectors.find((sector) => named(sector).includes(wanted)) ??
    sectors.find((sector) => named(sector).some((name) => name.includes(wanted)));
  if (found === undefined || wanted === '') throw new InputError('unknown sector', phrase('common.error.unknown-choice'));
  return found;
}

export async function suggestedSectors(context: Context, typed: string, language: Language) {
  const wanted = fold(typed);
  const { sectors } = await context.community.settings();
  return sectors
    .map((sector) => ({ value: sector, label: asLabel(sectorLabel(sector, language)) }))
    .filter(({ value, label }) => fold(value).includes(wanted) || fold(label).includes(wanted));
}
