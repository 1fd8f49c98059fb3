import { type CommandWords, type Option, type Subcommand, type TypedWords, typedAs } from '../core/command.js';
import { NotFoundError } from '../core/errors.js';
import { nameKey } from '../core/fold.js';
import type { Language } from '../core/language.js';
import {
  ACTION_ID_MAX,
  type Attachment,
  actionId,
  type Button,
  type Field,
  FORM_FIELDS_MAX,
  type Form,
  type FormValues,
  type Select,
} from '../core/message.js';
import { plain } from '../core/text.js';
import { readDate } from '../core/written.js';
import { type MessageKey, phrase, speaker } from '../language/index.js';
import type { Context } from './context.js';
import type { ButtonOptions, Declaration } from './controls.js';
import type { IdCodec } from './id-codecs.js';
import type { Handler } from './types.js';

const unknown = (): NotFoundError => new NotFoundError('no such command', phrase('dispatch.button-unknown'));

/** A command by its words, with dots between them, and what was typed after it, in base64. */
export const commandId: IdCodec<TypedWords> = {
  shape: '`<command>.<sub-command>`, or that with `.` and what was typed after it, in base64',
  encode({ command, subcommand, typed = '' }) {
    return [command, subcommand, ...(typed === '' ? [] : [Buffer.from(typed).toString('base64url')])].join('.');
  },
  decode(text) {
    const [, command, subcommand, typed] = /^([a-z][a-z-]{0,30})\.([a-z-]{0,31})(?:\.([\w-]+))?$/.exec(text) ?? [];
    if (command === undefined || subcommand === undefined) throw unknown();
    return { command, subcommand, ...(typed !== undefined && { typed: Buffer.from(typed, 'base64url').toString() }) };
  },
};

/** What was typed of a command's options, by their names. */
export type TypedValues = Readonly<Record<string, string>>;

/**
 * Buttons and menus that run a command without options, or with what was typed before; one that needs more opens a form that asks for
 * it and holds what was typed.
 */
export interface CommandControl {
  /** Whether a button has room for what was typed. */
  fits(of: TypedWords): boolean;
  button(label: string, of: TypedWords, options?: Pick<ButtonOptions<undefined>, 'style' | 'accessibleName'>): Button;
  menu(select: Omit<Select, 'type' | 'action' | 'options'>, options: readonly (TypedWords & { readonly label: string })[]): Select;
  /** The form that asks for the options of a command, with what was typed of them. */
  form(of: CommandWords, asked: Pick<Subcommand<Context>, 'description' | 'options'>, language: Language, typed?: TypedValues): Form;
  readonly handlers: readonly Handler[];
}

/**
 * Declares buttons, menus and a form that stand for commands.
 *
 * @returns Controls that throw a `RangeError` for an id that is longer than platforms allow.
 */
export function commandControl({ about, submit }: { readonly about: string; readonly submit: MessageKey }): Declaration<CommandControl> {
  return {
    bind(feature, name) {
      const common = { feature, name, access: 'anyone', idShape: `${commandId.shape}, or 0 for a menu that brings it`, about } as const;
      const wordsIn = (id: string, values: readonly string[] | FormValues): TypedWords =>
        commandId.decode(id === '0' && Array.isArray(values) ? (values[0] ?? '') : id);
      return {
        fits: (of) => `${feature}:${name}:${commandId.encode(of)}`.length <= ACTION_ID_MAX,
        button: (label, of, options) => ({ type: 'button', action: actionId(feature, name, commandId.encode(of)), label, ...options }),
        menu: (select, options) => ({
          type: 'select',
          action: actionId(feature, name),
          ...select,
          options: options.map(({ label, ...of }) => ({ value: String(commandId.encode(of)), label })),
        }),
        form: (of, subcommand, language, typed = {}) => optionsForm({ feature, name, submit }, of, subcommand, language, typed),
        handlers: [
          {
            ...common,
            kind: 'action',
            command: ({ id, values }) => ({ ...wordsIn(id, values), values: {} }),
            async run(context, { language }, { id, values }) {
              const words = wordsIn(id, values);
              const form = optionsForm({ feature, name, submit }, words, asked(context, words), language, typedIn(values));
              return { type: 'form', form };
            },
          },
          {
            ...common,
            kind: 'form',
            command: ({ id, values }) => ({ ...wordsIn(id, values), values: typedValues(values) }),
            run: () => Promise.reject(unknown()),
          },
        ],
      };
    },
  };
}

function asked({ features }: Context, { command, subcommand }: CommandWords): Subcommand<Context> {
  const found = features.command(command)?.subcommands;
  const wanted = found && Object.hasOwn(found, subcommand) ? found[subcommand] : undefined;
  if (!wanted) throw unknown();
  return wanted;
}

/** The options of a command as a form: those that it needs first, and as many others as fit. */
function optionsForm(
  { feature, name, submit }: { readonly feature: string; readonly name: string; readonly submit: MessageKey },
  { command, subcommand }: CommandWords,
  { description, options }: Pick<Subcommand<Context>, 'description' | 'options'>,
  language: Language,
  typed: TypedValues,
): Form {
  const say = speaker(language);
  const entries = Object.entries(options).toSorted(([, one], [, other]) => Number(other.required ?? false) - Number(one.required ?? false));
  return {
    // Without what was typed: what is filled in counts instead.
    id: actionId(feature, name, commandId.encode({ command, subcommand })),
    language,
    title: typedAs({ command, subcommand }),
    introduction: say.phrase({ key: description }),
    submit: say.plainKey(submit),
    fields: entries.slice(0, FORM_FIELDS_MAX).map(([option, declared]) => optionField(option, declared, language, typed[option])),
  };
}

/** What every platform shows as the label of a field. */
const LABEL_MAX = 45;
const MEMBER_MAX = 120;
const INTEGER_MAX = 12;

/** What stands before the first pause of a description; undefined if that is too long as well. */
function beginningOf(description: string): string | undefined {
  const beginning = description.split(/:\s|[,،;؛(]/, 1)[0]?.trim();
  return beginning === undefined || beginning === '' || beginning.length > LABEL_MAX ? undefined : beginning;
}

function optionField(name: string, option: Option<Context>, language: Language, typed?: string): Field {
  const say = speaker(language);
  const description = plain(say.phrase({ key: option.description }));
  // A label holds less than a description, of which it shows the beginning then.
  const looks = description.length > LABEL_MAX ? { label: beginningOf(description) ?? name, hint: description } : { label: description };
  const base = { name, ...looks, ...(option.required && { required: true }) };
  switch (option.type) {
    case 'text':
      return writtenField(base, option.maxLength, typed);
    case 'member':
      return writtenField(base, MEMBER_MAX, typed);
    case 'integer':
      return writtenField(base, INTEGER_MAX, typed);
    case 'choice': {
      const options = option.choices.map(({ value, label }) => ({ value, label: plain(say.phrase({ key: label })) }));
      const chosen = options.find(({ value, label }) => [value, label].some((word) => nameKey(word) === nameKey(typed ?? '')));
      return { ...base, type: 'select', options, ...(chosen && { value: [chosen.value] }) };
    }
    case 'date': {
      const date = typed === undefined ? undefined : readDate(typed);
      return { ...base, type: 'date', ...(date !== undefined && { value: date }) };
    }
    case 'file':
      return { ...base, type: 'file' };
    default:
      return option satisfies never;
  }
}

/** A field for text, with as much of what was typed as it may hold. */
const writtenField = (base: Pick<Field, 'name' | 'label' | 'hint' | 'required'>, maxLength: number, typed: string | undefined): Field => ({
  ...base,
  type: 'text',
  maxLength,
  ...(typed !== undefined && { value: typed.slice(0, maxLength) }),
});

/** What the dispatcher has read of what was typed. */
const typedIn = (values: readonly string[] | FormValues): TypedValues =>
  Object.fromEntries(
    Object.entries(Array.isArray(values) ? {} : (values as FormValues)).flatMap(([name, value]) =>
      typeof value === 'string' ? [[name, value] as const] : [],
    ),
  );

/** What was filled in, as if it was typed: of a choice the first value, and nothing for what was left empty. */
function typedValues(values: readonly string[] | FormValues): Record<string, string | Attachment> {
  return Object.fromEntries(
    Object.entries(Array.isArray(values) ? {} : (values as FormValues)).flatMap(([name, value]) => {
      const one = Array.isArray(value) ? (value as readonly string[])[0] : (value as string | Attachment | undefined);
      return one === undefined ? [] : [[name, one] as const];
    }),
  );
}
