import { FORM_FIELDS_MAX } from '../../core/message.js';
import type { Request } from '../../core/request.js';
import type { Settings } from '../../core/settings.js';
import { renderFields } from '../../feature-api/fields.js';
import type { Context, DynamicForm, FeatureSet } from '../../feature-api/index.js';
import { speaker } from '../../language/index.js';
import { communitySection } from './settings.js';

const own = communitySection.forms.setup;

/**
 * The fields of the guided set-up: the community's own, and those that features' sections add. Throws a `RangeError` if
 * two have one name, or for more fields than platforms show.
 */
export function setupFields({ features }: { readonly features: Pick<FeatureSet, 'sections'> }): DynamicForm['fields'] {
  const parts = [own.fields, ...features.sections.flatMap(({ setup }) => (setup ? [setup.fields] : []))];
  const names = parts.flatMap((fields) => Object.keys(fields));
  if (new Set(names).size < names.length) throw new RangeError(`the set-up asks for one field twice: ${names.join(', ')}`);
  if (names.length > FORM_FIELDS_MAX) throw new RangeError(`the set-up has ${names.length} fields: platforms show ${FORM_FIELDS_MAX}`);
  return Object.assign({}, ...parts);
}

/** What the set-up asks for, in words. */
export function setupQuestions(features: Pick<FeatureSet, 'sections'>, language: Request['language']): readonly string[] {
  return renderFields(setupFields({ features }), {}, language).map(({ label }) => label);
}

/** The form with the present settings filled in. */
export function setupForm(features: Pick<FeatureSet, 'sections'>, settings: Settings, language: Request['language']): DynamicForm {
  const prepared = own.prepare(settings, language);
  const added = features.sections.map(({ setup }) => setup?.values(settings) ?? {});
  return {
    title: speaker(language).plainKey(own.title),
    submit: 'common.save',
    fields: setupFields({ features }),
    contents: { ...prepared, values: Object.assign({}, prepared.values, ...added) },
  };
}

export async function openSetup(context: Context, { language }: Request): Promise<DynamicForm> {
  return setupForm(context.features, await context.community.settings(), language);
}
