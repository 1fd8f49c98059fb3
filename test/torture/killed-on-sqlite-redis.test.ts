import { describeKilledDeliveries } from './killed-deliveries.js';

describeKilledDeliveries('SQLite and Redis');
