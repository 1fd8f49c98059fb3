import { describeKilledDeliveries } from './killed-deliveries.js';

describeKilledDeliveries('PostgreSQL and Redis');
