/** What later features and the terminal may use of community. */
export { goOn, heldCommunity } from './agenda.js';
