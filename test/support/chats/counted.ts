import type { Resident, Seen } from './resident.js';

/** What somebody has done so far, as far as their hands know. */
export interface Done {
  commands: number;
  /** Buttons, choices in menus, and forms that were sent. */
  clicks: number;
}

/** The same person, and how often they click and type a command. */
export function counted(who: Resident): { readonly who: Resident; readonly done: Done } {
  const done: Done = { commands: 0, clicks: 0 };
  const click = <A extends readonly unknown[]>(act: (...args: A) => Promise<void>) => {
    return (...args: A): Promise<void> => {
      done.clicks += 1;
      return act(...args);
    };
  };
  const watched = (seen: Seen): Seen => {
    const own: Seen = Object.create(seen);
    return Object.assign(own, {
      press: click((label: string, below?: string) => seen.press(label, below)),
      choose: click((...labels: readonly string[]) => seen.choose(...labels)),
    });
  };
  return {
    done,
    who: {
      ...who,
      sees: () => who.sees().map(watched),
      command(line) {
        done.commands += 1;
        return who.command(line);
      },
      async form() {
        const form = await who.form();
        return { ...form, submit: click((values: Parameters<typeof form.submit>[0]) => form.submit(values)) };
      },
    },
  };
}
