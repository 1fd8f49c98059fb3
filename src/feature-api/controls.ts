import type { Access } from '../core/access.js';
import { type MudhifError, NotFoundError } from '../core/errors.js';
import { type Id, toId } from '../core/ids.js';
import {
  actionId,
  type ActionId,
  type Button,
  type Choice,
  type Form,
  type FormValues,
  type Reply,
  type Select,
} from '../core/message.js';
import type { Phrase } from '../core/phrase.js';
import type { Request } from '../core/request.js';
import type { Text } from '../core/text.js';
import type { Language } from '../core/language.js';
import { phrase } from '../language/index.js';
import type { Context } from './context.js';
import { type AnyField, type FieldsOf, readFields, renderFields, type RenderOptions, type ValuesOfFields } from './fields.js';
import { speaker } from '../language/index.js';

/**
 * Buttons, menus and forms. A feature declares its controls once with `defineControls`: the declaration renders them on
 * cards and parses what comes back. `handleControls` then asks the compiler for a handler of each.
 *
 * @example
 * const controls = defineControls('coffee', {
 *   skip: button({ access: 'member', id: numberId<RoundId>() }),
 *   note: form({ access: 'member', id: numberId<MatchId>(), title: 'coffee.note.title', submit: 'common.save',
 *     fields: { note: textField({ label: 'coffee.note.label', max: 500 }) } }),
 * });
 * controls.skip.button('Skip', round.id);
 * const handlers = handleControls(controls, {
 *   skip: async (context, request, { id }) => skip(context, request.actor.id, id),
 *   note: async (context, request, { id, values }) => saveNote(context, id, values.note),
 * });
 */

/** How the last part of an action id is written and read. */
export interface IdCodec<T> {
  encode(value: T): string | number;
  /** Throws a `MudhifError` for what it can't read. */
  decode(text: string): T;
}

const unknownControl = (): NotFoundError => new NotFoundError('unknown id in an action', phrase('dispatch.button-unknown'));

/** A control that concerns nothing in particular: its id is 0, and any id is taken. */
export const noId: IdCodec<undefined> = { encode: () => 0, decode: () => undefined };

/** A row's number. `missing`: what is told where the text is no number; ids come from outside. */
export function numberId<T extends Id<string>>(missing: () => MudhifError = unknownControl): IdCodec<T> {
  return {
    encode: (value) => value,
    decode(text) {
      try {
        return toId<T>(text);
      } catch (error) {
        if (error instanceof RangeError) throw missing();
        throw error;
      }
    },
  };
}

/** One of a few words. */
export function wordId<const W extends string>(words: readonly W[], missing: () => MudhifError = unknownControl): IdCodec<W> {
  return {
    encode: (value) => value,
    decode(text) {
      const word = words.find((known) => known === text);
      if (word === undefined) throw missing();
      return word;
    },
  };
}

/** Free text that its handler reads; it may hold colons. */
export const textId: IdCodec<string> = { encode: (value) => value, decode: (text) => text };

/** A number, and what the old messages of other versions carried instead, as given by `decode`. */
export function customId<T>(codec: IdCodec<T>): IdCodec<T> {
  return codec;
}

/** What a handler returns; a returned error is told like a thrown one, but what was written stays. */
export type Handled = Promise<Reply | MudhifError>;

interface ControlBase<T> {
  readonly access: Access;
  readonly id: IdCodec<T>;
  /** `own`: takes longer than a transaction may, and opens its own. */
  readonly transaction?: 'own';
}

export interface ButtonSpec<T> extends ControlBase<T> {
  readonly type: 'button';
}
/** A menu; its handler gets the chosen values as the platform brought them, and the id. A menu may also serve as a button. */
export interface MenuSpec<T> extends ControlBase<T> {
  readonly type: 'menu';
}
export interface FormSpec<T, F extends Readonly<Record<string, AnyField>>> extends ControlBase<T> {
  readonly type: 'form';
  readonly title: string;
  readonly submit: string;
  readonly introduction?: string;
  /** At most five (core enforces it). A function where the fields depend on what is stored or on the id. */
  readonly fields: F | ((context: Context, id: T) => Promise<F> | F);
}

type Optional<T> = { readonly access: Access; readonly id?: IdCodec<T>; readonly transaction?: 'own' };
type IdOf<T> = [T] extends [undefined] ? [] : [id: T];

export function button<T = undefined>({ access, id, transaction }: Optional<T>): ButtonSpec<T> {
  return { type: 'button', access, id: id ?? (noId as IdCodec<T>), ...(transaction && { transaction }) };
}
export function menu<T = undefined>({ access, id, transaction }: Optional<T>): MenuSpec<T> {
  return { type: 'menu', access, id: id ?? (noId as IdCodec<T>), ...(transaction && { transaction }) };
}
export function form<F extends Readonly<Record<string, AnyField>>, T = undefined>(
  spec: Optional<T> & Pick<FormSpec<T, F>, 'title' | 'submit' | 'introduction' | 'fields'>,
): FormSpec<T, F> {
  return { ...spec, type: 'form', id: spec.id ?? (noId as IdCodec<T>) };
}

// biome-ignore format: one line each reads best
type AnySpec = ButtonSpec<never> | MenuSpec<never> | FormSpec<never, Readonly<Record<string, AnyField>>>;

interface Named {
  readonly feature: string;
  readonly name: string;
  readonly access: Access;
}

export interface ButtonControl<T> extends Named {
  readonly spec: ButtonSpec<T>;
  button(label: string, ...rest: [...IdOf<T>, options?: Pick<Button, 'style' | 'accessibleName'>]): Button;
}
export interface MenuControl<T> extends Named {
  readonly spec: MenuSpec<T>;
  menu(select: Omit<Select, 'type' | 'action'> , ...id: IdOf<T>): Select;
  /** The same handler behind a button, which brings no values. */
  button(label: string, ...rest: [...IdOf<T>, options?: Pick<Button, 'style' | 'accessibleName'>]): Button;
}
export interface FormControl<T, F extends Readonly<Record<string, AnyField>>> extends Named {
  readonly spec: FormSpec<T, F>;
  /** The form as a reply, filled with `values`. Throws a `RangeError` for more than five fields. */
  open(context: Context, language: Language, ...rest: [...IdOf<T>, options?: OpenOptions<F>]): Promise<Reply>;
  /** A button that opens the form; it needs a button control of the same name. */
  actionId(...id: IdOf<T>): ActionId;
}
export interface OpenOptions<F extends Readonly<Record<string, AnyField>>> {
  readonly values?: Partial<ValuesOfFields<F>>;
  readonly introduction?: Text;
  /** Overrides of title and labels that depend on what is shown, as plain text. */
  readonly title?: string;
  readonly render?: RenderOptions<F>;
}

export type ControlOf<S> = S extends ButtonSpec<infer T>
  ? ButtonControl<T>
  : S extends MenuSpec<infer T>
    ? MenuControl<T>
    : S extends FormSpec<infer T, infer F>
      ? FormControl<T, F>
      : never;

export type Controls<S> = { readonly [K in keyof S]: ControlOf<S[K]> };

/** What the dispatcher needs of a handled control. */
export interface Handler {
  readonly feature: string;
  readonly name: string;
  readonly kind: 'action' | 'form';
  readonly access: Access;
  readonly transaction?: 'own';
  readonly run: (context: Context, request: Request, input: { readonly id: string; readonly values: FormValues | readonly string[] }) => Handled;
}

type HandlerOf<S> = S extends ButtonSpec<infer T>
  ? (context: Context, request: Request, input: { readonly id: T }) => Handled
  : S extends MenuSpec<infer T>
    ? (context: Context, request: Request, input: { readonly id: T; readonly values: readonly string[] }) => Handled
    : S extends FormSpec<infer T, infer F>
      ? (context: Context, request: Request, input: { readonly id: T; readonly values: ValuesOfFields<F> }) => Handled
      : never;
