import type { PersonaView } from '../../../adapters/web/protocol.js';

/** What the child program gets as its argument. */
export interface ChildOptions {
  /** The variables of the program's environment. */
  readonly env: Readonly<Record<string, string>>;
  /** Who uses the browser chat. */
  readonly personas: readonly [PersonaView, ...PersonaView[]];
}

export const SPACE = 'web';

/** How a click is counted: a table without any unique key, so that a second effect shows. */
export const CREATE_TABLE = 'create table if not exists test_clicks (community_id bigint not null, label text not null)';

/** What stands in the answer to a click, and nowhere else. */
export const markOf = (label: string): string => `‹${label}›`;
export const MARK = /‹([a-z]+\d+)›/g;
/** What stands before the mark of an answer that replaced the answer to a command. */
export const REPLACED = /‹command(\d+)› (?=‹replace\1›)/g;
