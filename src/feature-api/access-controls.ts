import type { Access } from '../core/access.js';
import type { Subcommand } from '../core/command.js';
import { type Card, privately } from '../core/message.js';
import type { Request } from '../core/request.js';
import { defineSubcommand } from './command.js';
import type { Context } from './context.js';
import { button, type ChoiceMenuSpec, type Common, choiceMenu, type FormSpec, form, menu } from './controls.js';
import { type DynamicFormSpec, dynamicForm } from './dynamic-form.js';
import type { AnyFields } from './fields.js';
import type { IdCodec } from './id-codecs.js';

type More<T> = Pick<Common<T>, 'transaction' | 'budget'>;
type Told = 'access' | 'about';

/**
 * Declares controls for people who have this access; `about` tells docs/action-ids.md what a control does.
 *
 * @example
 * borrow: member.button('borrows a book', bookId),
 */
function controlsFor(access: Access) {
  return {
    button: <T = undefined>(about: string, id?: IdCodec<T>, more?: More<T>) => button<T>({ access, about, ...(id && { id }), ...more }),
    /** A menu of at most `most` options, which depend on data. */
    menu: <T = undefined>(about: string, most: number, id?: IdCodec<T>, more?: More<T>) =>
      menu<T>({ access, about, most, ...(id && { id }), ...more }),
    /** A menu whose options are the same for everyone. */
    choiceMenu: <const W extends string, T = undefined>(
      about: string,
      options: Omit<ChoiceMenuSpec<T, W>, keyof Common<T>>,
      id?: IdCodec<T>,
      more?: More<T>,
    ) => choiceMenu<W, T>({ access, about, ...options, ...(id && { id }), ...more }),
    form: <F extends AnyFields, T = undefined>(about: string, spec: Omit<FormSpec<T, F>, Told>) => form<F, T>({ access, about, ...spec }),
    /** A sub-command without options that shows a card privately. */
    shows: (description: string, card: (context: Context, request: Request) => Card | Promise<Card>): Subcommand<Context> =>
      defineSubcommand({ description, access, options: {}, run: async (context, request) => privately(await card(context, request)) }),
    dynamicForm: <T = undefined>(about: string, spec: Omit<DynamicFormSpec<T>, Told>) => dynamicForm<T>({ access, about, ...spec }),
  };
}

export const anyone = controlsFor('anyone');
export const member = controlsFor('member');
export const adviser = controlsFor('adviser');
export const organiser = controlsFor('organiser');
