import type { Access } from '../core/access.js';
import { LANGUAGES, type Language } from '../core/language.js';
import {
  actionId,
  type Button,
  FORM_SUBMIT_MAX,
  FORM_TITLE_MAX,
  type Form,
  type FormValues,
  OPTION_LABEL_MAX,
  type Reply,
  SELECT_OPTIONS_MAX,
  type Select,
  type SharedLabel,
} from '../core/message.js';
import type { Request } from '../core/request.js';
import type { Text } from '../core/text.js';
import { type MessageKey, speaker } from '../language/index.js';
import type { Context } from './context.js';
import { type AnyFields, assertFits, assertFormFields, type Prepared, readFields, renderFields, type ValuesOf } from './fields.js';
import { type IdCodec, noId } from './id-codecs.js';
import type { HandlerInput } from './parts/handler.js';
import type { Handled, Handler } from './types.js';

/**
 * Buttons, menus and forms. A feature declares its controls once; the declaration renders them on cards and parses what
 * comes back, and `handleControls` makes the compiler ask for a handler of each.
 *
 * @example
 * export const controls = defineControls('library', {
 *   borrow: button({ access: 'member', id: numberId<BookId>() }),
 *   review: form({
 *     access: 'member', id: numberId<BookId>(), title: 'library.review.title',
 *     fields: { text: textField({ label: 'library.review.text', max: 500 }) },
 *   }),
 * });
 * controls.borrow.button('Borrow', { id: book.id });
 * export const handlers = handleControls(controls, {
 *   borrow: (context, request, { id }) => borrow(context, request, id),
 *   review: (context, request, { id, values }) => saveReview(context, request, id, values.text),
 * });
 */

/** A declared control; `H` is the type of its handler. */
export interface Control<H> {
  readonly feature: string;
  readonly name: string;
  readonly toHandlers: (handler: H) => readonly Handler[];
}

/** A control without its id yet; `defineControls` gives it one. */
export interface Declaration<C> {
  readonly bind: (feature: string, name: string) => C;
}

export interface Common<T> {
  readonly access: Access;
  readonly id?: IdCodec<T>;
  /** What it does and who else may not, in a few English words for docs/action-ids.md. */
  readonly about?: string;
  readonly transaction?: 'own';
  readonly budget?: 'export';
}

export type WithId<T> = [T] extends [undefined] ? { readonly id?: undefined } : { readonly id: T };
export type ButtonOptions<T> = Pick<Button, 'style' | 'accessibleName'> & WithId<T>;
/** May be left out where the control has no id. */
export type OptionalIf<T, O> = [T] extends [undefined] ? [options?: O] : [options: O];

export interface ButtonControl<T> extends Control<(context: Context, request: Request, input: { readonly id: T }) => Handled> {
  /** Renders the button. Throws a `RangeError` if the action id is longer than platforms allow. */
  button(label: string | SharedLabel, ...options: OptionalIf<T, ButtonOptions<T>>): Button;
}

/** Declares a button. */
export function button<T = undefined>(common: Common<T>): Declaration<ButtonControl<T>> {
  return { bind: (feature, name) => bindButton(feature, name, common, (id) => ({ id })) };
}

export interface MenuControl<T>
  extends Control<(context: Context, request: Request, input: { readonly id: T; readonly values: readonly string[] }) => Handled> {
  /** Renders the menu. Throws a `RangeError` for more options than it is declared with. */
  menu(select: Omit<Select, 'type' | 'action'>, ...id: OptionalIf<T, WithId<T>>): Select;
  /** A button with the same handler; it brings no values. */
  button(label: string | SharedLabel, ...options: OptionalIf<T, ButtonOptions<T>>): Button;
}

export interface MenuSpec<T> extends Common<T> {
  /** How many options it has at most; what is left out of them is shown on other pages, or said to be left out. */
  readonly most: number;
}

/**
 * Declares a menu of what depends on data; its handler gets the chosen values. Throws a `RangeError` if it may have more options than
 * every platform can show.
 */
export function menu<T = undefined>({ most, ...common }: MenuSpec<T>): Declaration<MenuControl<T>> {
  const codec = withCodec(common).id;
  return {
    bind(feature, name) {
      assertCount(`the menu ${feature}:${name}`, most);
      return {
        ...bindButton(feature, name, common, valuesOf),
        menu(select, ...[options]) {
          const { length } = select.options;
          if (length > most) throw new RangeError(`the menu ${feature}:${name} has ${length} options and is declared with at most ${most}`);
          return { type: 'select', action: actionId(feature, name, codec.encode(options?.id as T)), ...select };
        },
      };
    },
  };
}

export interface ChoiceMenuControl<T>
  extends Control<(context: Context, request: Request, input: { readonly id: T; readonly values: readonly string[] }) => Handled> {
  /** Renders the menu with its declared options. */
  menu(language: Language, select: Omit<Select, 'type' | 'action' | 'options'>, ...id: OptionalIf<T, WithId<T>>): Select;
}

export interface ChoiceMenuSpec<T, W extends string> extends Common<T> {
  readonly choices: readonly W[];
  readonly choiceLabel: (value: W, language: Language) => string;
}

/**
 * Declares a menu whose options are the same for everyone. Throws a `RangeError` for more options than every platform can show, and for
 * one whose label is too long in some language.
 */
export function choiceMenu<const W extends string, T = undefined>({
  choices,
  choiceLabel,
  ...common
}: ChoiceMenuSpec<T, W>): Declaration<ChoiceMenuControl<T>> {
  const codec = withCodec(common).id;
  const optionsIn = (language: Language) => choices.map((value) => ({ value, label: choiceLabel(value, language) }));
  return {
    bind(feature, name) {
      const what = `the menu ${feature}:${name}`;
      assertCount(what, choices.length);
      for (const language of LANGUAGES) {
        const long = optionsIn(language).find(({ label }) => label.length > OPTION_LABEL_MAX);
        if (long) throw new RangeError(`the option ${long.value} of ${what} is too long in ${language}: ${long.label}`);
      }
      const { button: _, ...control } = bindButton(feature, name, common, valuesOf);
      return {
        ...control,
        menu: (language, select, ...[options]) => ({
          type: 'select',
          action: actionId(feature, name, codec.encode(options?.id as T)),
          options: optionsIn(language),
          ...select,
        }),
      };
    },
  };
}

function assertCount(what: string, count: number): void {
  if (count > SELECT_OPTIONS_MAX) throw new RangeError(`${what} has up to ${count} options: platforms show ${SELECT_OPTIONS_MAX}`);
}

const valuesOf = <T>(id: T, values: HandlerInput['values']) => ({
  id,
  values: Array.isArray(values) ? (values as readonly string[]) : [],
});

/** A control with a button, whose handler gets what `inputOf` makes of the id and the values. */
function bindButton<T, I>(
  feature: string,
  name: string,
  common: Common<T>,
  inputOf: (id: T, values: HandlerInput['values']) => I,
): Control<(context: Context, request: Request, input: I) => Handled> & Pick<ButtonControl<T>, 'button'> {
  const { id, rest } = withCodec(common);
  return {
    feature,
    name,
    button: (label, ...[options]) => renderButton(feature, name, id, label, options),
    toHandlers: (handler) => [
      {
        feature,
        name,
        kind: 'action',
        ...rest,
        run: async (context, request, input) => handler(context, request, inputOf(id.decode(input.id), input.values)),
      },
    ],
  };
}

/** What a form shows beside its declaration. */
export interface FormContents<F extends AnyFields> extends Prepared<F> {
  readonly title?: string;
  readonly introduction?: Text;
}

export interface FormSpec<T, F extends AnyFields> extends Common<T> {
  readonly title: MessageKey;
  /** `common.save` unless told. */
  readonly submit?: MessageKey;
  readonly fields: F;
  /** The field beside which an `InputError` of the handler is shown; above the form unless told. */
  readonly errorsAt?: keyof F & string;
  /** Current values and options, and checks before the form opens. A thrown `MudhifError` is told instead of the form. */
  readonly prepare?: (context: Context, request: Request, id: T) => Promise<FormContents<F>>;
}

/** A form that shows `C` and whose handler gets `V`. */
export interface AnyFormControl<T, V, C>
  extends Control<(context: Context, request: Request, input: { readonly id: T; readonly values: V }) => Handled> {
  /** A button that opens the form. */
  button(label: string | SharedLabel, ...options: OptionalIf<T, ButtonOptions<T>>): Button;
  /** The form as a reply to a button or a command. */
  open(context: Context, request: Request, ...id: OptionalIf<T, WithId<T>>): Promise<Reply>;
  /** The form itself, with contents that are known already. */
  form(language: Language, contents: C, ...id: OptionalIf<T, WithId<T>>): Form;
}

export type FormControl<T, F extends AnyFields> = AnyFormControl<T, ValuesOf<F>, FormContents<F>>;

/**
 * Declares a form, and the button of the same name that opens it. Throws a `RangeError` for more fields, or more choices of
 * one field, than every platform can show, and for a text that is too long in some language.
 */
export function form<F extends AnyFields, T = undefined>(spec: FormSpec<T, F>): Declaration<FormControl<T, F>> {
  return {
    bind(feature, name) {
      const submit = spec.submit ?? 'common.save';
      assertFits(`the title of the form ${feature}:${name}`, spec.title, FORM_TITLE_MAX);
      assertFits(`the button of the form ${feature}:${name}`, submit, FORM_SUBMIT_MAX);
      assertFormFields(`${feature}:${name}`, spec.fields);
      return bindForm<T, F, FormContents<F>>(feature, name, {
        common: spec,
        errorsAt: spec.errorsAt,
        contents: async (context, request, id) => (await spec.prepare?.(context, request, id)) ?? {},
        render: (contents, language) => ({
          title: contents.title ?? plainKey(spec.title, language),
          ...(contents.introduction && { introduction: contents.introduction }),
          submit: plainKey(submit, language),
          fields: renderFields(spec.fields, contents, language),
        }),
        fieldsOf: () => spec.fields,
      });
    },
  };
}

/** What kinds of forms differ in. */
interface FormKind<T, F extends AnyFields, C> {
  readonly common: Common<T>;
  readonly errorsAt?: string | undefined;
  /** What the form shows as it opens. */
  readonly contents: (context: Context, request: Request, id: T) => Promise<C>;
  readonly render: (contents: C, language: Language) => Omit<Form, 'id' | 'language'>;
  /** The fields that a submitted form is read by. `id` as it came. */
  readonly fieldsOf: (context: Context, id: string) => F | Promise<F>;
}

/**
 * Gives a form its id: the handler of its button opens it, and that of the form reads it.
 *
 * @returns A form that throws a `RangeError` for an id that is longer than platforms allow.
 */
export function bindForm<T, F extends AnyFields, C>(
  feature: string,
  name: string,
  { common, errorsAt, contents, render, fieldsOf }: FormKind<T, F, C>,
): AnyFormControl<T, ValuesOf<F>, C> {
  const {
    id,
    rest: { transaction, ...rest },
  } = withCodec(common);
  const toForm = (language: Language, shown: C, value: T): Form => ({
    id: actionId(feature, name, id.encode(value)),
    language,
    ...render(shown, language),
  });
  const open = async (context: Context, request: Request, value: T): Promise<Reply> => ({
    type: 'form',
    form: toForm(request.language, await contents(context, request, value), value),
  });
  const both = { feature, name, ...rest };
  return {
    feature,
    name,
    button: (label, ...[options]) => renderButton(feature, name, id, label, options),
    open: (context, request, ...[options]) => open(context, request, options?.id as T),
    form: (language, shown, ...[options]) => toForm(language, shown, options?.id as T),
    toHandlers: (handler) => [
      { ...both, kind: 'action', run: async (context, request, input) => open(context, request, id.decode(input.id)) },
      {
        ...both,
        kind: 'form',
        ...(transaction && { transaction }),
        ...(errorsAt !== undefined && { errorsAt }),
        async run(context, request, input) {
          const filled = Array.isArray(input.values) ? {} : (input.values as FormValues);
          const read = readFields(await fieldsOf(context, input.id), filled, request.language);
          if ('errors' in read) return { type: 'form-errors', errors: read.errors };
          return handler(context, request, { id: id.decode(input.id), values: read.values });
        },
      },
    ],
  };
}

type ControlsOf<D> = { readonly [K in keyof D]: D[K] extends Declaration<infer C> ? C : never };

/** Gives declared controls their ids, `feature:name:id`. */
export function defineControls<D extends Readonly<Record<string, Declaration<unknown>>>>(feature: string, declarations: D): ControlsOf<D> {
  return Object.fromEntries(
    Object.entries(declarations).map(([name, declaration]) => [name, declaration.bind(feature, name)]),
  ) as ControlsOf<D>;
}

/** Pairs controls with their handlers: one that is missing does not compile. */
export function handleControls<H extends object>(
  controls: { readonly [K in keyof H]: Control<H[K]> },
  handlers: { readonly [K in keyof NoInfer<H>]: NoInfer<H>[K] },
): readonly Handler[] {
  const names = Object.keys(controls) as (keyof H)[];
  return names.flatMap((name) => controls[name].toHandlers(handlers[name]));
}

/** The codec of a control's ids, and what its handlers tell the dispatcher and the documents. */
export function withCodec<T>({ access, id, transaction, about }: Common<T>): {
  readonly id: IdCodec<T>;
  readonly rest: Pick<Handler, 'access' | 'about' | 'idShape' | 'transaction'>;
} {
  // Without a codec `T` is undefined.
  const codec = id ?? (noId as unknown as IdCodec<T>);
  return {
    id: codec,
    rest: {
      access,
      ...(about !== undefined && { about }),
      ...(codec.shape !== undefined && { idShape: codec.shape }),
      ...(transaction && { transaction }),
    },
  };
}

function renderButton<T>(
  feature: string,
  name: string,
  codec: IdCodec<T>,
  label: string | SharedLabel,
  options: Partial<ButtonOptions<T>> | undefined,
): Button {
  const { id, style, accessibleName } = options ?? {};
  return {
    type: 'button',
    action: actionId(feature, name, codec.encode(id as T)),
    ...(typeof label === 'string' ? { label } : label),
    ...(style && { style }),
    ...(accessibleName !== undefined && { accessibleName }),
  };
}

function plainKey(key: MessageKey, language: Language): string {
  return speaker(language).plainKey(key);
}
