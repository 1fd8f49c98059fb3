import type { Language } from '../core/language.js';
import { actionId, type Form, type FormValues, type Reply } from '../core/message.js';
import type { Request } from '../core/request.js';
import { type MessageKey, speaker } from '../language/index.js';
import type { Context } from './context.js';
import {
  type ButtonOptions,
  type Common,
  type Control,
  type Declaration,
  type OptionalIf,
  renderButton,
  type WithId,
  withCodec,
} from './controls.js';
import { type AnyFields, type Prepared, readFields, renderFields } from './fields.js';
import type { Handled } from './parts/handler.js';

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
  readonly fields: (context: Context, id: T) => AnyFields;
}

export interface DynamicFormControl<T>
  extends Control<(context: Context, request: Request, input: { readonly id: T; readonly values: DynamicValues }) => Handled> {
  /** A button that opens the form. */
  button(label: string, ...options: OptionalIf<T, ButtonOptions<T>>): ReturnType<typeof renderButton>;
  /** The form as a reply to a button or a command. */
  open(context: Context, request: Request, ...id: OptionalIf<T, WithId<T>>): Promise<Reply>;
  /** The form itself, with contents that are known already. */
  form(language: Language, form: DynamicForm, ...id: OptionalIf<T, WithId<T>>): Form;
}

/** Declares a form whose fields are known only when it opens, and the button of the same name. */
export function dynamicForm<T = undefined>(spec: DynamicFormSpec<T>): Declaration<DynamicFormControl<T>> {
  const {
    id,
    rest: { transaction, ...rest },
  } = withCodec(spec);
  return {
    bind(feature, name) {
      const render = (language: Language, { title, submit, fields, contents }: DynamicForm, value: T): Form => ({
        id: actionId(feature, name, id.encode(value)),
        language,
        title,
        submit: speaker(language).plainKey(submit),
        fields: renderFields(fields, contents, language),
      });
      const open = async (context: Context, request: Request, value: T): Promise<Reply> => ({
        type: 'form',
        form: render(request.language, await spec.open(context, request, value), value),
      });
      const common = { feature, name, ...rest };
      return {
        feature,
        name,
        button: (label, ...[options]) => renderButton(feature, name, id, label, options),
        open: (context, request, ...[options]) => open(context, request, options?.id as T),
        form: (language, form, ...[options]) => render(language, form, options?.id as T),
        toHandlers: (handler) => [
          { ...common, kind: 'action', run: async (context, request, input) => open(context, request, id.decode(input.id)) },
          {
            ...common,
            kind: 'form',
            ...(transaction && { transaction }),
            async run(context, request, input) {
              const value = id.decode(input.id);
              const filled = Array.isArray(input.values) ? {} : (input.values as FormValues);
              const read = readFields(spec.fields(context, value), filled, request.language);
              return 'errors' in read
                ? { type: 'form-errors', errors: read.errors }
                : handler(context, request, { id: value, values: read.values });
            },
          },
        ],
      };
    },
  };
}
