import { commandControl, defineControls } from '../../feature-api/index.js';

/** The buttons and menus that stand for commands; docs/action-ids.md lists them. */
export const assistControls = defineControls('assist', {
  run: commandControl({ about: 'runs a command; one that needs options opens a form that asks for them', submit: 'assist.button.run' }),
});
