export { coffeeActions } from './actions.js';
export type { Matcher } from './coffee.js';
export { coffeeForms } from './forms.js';
export { coffeeHome } from './home.js';
export { coffeeJobs } from './jobs.js';
export { coffeeNotifications } from './notifications.js';
export { type CoffeeService, createCoffeeService } from './service.js';
