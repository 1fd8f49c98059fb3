export { accountsStore } from './accounts.js';
export { eraseExpired } from './expiry.js';
export { importDraftsStore } from './import-drafts.js';
export { linksStore } from './links.js';
export { membersStore } from './members.js';
export { organisationsStore } from './organisations.js';
export { membersTables } from './tables.js';
export { waitingAccountsStore } from './waiting-accounts.js';
