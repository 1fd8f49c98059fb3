import type { CommandWords } from '../../core/command.js';

/** The command that shows all others. */
export const HELP: CommandWords = { command: 'help', subcommand: '' };
