import { NotFoundError } from '../core/errors.js';
import type { Button, Reply } from '../core/message.js';
import type { Request } from '../core/request.js';
import type { Settings } from '../core/settings.js';
import { plain } from '../core/text.js';
import type { Control, Declaration } from '../feature-api/controls.js';
import { type DynamicForm, type DynamicFormControl, dynamicForm } from '../feature-api/dynamic-form.js';
import { type IdCodec, wordId } from '../feature-api/id-codecs.js';
import type { Context, Handled } from '../feature-api/index.js';
import { phrase, speaker } from '../language/index.js';
import { changeSettings, SettingsError } from './change-settings.js';
import type { Section } from './define-section.js';

/** Answers a saved form. `settings` are those after the change. */
type Saved<G> = (context: Context, request: Request, saved: { readonly form: G; readonly settings: Settings }) => Handled;

export interface SettingsFormsControl<G extends string> extends Control<Saved<G>> {
  button(label: string, options: { readonly form: G } & Pick<Button, 'style' | 'accessibleName'>): Button;
  open(context: Context, request: Request, form: G): Promise<Reply>;
  /** The form itself, with the settings as they are. */
  form(language: Request['language'], settings: Settings, form: G): ReturnType<DynamicFormControl<G>['form']>;
}

/** The forms of a section under one control: the last part of the action id is the form's name. */
export function settingsForms<T extends object, G extends string>(section: Section<T, G>): Declaration<SettingsFormsControl<G>> {
  const names = Object.keys(section.forms) as G[];
  const id = wordId(names, () => new NotFoundError('no such settings form', phrase('common.error.unknown-choice')));
  return formsControl(section, id);
}

/** One form of a section under a control of its own. */
export function settingsForm<T extends object, G extends string>(section: Section<T, G>, form: G): Declaration<SettingsFormsControl<G>> {
  return formsControl(section, { shape: 'any', encode: () => 0, decode: () => form });
}

function formsControl<T extends object, G extends string>(section: Section<T, G>, id: IdCodec<G>): Declaration<SettingsFormsControl<G>> {
  const contents = (settings: Settings, name: G, language: Request['language']): DynamicForm => {
    const { title, fields, prepare } = section.forms[name];
    return { title: speaker(language).plainKey(title), submit: 'common.save', fields, contents: prepare(settings, language) };
  };
  const declaration = dynamicForm<G>({
    about: 'a part of the settings',
    access: 'organiser',
    id,
    open: async (context, { language }, name) => contents(await context.community.settings(), name, language),
    fields: (_context, name) => section.forms[name].fields,
  });
  return {
    bind(feature, control) {
      // A conditional type does not resolve for `G`; every `G` is a string.
      const bound = declaration.bind(feature, control) as unknown as DynamicFormControl<string>;
      return {
        feature,
        name: control,
        button: (label, { form, ...options }) => bound.button(label, { ...options, id: form }),
        open: (context, request, form) => bound.open(context, request, { id: form }),
        form: (language, settings, form) => bound.form(language, contents(settings, form, language), { id: form }),
        toHandlers: (saved) =>
          bound.toHandlers(async (context, request, { id: name, values }) => {
            const form = section.forms[name as G];
            try {
              const settings = await changeSettings(context, request.actor, (before) => {
                const change = form.read(values, section.of(before));
                const [issue, ...others] = form.check(change);
                if (issue) throw new SettingsError('the form is refused', [issue, ...others]);
                return section.changed(before, change);
              });
              return await saved(context, request, { form: name as G, settings });
            } catch (error) {
              if (error instanceof SettingsError) return issuesReply(error, Object.keys(form.fields), request);
              throw error;
            }
          }),
      };
    },
  };
}

/** The form stays open: each issue stands beside its field, or above the form where the field is not shown. */
export function issuesReply({ issues }: SettingsError, fields: readonly string[], { language }: Pick<Request, 'language'>): Reply {
  const errors = issues.map(({ field, error, elsewhere }) => {
    const isShown = fields.includes(field);
    return [isShown ? field : '', plain(speaker(language).phrase(isShown ? error : (elsewhere ?? error)))] as const;
  });
  return { type: 'form-errors', errors: Object.fromEntries(errors) };
}
