import type { Request } from '../core/request.js';
import { type MessageKey, speaker } from '../language/index.js';
import type { Context } from './context.js';
import { type AnyFormControl, bindForm, type Common, type Declaration, withCodec } from './controls.js';
import { type AnyFields, type Prepared, renderFields } from './fields.js';

/** A form whose fields follow from its id or from the list of features. */
export interface DynamicForm {
  readonly title: string;
  readonly submit: MessageKey;
  readonly fields: AnyFields;
  readonly contents: Prepared<AnyFields>;
}

/** Values by the names of the form's fields, each as its field reads it. */
export type DynamicValues = Readonly<Record<string, unknown>>;

export interface DynamicFormSpec<T> extends Common<T> {
  /** The form as it opens. Throws a `MudhifError` where it can't open. */
  readonly open: (context: Context, request: Request, id: T) => Promise<DynamicForm>;
  /** The fields that a submitted form is read by. Throws a `MudhifError` for a form that no longer exists. */
  readonly fields: (context: Context, id: T) => AnyFields | Promise<AnyFields>;
}

export type DynamicFormControl<T> = AnyFormControl<T, DynamicValues, DynamicForm>;

/**
 * Declares a form whose fields are known only when it opens, and the button of the same name.
 *
 * @returns A form whose handlers throw a `RangeError` for more fields or options than every platform can show.
 */
export function dynamicForm<T = undefined>(spec: DynamicFormSpec<T>): Declaration<DynamicFormControl<T>> {
  const { id } = withCodec(spec);
  return {
    bind: (feature, name) =>
      bindForm<T, AnyFields, DynamicForm>(feature, name, {
        common: spec,
        contents: spec.open,
        render: ({ title, submit, fields, contents }, language) => ({
          title,
          submit: speaker(language).plainKey(submit),
          fields: renderFields(fields, contents, language),
        }),
        fieldsOf: (context, text) => spec.fields(context, id.decode(text)),
      }),
  };
}
